import type { Finding } from '../../trace/schema/trace.ts';

/** A shape, a colour and a word for each severity. */
const severities = {
  problem: { glyph: '▲', word: 'Problem' },
  note: { glyph: '●', word: 'Note' },
  good: { glyph: '✓', word: 'Good' },
} as const;

/** What was seen, in plain words, and what to do about it. */
export function Findings({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section class="findings" aria-labelledby="findings-title">
      <h3 id="findings-title">Findings</h3>
      <ul>
        {findings.map(finding => (
          <Item key={`${finding.code} ${finding.message}`} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function Item({ finding }: { finding: Finding }) {
  const { code, message, severity = 'note', advice } = finding;
  const { glyph, word } = severities[severity];
  return (
    <li>
      <span class={`severity severity-${severity}`} aria-hidden="true">
        {glyph}
      </span>
      <span class="visually-hidden">{word}: </span>
      <Prose text={message} />
      <p class="dim">
        {advice && <Prose text={advice} />} <code>{code}</code>
      </p>
    </li>
  );
}

/** Text in which `code` stands between backticks. */
function Prose({ text }: { text: string }) {
  const pieces = text.split('`');
  return <>{pieces.map((piece, i) => (i % 2 === 1 ? <code key={i}>{piece}</code> : piece))}</>;
}
