/**
 * Judges the trials that `--keep` kept anew, with the estimator as it is now:
 * `tsx bench/gap/replay.ts [directory]`. No browser is needed, and nothing is left to chance.
 */
import { buildTrace } from '../../extension/trace/file/build.ts';
import { type KeptTrial, keptTrials } from './archive.ts';
import { keptDirectory, writeReport } from './artifacts.ts';
import { describePlan } from './plan.ts';
import { report } from './report.ts';
import { judge, type Session } from './session.ts';
import { spoiledBy } from './spoiled.ts';

function replay({ browser, outcome }: KeptTrial, session: Session): void {
  const title = `${browser} ${outcome.plan.number}: ${describePlan(outcome.plan)}`;
  if (spoiledBy(outcome) !== null) {
    console.log(`${title} → left out: the machine was too busy`);
    return;
  }
  const { events, dropped, generator } = outcome.trace;
  const trace = buildTrace({ events, dropped: dropped.events, generator });
  const verdict = judge(session, { ...outcome, trace });
  console.log(`${title} → ${verdict}`);
}

const trials = keptTrials(process.argv[2] ?? keptDirectory);
const sessions = [...new Set(trials.map(({ browser }) => browser))].map(browser => {
  const own = trials.filter(trial => trial.browser === browser);
  const { name, version } = own[0]!.outcome.trace.browser;
  const session: Session = {
    browser,
    version: `${name} ${version}`,
    measured: [],
    failed: [],
    asked: null,
    repeated: 0,
  };
  for (const trial of own) replay(trial, session);
  return session;
});
const { missed } = writeReport('bench-gap-replay', sessions, report(sessions, 'as it was kept', null));
process.exitCode = missed.length > 0 ? 1 : 0;
