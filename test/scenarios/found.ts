import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { interfaceAddress } from '../../path-breaker/index.ts';
import type { Scenario, Verdict } from './scenario.ts';

const lean = { video: false, oneWay: true };

const asked: Verdict = { initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' };
const answered: Verdict = { ...asked, initiator: 'remote', trigger: 'remote-offer' };

const found =
  (code: string) =>
  ({ restarts }: Trace): boolean =>
    restarts.length >= 2 &&
    restarts.every(({ settledAt }) => settledAt !== null) &&
    restarts[0]!.findings.some(finding => finding.code === code);

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
    complete: found('stale-candidates'),
    browsers: ['chromium'],
    verdicts: [{ ...asked, findings: ['restart-without-need', 'stale-candidates'] }, answered],
  },
  {
    name: 'gathering waits for a STUN server that never answers',
    async run(call) {
      // Somebody listens and says nothing: a closed port would be told at once.
      const silent = createSocket('udp4');
      silent.bind(0, interfaceAddress());
      await once(silent, 'listening');
      try {
        const urls = `stun:${interfaceAddress()}:${silent.address().port}`;
        await call.start({ ...lean, configuration: { iceServers: [{ urls }] } });
        await call.restart();
        await call.run('call.stable()');
        await call.run(`until(call.alice.pc, 'icegatheringstatechange',
          () => call.alice.pc.iceGatheringState === 'complete')`);
      } finally {
        silent.close();
      }
    },
    complete: found('slow-gathering-server'),
    browsers: ['chromium'],
    verdicts: [{ ...asked, findings: ['restart-without-need', 'slow-gathering-server'] }, answered],
  },
  {
    name: 'path mended by itself, then restarted',
    async run(call) {
      await call.start(lean);
      call.breaker.cut({ scope: 'all' });
      await setTimeout(1_500);
      call.breaker.mend();
      await call.mediaFlows(['bob']);
      await call.restart('bob');
      await call.run(`call.stable('bob')`);
    },
    complete: found('same-pair'),
    browsers: ['chromium'],
    verdicts: [
      { ...asked, cause: 'stall', findings: ['same-pair'] },
      { ...answered, cause: 'stall' },
    ],
  },
];
