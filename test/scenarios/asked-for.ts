import type { Scenario, Verdict } from './scenario.ts';

const answered: Verdict = {
  initiator: 'remote',
  trigger: 'remote-offer',
  cause: 'none',
  outcome: 'completed',
};

const lean = { video: false, oneWay: true };

/** Every way in which an application asks for a restart, each on a path that works. */
export const askedFor: Scenario[] = [
  {
    name: 'restarted on a path that works',
    async run(call) {
      await call.start();
      await call.run('call.alice.followUp(); call.alice.pc.restartIce()');
      await call.run(`call.stable()`);
      await call.mediaFlows();
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'restartIce',
        cause: 'none',
        outcome: 'completed',
        findings: ['no-media-lost', 'restart-without-need'],
      },
      answered,
    ],
  },
  {
    name: 'createOffer with the iceRestart flag',
    async run(call) {
      await call.start(lean);
      await call.restart();
      await call.run('call.stable()');
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' }, answered],
  },
  {
    name: 'createOffer with callbacks',
    async run(call) {
      await call.start(lean);
      await call.run(`new Promise((done, failed) => {
        const { pc } = call.alice;
        const offered = offer => pc.setLocalDescription(offer, () => call.alice.tell().then(done), failed);
        pc.createOffer(offered, failed, { iceRestart: true });
      })`);
      await call.run('call.stable()');
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' }, answered],
  },
  {
    name: 'createOffer with the old mandatory form does not restart',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.offer({ mandatory: { IceRestart: true } })');
      await call.run('call.stable()');
    },
    verdicts: [],
  },
  {
    name: 'other ICE servers, then a plain offer',
    async run(call) {
      await call.start(lean);
      await call.run(`call.alice.pc.setConfiguration({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    verdicts: [
      { initiator: 'local', trigger: 'setConfiguration', cause: 'none', outcome: 'completed' },
      answered,
    ],
  },
  {
    name: 'the same ICE servers again, then a plain offer, is no restart',
    async run(call) {
      await call.start(lean);
      await call.run('call.alice.pc.setConfiguration(call.alice.pc.getConfiguration())');
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    verdicts: [],
  },
  {
    name: 'credentials changed in the SDP alone',
    async run(call) {
      await call.start(lean);
      await call.run(`(async () => {
        const { pc } = call.alice;
        const { type, sdp } = await pc.createOffer();
        const fresh = { ufrag: 'own1', pwd: 'a-password-of-the-pages-own' };
        await pc.setLocalDescription({ type, sdp: farSides.withCredentials(sdp, fresh) });
        await call.alice.tell();
      })()`);
      await call.run('call.stable()');
    },
    // Firefox takes the edited offer and keeps its own credentials.
    browsers: ['chromium'],
    verdicts: [{ initiator: 'local', trigger: 'sdp', cause: 'none', outcome: 'completed' }, answered],
  },
  {
    name: 'WHIP, the page writes the answer of the far side',
    async run(call) {
      await call.start(lean);
      await call.run('farSides.restartOverWhip(call)');
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' }, answered],
  },
  {
    name: 'WHEP, the page writes the answer of the far side that sends',
    async run(call) {
      await call.start({ ...lean, oneWay: 'back' });
      await call.run('farSides.restartOverWhip(call)');
      await call.mediaFlows(['alice']);
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' }, answered],
  },
  {
    name: 'restart offered by the remote side',
    async run(call) {
      await call.start(lean);
      await call.run('call.bob.followUp(); call.bob.pc.restartIce()');
      await call.run(`call.stable('bob')`);
    },
    verdicts: [{ initiator: 'local', trigger: 'restartIce', cause: 'none', outcome: 'completed' }, answered],
    // Bob had answered the call as the DTLS client; Alice takes that part when she answers.
    verdictsIn: {
      firefox: [
        {
          initiator: 'local',
          trigger: 'restartIce',
          cause: 'none',
          outcome: 'completed',
          findings: ['dtls-roles-swapped', 'restart-without-need'],
        },
        { ...answered, findings: ['dtls-roles-swapped'] },
      ],
    },
  },
];
