import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrace } from '../file/read.ts';
import { createFold, restartsOf } from '../fold/fold.ts';
import type { TraceEvent } from '../schema/events.ts';
import { csvOf } from './csv.ts';

const file = new URL(
  '../../../test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json',
  import.meta.url,
);
const trace = readTrace(readFileSync(file, 'utf8'));

function viewOf(events: TraceEvent[]) {
  const fold = createFold();
  for (const event of events) fold.apply(event);
  return fold.view;
}

it('has a row for each gap, under one head', () => {
  const view = viewOf(trace.events);
  const rows = csvOf(view).split('\r\n');
  const head = rows[0]!.split(',');
  const restarts = restartsOf(view);
  const gaps = restarts.flatMap(restart => restart.gaps);
  expect(rows).toHaveLength(1 + gaps.length + 1);
  expect(rows.at(-1)).toBe('');
  const first = Object.fromEntries(rows[1]!.split(',').map((cell, i) => [head[i], cell]));
  const [restart] = restarts;
  expect(first).toMatchObject({
    connection: 'Connection 1',
    what: 'restart 1',
    trigger: 'createOffer',
    cause: 'disconnected',
    outcome: 'completed',
    began: new Date(restart!.requestedAt).toISOString(),
    stream: 'audio in',
    gap_ms: String(Math.round(restart!.gaps[0]!.durationMs * 10) / 10),
  });
});

it('gives a spreadsheet no formula, and quotes what would break a row', () => {
  const evil = '=HYPERLINK("https://evil.test","x"),\r\n@SUM(1)';
  const events = trace.events.map(event => (event.type === 'frame' ? { ...event, url: evil } : event));
  const csv = csvOf(viewOf(events));
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.test"",""x""),\r\n@SUM(1)"`);
  const cells = [...csv.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,\r\n]*)/g)].map(([, cell]) =>
    cell!.replace(/^"/, ''),
  );
  expect(cells.filter(cell => /^[=+@\t]/.test(cell))).toEqual([]);
});
