import { gettersOf, methodsOf, prototypeOf } from './builtins.ts';

/** The native attributes and methods the recorder reads, independent of what the page wraps or replaces later. */
export const connection = {
  ...gettersOf(
    'RTCPeerConnection',
    'signalingState',
    'iceConnectionState',
    'iceGatheringState',
    'connectionState',
    'currentLocalDescription',
    'pendingLocalDescription',
    'currentRemoteDescription',
    'pendingRemoteDescription',
    'sctp',
  ),
  ...methodsOf('RTCPeerConnection', 'getConfiguration', 'getTransceivers', 'getStats', 'restartIce'),
};

export const description = gettersOf('RTCSessionDescription', 'type', 'sdp');

export const candidate = gettersOf(
  'RTCIceCandidate',
  'candidate',
  'sdpMid',
  'usernameFragment',
  'type',
  'protocol',
  'address',
  'port',
  'priority',
  'relatedAddress',
  'relatedPort',
  'url',
  'relayProtocol',
);

export const candidateEvent = gettersOf('RTCPeerConnectionIceEvent', 'candidate', 'url');
export const candidateErrorEvent = gettersOf(
  'RTCPeerConnectionIceErrorEvent',
  'url',
  'address',
  'port',
  'errorCode',
  'errorText',
);

export const trackEvent = gettersOf('RTCTrackEvent', 'track', 'transceiver');
export const { kind: trackKind } = gettersOf('MediaStreamTrack', 'kind');

export const transceiver = gettersOf('RTCRtpTransceiver', 'mid', 'sender', 'receiver');
export const { getSynchronizationSources: getSources } = methodsOf(
  'RTCRtpReceiver',
  'getSynchronizationSources',
);
export const { transport: senderTransport } = gettersOf('RTCRtpSender', 'transport');
export const { transport: sctpTransport } = gettersOf('RTCSctpTransport', 'transport');
export const { iceTransport: dtlsIceTransport } = gettersOf('RTCDtlsTransport', 'iceTransport');
export const { getSelectedCandidatePair: selectedPair } = methodsOf(
  'RTCIceTransport',
  'getSelectedCandidatePair',
);
export const statsReport = {
  ...gettersOf('RTCStatsReport', 'size'),
  ...methodsOf('RTCStatsReport', 'get', 'forEach'),
};

export const { local: pairLocal, remote: pairRemote } = gettersOf('RTCIceCandidatePair', 'local', 'remote');
export const pairIsInterface = prototypeOf('RTCIceCandidatePair') !== undefined;
