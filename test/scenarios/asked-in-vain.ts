import { everyRestartSettled, type Scenario, type Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

/** That the first restart shows this, which takes some seconds of waiting to be said. */
const found =
  (code: string) =>
  ({ restarts }: { restarts: { findings: { code: string }[] }[] }) =>
    restarts[0]?.findings.some(finding => finding.code === code) ?? false;

const pending: Verdict = { initiator: 'local', trigger: 'restartIce', cause: 'none', outcome: 'pending' };

/** Restarts that are asked for and then wait: for an offer, for an answer. */
export const askedInVain: Scenario[] = [
  {
    name: 'restartIce that nobody follows up',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.pc.restartIce()');
    },
    complete: found('never-offered'),
    verdicts: [{ ...pending, findings: ['never-offered'] }],
  },
  {
    name: 'offer never answered',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.alter = () => null; call.alice.followUp(); call.alice.pc.restartIce()');
    },
    complete: found('never-answered'),
    verdicts: [{ ...pending, findings: ['never-answered'] }],
  },
  {
    name: 'answer comes late',
    async run(call) {
      await call.start(lean);
      await call.run('call.signallingDelayMs = 1500');
      await call.restart();
      await call.run('call.stable()');
    },
    complete: trace => everyRestartSettled(trace) && found('slow-signalling')(trace),
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'completed',
        findings: ['restart-without-need', 'slow-signalling'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
    ],
  },
];
