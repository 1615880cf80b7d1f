import type { Scenario, Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

const asked: Verdict = { initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' };
const answered: Verdict = {
  initiator: 'remote',
  trigger: 'remote-offer',
  cause: 'none',
  outcome: 'completed',
};

/** What else an offer may hold, and other shapes of sessions. */
export const negotiations: Scenario[] = [
  {
    name: 'restart and renegotiation in one offer',
    async run(call) {
      await call.start(lean);
      await call.run(`call.alice.pc.addTransceiver('video')`);
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [{ ...asked, findings: ['mixed-with-renegotiation', 'restart-without-need'] }, answered],
  },
  {
    name: 'plain renegotiation is no restart',
    async run(call) {
      await call.start(lean);
      await call.run(`call.alice.pc.addTransceiver('video')`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    verdicts: [],
  },
  {
    name: 'restartIce before the first negotiation is no restart',
    async run(call) {
      await call.run(`new RTCPeerConnection().restartIce()`);
      await call.start(lean);
    },
    verdicts: [],
  },
  {
    name: 'two transports, no BUNDLE',
    async run(call) {
      await call.start({ oneWay: true, bundled: false, configuration: { bundlePolicy: 'max-compat' } });
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [asked, answered],
  },
  {
    name: 'full gathering in place of trickle',
    async run(call) {
      await call.start({ ...lean, trickle: false });
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [asked, answered],
  },
  {
    name: 'data channels alone',
    async run(call) {
      await call.start({ audio: false, video: false, data: true });
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [asked, answered],
  },
];
