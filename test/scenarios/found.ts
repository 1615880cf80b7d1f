import type { Trace } from '../../extension/trace/schema/trace.ts';
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
];
