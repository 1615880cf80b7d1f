import { setTimeout } from 'node:timers/promises';
import { restartsComplete } from '../harness/call-page.ts';
import { type Scenario, takeoversOf } from './scenario.ts';

/** The path dies, and what comes of it. */
export const lostPaths: Scenario[] = [
  {
    name: 'path lost, restarted on disconnected',
    patient: true,
    async run(call) {
      await call.start({ video: false });
      call.breaker.cut();
      await call.run(
        `Promise.all(['alice', 'bob'].map(name => call.settled(name, ['disconnected', 'failed'])))`,
      );
      await call.restart();
      await call.mediaFlows();
    },
    complete: restartsComplete(2, 1),
    verdicts: [
      { initiator: 'local', trigger: 'createOffer', cause: 'disconnected', outcome: 'completed' },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'disconnected', outcome: 'completed' },
    ],
  },
  {
    name: 'path lost, restarted while nobody has noticed',
    async run(call) {
      await call.start();
      call.breaker.cut();
      await setTimeout(900);
      await call.restart();
      await call.mediaFlows();
    },
    complete: restartsComplete(2),
    verdicts: [
      { initiator: 'local', trigger: 'createOffer', cause: 'stall', outcome: 'completed' },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'stall', outcome: 'completed' },
    ],
  },
  {
    name: 'path lost, a backup pair takes over',
    async run(call) {
      call.addPath();
      await call.start({ video: false });
      call.breaker.cut({ scope: 'all' });
      await call.mediaFlows();
    },
    complete: trace => takeoversOf(trace).length >= 2,
    // Firefox keeps the pair that was nominated, and nothing but a restart brings another.
    browsers: ['chromium'],
    verdicts: [],
    takeovers: ['backup-pair', 'backup-pair'],
  },
  {
    name: 'path lost, waited for failed',
    patient: true,
    async run(call) {
      await call.start({ video: false, oneWay: true });
      call.breaker.cut();
      await call.run(`Promise.all([call.failed('alice'), call.failed('bob')])`);
      await call.restart();
      await call.run('call.connected()');
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'failed',
        outcome: 'completed',
        findings: ['waited-for-failed'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'failed', outcome: 'completed' },
    ],
    // Firefox connects again, and Bob hears no more of Alice.
    verdictsIn: {
      firefox: [
        {
          initiator: 'local',
          trigger: 'createOffer',
          cause: 'failed',
          outcome: 'completed',
          findings: ['waited-for-failed'],
        },
        {
          initiator: 'remote',
          trigger: 'remote-offer',
          cause: 'failed',
          outcome: 'completed',
          findings: ['media-not-back'],
        },
      ],
    },
  },
  {
    name: 'path lost, and nobody restarts',
    patient: true,
    async run(call) {
      await call.start({ video: false, oneWay: true });
      call.breaker.cut();
      await call.run(`Promise.all([call.failed('alice'), call.failed('bob')])`);
    },
    // It takes Firefox half a minute, and what is said of it is the same.
    browsers: ['chromium'],
    verdicts: [],
    connectionFindings: ['no-restart-on-failure', 'no-restart-on-failure'],
  },
  {
    name: 'path lost for good, checks fail',
    patient: true,
    async run(call) {
      await call.start({ video: false });
      call.breaker.cut({ scope: 'all' });
      await setTimeout(900);
      await call.restart();
      await call.run(`Promise.all([call.failed('alice'), call.failed('bob')])`);
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'stall',
        outcome: 'failed',
        findings: ['checks-failed', 'no-relay-candidate'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'stall', outcome: 'failed' },
    ],
  },
  {
    name: 'closed in the middle',
    async run(call) {
      await call.start({ video: false, oneWay: true });
      await call.run(`call.alice.alter = () => null`);
      await call.restart();
      await call.run('call.close()');
    },
    verdicts: [{ initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'closed' }],
  },
  {
    name: 'restarted though it never connected',
    async run(call) {
      call.breaker.cut({ scope: 'all' });
      await call.run('call.begin({ video: false, oneWay: true })');
      await call.run('call.stable()');
      // From now on only what is signalled anew gets through.
      call.breaker.mend();
      call.breaker.cut();
      await call.run('call.alice.followUp(); call.alice.pc.restartIce()');
      await call.run('call.connected()');
    },
    verdicts: [
      { initiator: 'local', trigger: 'restartIce', cause: 'stall', outcome: 'completed' },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'stall', outcome: 'completed' },
    ],
  },
];
