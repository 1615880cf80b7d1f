/** Every method of `RTCPeerConnection` that the recorder observes, and two that it leaves alone. */
export const observedMethods = [
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'restartIce',
  'setConfiguration',
  'close',
] as const;

export const someMethods = [...observedMethods, 'getStats', 'createDataChannel'] as const;
export type SomeMethod = (typeof someMethods)[number];
