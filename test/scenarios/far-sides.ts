import type { Scenario } from './scenario.ts';

const lean = { video: false, oneWay: true };

/** What far sides make of a restart that is offered to them. */
export const farSides: Scenario[] = [
  {
    name: 'remote side ignores the restart',
    async run(call) {
      await call.start({ video: false });
      await call.run('farSides.ignoreRestarts(call)');
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'ignored',
        findings: ['remote-ignored'],
      },
    ],
  },
  {
    name: 'remote side restarts one transport of two',
    // Firefox refuses such offers and answers: "Partial ICE restart is unsupported at this time".
    browsers: ['chromium'],
    async run(call) {
      await call.start({ oneWay: true, bundled: false, configuration: { bundlePolicy: 'max-compat' } });
      await call.run('farSides.restartFirstAlone(call)');
      await call.restart();
      await call.run('call.stable()');
      await call.mediaFlows(['bob']);
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'completed',
        findings: ['partly-ignored', 'restart-without-need'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
    ],
  },
  {
    name: 'remote side rejects the offer',
    async run(call) {
      await call.start(lean);
      await call.run('farSides.refuseOffers(call)');
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'rolled-back' }],
  },
  {
    name: 'remote side is ICE-lite',
    async run(call) {
      await call.start(lean);
      await call.run('farSides.liteAnswers(call)');
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'completed',
        findings: ['remote-ice-lite', 'restart-without-need'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
    ],
  },
  {
    name: 'remote side moves to another server',
    async run(call) {
      await call.start(lean);
      await call.run('farSides.moveBob(call)');
      await call.restart();
      await call.mediaFlows(['bob']);
    },
    // Firefox cannot shake hands for DTLS again: its media is lost.
    browsers: ['chromium'],
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'none',
        outcome: 'completed',
        findings: ['dtls-changed', 'restart-without-need'],
      },
    ],
  },
];
