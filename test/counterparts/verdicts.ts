import type { Verdict } from '../scenarios/scenario.ts';

const without = ['no-media-lost', 'restart-without-need'];
const local: Verdict = { initiator: 'local', trigger: 'createOffer', cause: 'none', outcome: 'completed' };
const remote: Verdict = { ...local, initiator: 'remote', trigger: 'remote-offer' };

const roamed: Verdict = { ...local, trigger: 'restartIce', cause: 'network-change' };

/** Of each real counterpart, what is said of all restarts that happen, in the order they were asked for. */
export const verdicts: Record<string, Verdict[]> = {
  'chromium roams, in call with chromium': [roamed],
  'chromium in call with chromium that roams': [{ ...remote, cause: 'stall' }],
  'chromium roams, in call with firefox': [roamed],
  'firefox in call with chromium that roams': [{ ...remote, cause: 'stall' }],

  'janus restarted by the client': [{ ...local, findings: without }],
  'janus restarted by the server': [{ ...remote, findings: ['no-media-lost'] }],
  'janus ICE-lite restarted by the client': [
    { ...local, findings: ['no-media-lost', 'remote-ice-lite', 'restart-without-need'] },
  ],
  'janus ICE-lite restarted by the server': [{ ...remote, findings: ['no-media-lost'] }],

  // It sends nothing until the new pair is nominated: from some ten to some hundred milliseconds.
  'werift restarted by the page': [{ ...local, trigger: 'restartIce' }],
  'werift restarted by werift': [remote],

  'peerjs asked to restart': [
    { ...local, trigger: 'restartIce', outcome: 'pending', findings: ['never-offered'] },
  ],
  'simple-peer asked to restart and negotiate': [
    { ...local, trigger: 'restartIce', findings: without },
    { ...remote, findings: ['no-media-lost'] },
  ],
  // Both sides gather before they answer, so late that Chromium may stay on the pair it has.
  'jssip renegotiates with iceRestart': [local, remote],
  'mediasoup-client restartIce': [local, local],
  'webrtc-adapter loaded before the call': [
    { ...local, findings: without },
    { ...remote, findings: ['no-media-lost'] },
  ],
  'webrtc-adapter loaded during the call': [
    { ...local, findings: without },
    { ...remote, findings: ['no-media-lost'] },
  ],
};

/** The file of a counterpart's recorded trace in test/traces/counterparts/. */
export const traceFileOf = (name: string): string => `${name.replaceAll(/[ ,]+/g, '-')}.icescope.json`;
