import type { Break, Rebuild, Restart, Trace } from '../../extension/trace/schema/trace.ts';
import type { CallPage } from '../harness/call-page.ts';

/** What must be said of one restart. */
export type Verdict = Pick<Restart, 'initiator' | 'trigger' | 'cause' | 'outcome'> & {
  /** Codes of the findings, in any order; absent: not looked at. */
  findings?: string[];
  /** What lies behind the cause; absent: not looked at. */
  reason?: Restart['reason'];
};

export type BrowserName = 'chromium' | 'firefox';

/** Something that happens to a call, and what IceScope must say of it. */
export interface Scenario {
  /** Names the recorded trace as well. */
  name: string;
  /** Waits long for the browser's own timers, and runs beside others that do. */
  patient?: boolean;
  /** Acts until everything has happened; the recording follows by itself. */
  run(call: CallPage): Promise<void>;
  /** Of all restarts of both peers, in the order they were asked for. */
  verdicts: Verdict[];
  /** Where a browser makes something else of it. */
  verdictsIn?: Partial<Record<BrowserName, Verdict[]>>;
  /** Why connections were replaced by others; by default, none was. */
  rebuilds?: Rebuild['cause'][];
  /** What took over within a generation, at each connection that changed its path without a restart. */
  takeovers?: Break['takeover'][];
  /** Only these can do it. */
  browsers?: BrowserName[];
  /** Codes of what is found of connections themselves; by default, nothing is. */
  connectionFindings?: string[];
  /** What the trace must hold beside what is expected of its restarts before it is looked at. */
  complete?(trace: Trace): boolean;
}

/** Whether every restart that is expected is there, has its outcome and tells what is to be found of it. */
export function toldAll({ restarts }: Pick<Trace, 'restarts'>, expected: Verdict[]): boolean {
  return (
    restarts.length >= expected.length &&
    restarts.every((restart, index) => {
      const { outcome, findings = [], reason = restart.reason } = expected[index] ?? ({} as Partial<Verdict>);
      const settled = restart.outcome !== 'pending' || outcome === 'pending';
      const found = findings.every(code => restart.findings.some(finding => finding.code === code));
      return settled && found && restart.reason === reason;
    })
  );
}

/** Whether the trace of a scenario may be looked at. */
export function isComplete(trace: Trace, scenario: Scenario, browser: BrowserName): boolean {
  const { connectionFindings = [], complete } = scenario;
  if (connectionFindingsOf(trace).length < connectionFindings.length) return false;
  return toldAll(trace, expectedVerdicts(scenario, browser)) && (complete?.(trace) ?? true);
}

export function expectedVerdicts({ verdicts, verdictsIn }: Scenario, browser: BrowserName): Verdict[] {
  return verdictsIn?.[browser] ?? verdicts;
}

/** What a busy machine does to any call; told only where it is expected. */
const ofTheMachine = new Set<string>(['no-media-lost', 'slow-signalling']);

function verdictOf(
  { initiator, trigger, cause, outcome, findings, reason }: Restart,
  like: Verdict,
): Verdict {
  const verdict: Verdict = { initiator, trigger, cause, outcome };
  if (like.reason) verdict.reason = reason;
  if (like.findings) {
    const codes = findings.map(({ code }) => code).sort();
    verdict.findings = codes.filter(code => !ofTheMachine.has(code) || like.findings?.includes(code));
  }
  return verdict;
}

/** What is said of the restarts of a trace, as far as `expected` has an opinion. */
export function verdictsOf({ restarts }: Pick<Trace, 'restarts'>, expected: Verdict[]): Verdict[] {
  return restarts.map((restart, index) => verdictOf(restart, expected[index] ?? ({} as Verdict)));
}

/** What took over within a generation; pauses that mended by themselves are not looked at. */
export function takeoversOf({ breaks }: Pick<Trace, 'breaks'>): Break['takeover'][] {
  return breaks.filter(({ healedBy }) => healedBy === 'path-change').map(({ takeover }) => takeover);
}

export function connectionFindingsOf({ connections }: Pick<Trace, 'connections'>): string[] {
  return connections.flatMap(({ findings }) => findings.map(({ code }) => code));
}

/** The name of a scenario as a part of a file's name. */
export function slug({ name }: Scenario): string {
  return name.replaceAll(/[ ,]+/g, '-');
}

export function runsIn({ browsers }: Scenario, browser: BrowserName): boolean {
  return browsers === undefined || browsers.includes(browser);
}
