import type { Finding, Restart } from '../schema/trace.ts';
import type { ConnectionView } from '../view.ts';
import { formatMs } from './format.ts';

type Rule = (restart: Restart, connection: ConnectionView) => string | null;

/** Each rule reads one restart and says, with its numbers, what it shows; or nothing. */
const rules: Record<string, Rule> = {
  'remote-ignored': restart =>
    restart.outcome === 'ignored'
      ? 'The far side answered with its old credentials: it ignored the restart, and media stays on the old path.'
      : null,

  'checks-failed': restart =>
    restart.outcome === 'failed'
      ? 'No pair of the new generation answered the checks. Offer a relay candidate, or see whether the far side can be reached at all.'
      : null,

  'late-restart': restart => {
    const detect = restart.phases.find(phase => phase.name === 'detect');
    const worst = Math.max(0, ...restart.gaps.map(gap => gap.durationMs));
    if (!detect || detect.to === null || worst === 0) return null;
    const waited = detect.to - detect.from;
    if (waited < 1_000 || waited < worst / 2) return null;
    const share = Math.round(Math.min(1, waited / worst) * 100);
    return `${share} % of the silence was waiting: the restart was asked for ${formatMs(waited)} after the last packet. Restart when media stalls or the network changes.`;
  },

  'restart-without-need': restart =>
    restart.cause === 'none' && restart.outcome === 'completed' && restart.trigger !== 'forced'
      ? 'Nothing was wrong with the path when the restart was asked for.'
      : null,

  'no-media-lost': restart =>
    restart.outcome === 'completed' &&
    restart.gaps.length > 0 &&
    restart.gaps.every(gap => gap.durationMs === 0)
      ? 'No media was lost: the new path took over while the old one still worked.'
      : null,
};

export function findingsOfRestart(restart: Restart, connection: ConnectionView): Finding[] {
  const findings: Finding[] = [];
  for (const [code, rule] of Object.entries(rules)) {
    const message = rule(restart, connection);
    if (message !== null) findings.push({ code, message });
  }
  return findings;
}
