import type { Scenario, Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

const completed = (fields: Partial<Verdict>): Verdict => ({
  initiator: 'local',
  trigger: 'restartIce',
  cause: 'none',
  outcome: 'completed',
  ...fields,
});
const answered = completed({ initiator: 'remote', trigger: 'remote-offer' });

/** Restarts that meet each other, or are taken back. */
export const collisions: Scenario[] = [
  {
    name: 'both sides restart at once, by perfect negotiation',
    async run(call) {
      await call.start(lean);
      await call.run(`for (const { pc } of [call.alice, call.bob]) pc.restartIce();
        call.alice.followUp(); call.bob.followUp()`);
      await call.run(`Promise.all([call.connected(), call.stable('alice'), call.stable('bob')])`);
    },
    // One change of credentials serves both sides' wishes.
    verdicts: [completed({}), completed({})],
  },
  {
    name: 'both sides restart at once, with the createOffer flag',
    async run(call) {
      await call.start(lean);
      await call.run(`Promise.all([call.restart('alice'), call.restart('bob')])`);
      await call.run(`Promise.all([call.connected(), call.stable('alice'), call.stable('bob')])`);
    },
    // The flag of the polite side does not survive its rollback; the remote offer is another restart.
    verdicts: [
      completed({ trigger: 'createOffer' }),
      completed({ trigger: 'createOffer', outcome: 'rolled-back', findings: ['rolled-back'] }),
      answered,
    ],
  },
  {
    name: 'createOffer flag, rolled back by the application',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.alter = () => null');
      await call.restart();
      await call.run(`call.alice.pc.setLocalDescription({ type: 'rollback' })`);
    },
    verdicts: [completed({ trigger: 'createOffer', outcome: 'rolled-back', findings: ['rolled-back'] })],
  },
  {
    name: 'restartIce survives a rollback',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.alter = () => null; call.alice.pc.restartIce()');
      await call.run('call.alice.offer()');
      await call.run(`call.alice.pc.setLocalDescription({ type: 'rollback' })`);
      await call.run('call.alice.alter = message => message; call.alice.offer()');
      await call.run('call.stable()');
    },
    verdicts: [completed({}), answered],
  },
  {
    name: 'second restart supersedes the first',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.alter = () => null');
      await call.restart();
      await call.run('call.alice.alter = message => message; call.signallingDelayMs = 600');
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [
      completed({ trigger: 'createOffer', outcome: 'superseded', findings: ['superseded-too-soon'] }),
      completed({ trigger: 'createOffer' }),
      answered,
    ],
    // Firefox keeps one generation beside the newest: the second offer ends the path that still worked.
    verdictsIn: {
      firefox: [
        completed({ trigger: 'createOffer', outcome: 'superseded', findings: ['superseded-too-soon'] }),
        completed({ trigger: 'createOffer' }),
        { ...answered, cause: 'stall' },
      ],
    },
  },
  {
    name: 'asked again while the first is under way',
    async run(call) {
      await call.start(lean);
      await call.run(`call.alice.pc.restartIce(); call.alice.offer();
        call.signaling('alice', 'have-local-offer').then(() => call.alice.pc.restartIce())`);
      const isDone = ({ outcome }: { outcome: string }) => outcome === 'completed';
      await call.traceWhen('the first to be complete', trace => trace.restarts.filter(isDone).length === 2);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    verdicts: [completed({}), completed({}), answered, answered],
  },
  {
    name: 'provisional answer',
    async run(call) {
      await call.start(lean);
      await call.run(`(async () => {
        const { alice, bob } = call;
        bob.alter = ({ candidate, description }) =>
          ({ candidate, description: description && { type: 'pranswer', sdp: description.sdp } });
        await alice.offer({ iceRestart: true });
        await call.signaling('alice', 'have-remote-pranswer');
        await alice.pc.setRemoteDescription({ type: 'answer', sdp: alice.pc.remoteDescription.sdp });
      })()`);
    },
    browsers: ['chromium'],
    verdicts: [completed({ trigger: 'createOffer' }), answered],
  },
];
