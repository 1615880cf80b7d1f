import { getterOf, methodOf } from './builtins.ts';

/** The native attributes and methods the recorder reads, independent of what the page wraps or replaces later. */
const Connection = window.RTCPeerConnection?.prototype as object | undefined;
const Description = window.RTCSessionDescription?.prototype as object | undefined;
const Candidate = window.RTCIceCandidate?.prototype as object | undefined;
const CandidateEvent = window.RTCPeerConnectionIceEvent?.prototype as object | undefined;
const CandidateErrorEvent = window.RTCPeerConnectionIceErrorEvent?.prototype as object | undefined;
const TrackEvent = window.RTCTrackEvent?.prototype as object | undefined;
const Transceiver = window.RTCRtpTransceiver?.prototype as object | undefined;
const Sender = window.RTCRtpSender?.prototype as object | undefined;
const Receiver = window.RTCRtpReceiver?.prototype as object | undefined;
const DtlsTransport = window.RTCDtlsTransport?.prototype as object | undefined;
const SctpTransport = window.RTCSctpTransport?.prototype as object | undefined;
const IceTransport = window.RTCIceTransport?.prototype as object | undefined;
const StatsReport = window.RTCStatsReport?.prototype as object | undefined;

export const connection = {
  signalingState: getterOf(Connection, 'signalingState'),
  iceConnectionState: getterOf(Connection, 'iceConnectionState'),
  iceGatheringState: getterOf(Connection, 'iceGatheringState'),
  connectionState: getterOf(Connection, 'connectionState'),
  currentLocalDescription: getterOf(Connection, 'currentLocalDescription'),
  pendingLocalDescription: getterOf(Connection, 'pendingLocalDescription'),
  currentRemoteDescription: getterOf(Connection, 'currentRemoteDescription'),
  pendingRemoteDescription: getterOf(Connection, 'pendingRemoteDescription'),
  sctp: getterOf(Connection, 'sctp'),
  getConfiguration: methodOf(Connection, 'getConfiguration'),
  getTransceivers: methodOf(Connection, 'getTransceivers'),
  getStats: methodOf(Connection, 'getStats'),
  restartIce: methodOf(Connection, 'restartIce'),
};

export const description = {
  type: getterOf(Description, 'type'),
  sdp: getterOf(Description, 'sdp'),
};

export const candidate = {
  candidate: getterOf(Candidate, 'candidate'),
  sdpMid: getterOf(Candidate, 'sdpMid'),
  usernameFragment: getterOf(Candidate, 'usernameFragment'),
  type: getterOf(Candidate, 'type'),
  protocol: getterOf(Candidate, 'protocol'),
  address: getterOf(Candidate, 'address'),
  port: getterOf(Candidate, 'port'),
  priority: getterOf(Candidate, 'priority'),
  relatedAddress: getterOf(Candidate, 'relatedAddress'),
  relatedPort: getterOf(Candidate, 'relatedPort'),
  url: getterOf(Candidate, 'url'),
  relayProtocol: getterOf(Candidate, 'relayProtocol'),
};

export const candidateEvent = {
  candidate: getterOf(CandidateEvent, 'candidate'),
  url: getterOf(CandidateEvent, 'url'),
};

export const candidateErrorEvent = {
  url: getterOf(CandidateErrorEvent, 'url'),
  address: getterOf(CandidateErrorEvent, 'address'),
  port: getterOf(CandidateErrorEvent, 'port'),
  errorCode: getterOf(CandidateErrorEvent, 'errorCode'),
  errorText: getterOf(CandidateErrorEvent, 'errorText'),
};

export const trackEvent = {
  track: getterOf(TrackEvent, 'track'),
  transceiver: getterOf(TrackEvent, 'transceiver'),
};
export const trackKind = getterOf(window.MediaStreamTrack?.prototype, 'kind');

export const transceiver = {
  mid: getterOf(Transceiver, 'mid'),
  sender: getterOf(Transceiver, 'sender'),
  receiver: getterOf(Transceiver, 'receiver'),
};
export const getSources = methodOf(Receiver, 'getSynchronizationSources');
export const senderTransport = getterOf(Sender, 'transport');
export const sctpTransport = getterOf(SctpTransport, 'transport');
export const dtlsIceTransport = getterOf(DtlsTransport, 'iceTransport');
export const selectedPair = methodOf(IceTransport, 'getSelectedCandidatePair');
export const statsReport = {
  size: getterOf(StatsReport, 'size'),
  get: methodOf(StatsReport, 'get'),
  forEach: methodOf(StatsReport, 'forEach'),
};

const Pair = (window as { RTCIceCandidatePair?: { prototype: object } }).RTCIceCandidatePair?.prototype;
export const pairLocal = getterOf(Pair, 'local');
export const pairRemote = getterOf(Pair, 'remote');
export const pairIsInterface = Pair !== undefined;
