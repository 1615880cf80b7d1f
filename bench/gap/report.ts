import { missedGoals } from './goals.ts';
import type { Session } from './session.ts';
import { percentile } from './statistics.ts';
import { summarise } from './summary.ts';
import { markdownTable } from './table.ts';
import type { Asked } from './trial.ts';

export interface Report {
  /** For people and for the README. */
  markdown: string;
  missed: string[];
}

const connections = 2;

/** `truth`: where it was taken from; `seed`: the trials', where there is one. */
export function report(sessions: Session[], truth: string, seed: number | null, date = new Date()): Report {
  const rows = sessions.flatMap(summarise);
  const versions = sessions.map(({ version }) => version).join(' and ');
  const seeded = seed === null ? '' : `; seed ${seed}`;
  const lines = [
    `Measured ${date.toISOString().slice(0, 10)} with ${versions}; truth: ${truth}${seeded}.`,
    '',
    markdownTable(rows),
    '',
    'The poll is given the best guess it allows: one second more than the span in which its counter stood still.',
    ...sessions.flatMap(askedLine),
    ...agreementLine(sessions),
    ...sessions.flatMap(discardedLine),
    ...sessions.flatMap(repeatedLine),
  ];
  return { markdown: lines.join('\n'), missed: missedGoals(rows) };
}

function askedLine({ browser, asked }: Session): string[] {
  if (!asked) return [];
  const [idle, busy] = [perMinute(asked.idle), perMinute(asked.busy)];
  return [
    `${browser}: getStats calls per connection and minute, counted in the page: ${idle} idle, ${busy} from the cut ` +
      'until 1.5 s after media was back.',
  ];
}

function perMinute({ calls, overMs }: Asked): string {
  return ((calls * 60_000) / overMs / connections).toFixed(0);
}

/** How far the two truths are apart, where both were taken. */
function agreementLine(sessions: Session[]): string[] {
  const apart = sessions
    .flatMap(({ measured }) => measured)
    .flatMap(({ truth, recordedMs }) =>
      recordedMs === null ? [] : [Math.abs(truth.durationMs - recordedMs)],
    );
  if (apart.every(each => each === 0)) return [];
  const [middle, most, all] = [50, 95, 100].map(percent => (percentile(apart, percent) ?? 0).toFixed(2));
  return [
    `The path breaker's own record and the capture differ by ${middle} ms (median), ${most} (p95), ${all} (most).`,
  ];
}

function discardedLine({ browser, measured }: Session): string[] {
  const gaps = measured.filter(({ truth }) => truth.discarded > 0).length;
  if (gaps === 0) return [];
  return [
    `${browser}: after ${gaps} gaps the browser threw away the first packets that arrived; the truth counts from the ` +
      'first it took.',
  ];
}

function repeatedLine({ browser, repeated }: Session): string[] {
  return repeated === 0
    ? []
    : [`${browser}: ${repeated} trials were repeated because the machine was too busy.`];
}
