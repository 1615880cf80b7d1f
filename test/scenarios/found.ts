import { setTimeout } from 'node:timers/promises';
import { StunServer } from '../harness/stun-server.ts';
import type { Scenario, Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

const asked: Verdict = { initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' };
const answered: Verdict = { ...asked, initiator: 'remote', trigger: 'remote-offer' };

/** What can be found of a restart beside how it was asked for, and cannot be seen from its outcome. */
export const findable: Scenario[] = [
  {
    name: 'candidate of the old generation comes late',
    async run(call) {
      await call.run(`{
        Peer.prototype.alter = function (message) {
          if (this === call.bob && message.candidate?.candidate) call.held ??= message;
          return message;
        };
      }`);
      await call.start(lean);
      await call.restart();
      await call.run('call.stable()');
      await call.run('call.bob.send(call.held)');
    },
    verdicts: [{ ...asked, findings: ['restart-without-need', 'stale-candidates'] }, answered],
  },
  {
    name: 'path lost, full gathering waits for a slow STUN server',
    patient: true,
    // For one that never answers Chromium waits 40 s, and Firefox 11 s.
    async run(call) {
      const stun = await StunServer.start({ publicAddress: '198.51.100.1', delayMs: 2_500 });
      try {
        await call.start({ video: false, configuration: { iceServers: [{ urls: stun.url }] } });
        // Once a pair works Chromium gathers no further, be it the old one or a trickled one.
        call.breaker.cut();
        await call.run(
          `Promise.all(['alice', 'bob'].map(name => call.settled(name, ['disconnected', 'failed'])))`,
        );
        await call.run('call.alice.trickle = false');
        await call.restart();
        await call.mediaFlows();
      } finally {
        stun.close();
      }
    },
    verdicts: [
      {
        ...asked,
        cause: 'disconnected',
        findings: ['late-restart', 'slow-gathering-server', 'slow-signalling'],
      },
      { ...answered, cause: 'disconnected' },
    ],
  },
  {
    name: 'path mended by itself, then restarted',
    async run(call) {
      await call.start({ oneWay: true });
      call.breaker.cut({ scope: 'all' });
      await setTimeout(1_500);
      call.breaker.mend();
      await call.mediaFlows(['bob']);
      await call.restart('bob');
      await call.run(`call.stable('bob')`);
    },
    verdicts: [{ ...asked, cause: 'stall', findings: ['same-pair'] }, answered],
    // Alice had offered the call as the DTLS server, and becomes the client when she answers.
    verdictsIn: {
      firefox: [
        { ...asked, cause: 'stall', findings: ['dtls-roles-swapped', 'same-pair'] },
        { ...answered, findings: ['dtls-roles-swapped'] },
      ],
    },
  },
];
