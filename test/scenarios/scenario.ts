import type { Restart, Trace } from '../../extension/trace/schema/trace.ts';
import type { CallPage } from '../harness/call-page.ts';

/** What must be said of one restart. */
export type Verdict = Pick<Restart, 'initiator' | 'trigger' | 'cause' | 'outcome'> & {
  /** Codes of the findings, in any order; absent: not looked at. */
  findings?: string[];
};

/** Something that happens to a call, and what IceScope must say of it. */
export interface Scenario {
  /** Names the recorded trace as well. */
  name: string;
  /** Acts until everything has happened; the recording follows by itself. */
  run(call: CallPage): Promise<void>;
  /** Of all restarts of both peers, in the order they were asked for. */
  verdicts: Verdict[];
  /** What the trace must hold before it is looked at; by default, that every restart is settled. */
  complete?(trace: Trace): boolean;
}

export function verdictOf({ initiator, trigger, cause, outcome, findings }: Restart, like: Verdict): Verdict {
  const verdict: Verdict = { initiator, trigger, cause, outcome };
  if (like.findings) verdict.findings = findings.map(({ code }) => code).sort();
  return verdict;
}

/** What is said of the restarts of a trace, as far as the scenario has an opinion. */
export function verdictsOf(trace: Pick<Trace, 'restarts'>, { verdicts }: Scenario): Verdict[] {
  return trace.restarts.map((restart, index) => verdictOf(restart, verdicts[index] ?? ({} as Verdict)));
}
