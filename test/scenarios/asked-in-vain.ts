import type { Scenario, Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

const pending: Verdict = { initiator: 'local', trigger: 'restartIce', cause: 'none', outcome: 'pending' };

/** Restarts that are asked for and then wait: for an offer, for an answer. */
export const askedInVain: Scenario[] = [
  {
    name: 'restartIce that nobody follows up',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.pc.restartIce()');
    },
    verdicts: [{ ...pending, findings: ['never-offered'] }],
  },
  {
    name: 'flag of createOffer while an offer of the far side waits for its answer',
    async run(call) {
      await call.start(lean);
      await call.run(`call.alice.receive = async ({ description }) => {
        const { pc } = call.alice;
        if (!description) return;
        await pc.setRemoteDescription(description);
        await pc.createOffer({ iceRestart: true }).catch(() => {});
        await pc.setLocalDescription();
        await call.alice.tell();
      }`);
      await call.run('call.bob.offer()');
      await call.run(`call.stable('bob')`);
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'failed',
        findings: ['offer-failed'],
      },
    ],
  },
  {
    name: 'offer never answered',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.alter = () => null; call.alice.followUp(); call.alice.pc.restartIce()');
    },
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
