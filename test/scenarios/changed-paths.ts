import type { Scenario } from './scenario.ts';

/** The application changes which paths may be taken. */
export const changedPaths: Scenario[] = [
  {
    name: 'policy relay without a relay, and back',
    async run(call) {
      await call.start({ video: false, oneWay: true });
      await call.run(`call.alice.pc.setConfiguration({ iceTransportPolicy: 'relay' })`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
      await call.run(`call.alice.pc.setConfiguration({ iceTransportPolicy: 'all' })`);
      await call.run('call.alice.offer()');
      await call.run('call.stable()');
    },
    // Without a candidate Firefox fails at once.
    verdictsIn: {
      firefox: [
        {
          initiator: 'local',
          trigger: 'setConfiguration',
          cause: 'none',
          outcome: 'failed',
          findings: ['checks-failed', 'no-relay-candidate'],
        },
        { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'superseded' },
        { initiator: 'local', trigger: 'setConfiguration', cause: 'failed', outcome: 'completed' },
        { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
      ],
    },
    verdicts: [
      {
        initiator: 'local',
        trigger: 'setConfiguration',
        cause: 'none',
        outcome: 'superseded',
        findings: ['no-relay-candidate', 'superseded-too-soon'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'superseded' },
      { initiator: 'local', trigger: 'setConfiguration', cause: 'none', outcome: 'completed' },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
    ],
  },
];
