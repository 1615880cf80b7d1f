import type { RestartRecord } from '../fold/restart-record.ts';
import type { Finding, Rebuild, Restart } from '../schema/trace.ts';
import type { ConnectionView, FrameView } from '../view.ts';

/** One thing that can be found. Its code is stable: other people's checks name it. */
export interface Rule<Facts> {
  code: string;
  severity: NonNullable<Finding['severity']>;
  /** Heading in the docs. */
  title: string;
  /** What it means, for the docs. */
  about: string;
  /** What to do about it: one line. */
  advice: string;
  /** One plain sentence with the numbers at hand, or `null` when the facts do not show it. */
  says(facts: Facts): string | null;
}

export interface RestartFacts {
  restart: Restart;
  record: RestartRecord;
  connection: ConnectionView;
  frame: FrameView | undefined;
  /** Time of the newest event. */
  now: number;
}

export interface ConnectionFacts {
  connection: ConnectionView;
  now: number;
}

export interface RebuildFacts {
  rebuild: Rebuild;
  /** The completed restarts of the same trace. */
  restarts: Restart[];
}

export function applyRules<Facts>(rules: Rule<Facts>[], facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const { code, severity, advice, says } of rules) {
    const message = says(facts);
    if (message !== null) findings.push({ code, message, severity, advice, link: linkTo(code) });
  }
  return findings;
}

/** The section of the docs that explains a finding, from the root of the repository. */
export const linkTo = (code: string): string => `docs/findings.md#${code}`;
