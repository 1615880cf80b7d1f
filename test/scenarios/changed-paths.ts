import { setTimeout } from 'node:timers/promises';
import { StunServer } from '../harness/stun-server.ts';
import { type Scenario, takeoversOf, type Verdict } from './scenario.ts';

const changed = { initiator: 'local', trigger: 'setConfiguration' } as const;
const answered: Verdict = {
  initiator: 'remote',
  trigger: 'remote-offer',
  cause: 'none',
  outcome: 'completed',
};

/** The path becomes another, by the application's wish or under it. */
export const changedPaths: Scenario[] = [
  {
    name: 'a NAT rebinds, and the path follows without a restart',
    async run(call) {
      await call.start({ video: false, oneWay: true });
      // Alice's media stops at Bob, who learns of her new port by her checks.
      await call.breaker.rebind('bob');
      await call.traceWhen('the path to have changed', trace => takeoversOf(trace).length > 0);
    },
    verdicts: [],
    takeovers: ['nat-rebinding'],
    // Firefox did not find back within 9 s, and went to `disconnected`.
    browsers: ['chromium'],
  },
  {
    name: 'path lost, restarted behind a NAT that has another public address',
    async run(call) {
      const stun = await StunServer.start({ publicAddress: '198.51.100.1' });
      try {
        await call.start({ video: false, configuration: { iceServers: [{ urls: stun.url }] } });
        stun.publicAddress = '198.51.100.2';
        call.breaker.cut();
        await setTimeout(900);
        await call.restart();
        await call.mediaFlows();
      } finally {
        stun.close();
      }
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'createOffer',
        cause: 'stall',
        outcome: 'completed',
        reason: 'nat-rebinding',
      },
      { ...answered, cause: 'stall', reason: 'nat-rebinding' },
    ],
  },
  {
    name: 'policy relay without a relay, and back',
    async run(call) {
      await call.start({ video: false, oneWay: true });
      await call.run(`call.alice.pc.setConfiguration({ iceTransportPolicy: 'relay' })`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
      const settled = await call.traceWhen(
        'the first to be settled',
        ({ restarts }) => restarts.length === 2 && restarts[0]!.settledAt !== null,
      );
      // What failed sends no more: long enough for the silence to show.
      if (settled.restarts[0]!.outcome === 'failed') await setTimeout(500);
      await call.run(`call.alice.pc.setConfiguration({ iceTransportPolicy: 'all' })`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    // Chromium stays on the pair it has, whatever the policy.
    verdicts: [
      {
        ...changed,
        cause: 'none',
        outcome: 'completed',
        findings: ['kept-old-pair', 'no-relay-candidate'],
      },
      answered,
      { ...changed, cause: 'none', outcome: 'completed' },
      answered,
    ],
    // Firefox fails at once for want of a candidate.
    verdictsIn: {
      firefox: [
        {
          ...changed,
          cause: 'none',
          outcome: 'failed',
          findings: ['checks-failed', 'no-relay-candidate'],
        },
        { ...answered, outcome: 'superseded' },
        { ...changed, cause: 'failed', outcome: 'completed' },
        { ...answered, cause: 'stall' },
      ],
    },
  },
];
