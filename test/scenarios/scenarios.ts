import { setTimeout } from 'node:timers/promises';
import { restartsComplete } from '../harness/call-page.ts';
import type { Scenario } from './scenario.ts';

/** One row, one thing that happens, one verdict. */
export const scenarios: Scenario[] = [
  {
    name: 'path lost, restarted on disconnected',
    async run(call) {
      await call.start();
      call.breaker.cut();
      await call.run(`call.settled('alice', ['disconnected', 'failed'])`);
      await call.restart();
      await call.mediaFlows();
    },
    complete: restartsComplete(2),
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
    name: 'restarted on a path that works',
    async run(call) {
      await call.start();
      await call.run('call.alice.pc.onnegotiationneeded = () => call.alice.offer()');
      await call.run('call.alice.pc.restartIce()');
      await call.page.waitForFunction(`call.alice.pc.signalingState === 'stable'`);
      await call.mediaFlows();
    },
    complete: restartsComplete(2),
    verdicts: [
      {
        initiator: 'local',
        trigger: 'restartIce',
        cause: 'none',
        outcome: 'completed',
        findings: ['no-media-lost', 'restart-without-need'],
      },
      { initiator: 'remote', trigger: 'remote-offer', cause: 'none', outcome: 'completed' },
    ],
  },
];
