import type { Trace } from '../../extension/trace/schema/trace.ts';
import { type Verdict, verdictsOf } from '../scenarios/scenario.ts';

const local: Verdict = { initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' };
const remote: Verdict = { ...local, initiator: 'remote', trigger: 'remote-offer' };

const roamed: Verdict = {
  ...local,
  trigger: 'restartIce',
  cause: 'network-change',
  reason: 'network-handover',
};
const moved: Verdict = { ...local, trigger: 'setConfiguration', findings: [] };

/** Of each real counterpart, what is said of all restarts that happen, in the order they were asked for. */
export const verdicts: Record<string, Verdict[]> = {
  'chromium roams, in call with chromium': [roamed],
  'chromium in call with chromium that roams': [{ ...remote, cause: 'stall' }],
  'chromium roams, in call with firefox': [roamed],
  'chromium restarts before it knows of the network, then roams': [
    { ...roamed, trigger: 'createOffer', outcome: 'superseded', findings: ['network-not-known-yet'] },
    roamed,
  ],
  'firefox in call with chromium that roams': [{ ...remote, cause: 'stall' }],

  'coturn to another relay': [moved, { ...remote, findings: [] }],
  'coturn forgets its allocations': [
    { ...local, cause: 'disconnected', reason: 'relay-lost', findings: ['late-restart', 'turn-lost'] },
    { ...remote, cause: 'disconnected', reason: 'relay-lost', findings: ['late-restart', 'turn-lost'] },
  ],

  'janus restarted by the client': [{ ...local, findings: ['restart-without-need'] }],
  'janus restarted by the server': [{ ...remote, findings: [] }],
  'janus ICE-lite restarted by the client': [
    { ...local, findings: ['remote-ice-lite', 'restart-without-need'] },
  ],
  'janus ICE-lite restarted by the server': [{ ...remote, findings: [] }],

  // It sends nothing until the new pair is nominated: from some ten to some hundred milliseconds.
  'werift restarted by the page': [{ ...local, trigger: 'restartIce' }],
  'werift restarted by werift': [remote],

  'peerjs asked to restart': [
    { ...local, trigger: 'restartIce', outcome: 'pending', findings: ['never-offered'] },
  ],
  'simple-peer asked to restart and negotiate': [
    { ...local, trigger: 'restartIce', findings: ['restart-without-need'] },
    { ...remote, findings: [] },
  ],
  // Both sides gather before they answer, so late that Chromium may stay on the pair it has.
  'jssip renegotiates with iceRestart': [local, remote],
  'sip.js re-invites with iceRestart': [local, remote],
  'mediasoup-client restartIce': [local, local],
  'webrtc-adapter loaded before the call': [
    { ...local, findings: ['restart-without-need'] },
    { ...remote, findings: [] },
  ],
  'webrtc-adapter loaded during the call': [
    { ...local, findings: ['restart-without-need'] },
    { ...remote, findings: [] },
  ],
};

/** What is said of a counterpart's restarts. */
export function saidOf(trace: Pick<Trace, 'restarts'>, name: string): Verdict[] {
  return verdictsOf(trace, verdicts[name]!);
}

/** The file of a counterpart's recorded trace in test/traces/. */
export const traceFileOf = (name: string): string =>
  `counterpart-${name.replaceAll(/[ ,]+/g, '-')}.icescope.json`;
