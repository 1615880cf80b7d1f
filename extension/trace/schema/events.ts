import * as v from 'valibot';
import { pair, signalledCandidate } from './candidate.ts';
import { count, id, integer, mediaKind, number, text, time } from './primitives.ts';
import { sampleFields } from './sample.ts';

/** `RTCConfiguration` without credentials (webrtc-pc section 4.2.1). */
export const configuration = v.object({
  iceServers: v.pipe(
    v.array(v.object({ urls: v.pipe(v.array(text(512)), v.maxLength(32)) })),
    v.maxLength(64),
  ),
  iceTransportPolicy: v.optional(text(16)),
  bundlePolicy: v.optional(text(16)),
  rtcpMuxPolicy: v.optional(text(16)),
  iceCandidatePoolSize: v.optional(count),
});
export type Configuration = v.InferOutput<typeof configuration>;

/** The methods of `RTCPeerConnection` whose calls are recorded. */
export const method = v.picklist([
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'restartIce',
  'setConfiguration',
  'close',
]);
export type Method = v.InferOutput<typeof method>;

export const stateName = v.picklist(['signaling', 'ice', 'gathering', 'connection']);
export type StateName = v.InferOutput<typeof stateName>;

export const side = v.picklist(['local', 'remote']);
export type Side = v.InferOutput<typeof side>;

export const descriptionType = v.picklist(['offer', 'answer', 'pranswer', 'rollback']);
export type DescriptionType = v.InferOutput<typeof descriptionType>;

const envelope = { seq: integer, t: time, frameId: id };

function connectionEvent<const T extends string, const F extends v.ObjectEntries>(type: T, fields: F) {
  return v.object({ ...envelope, connectionId: id, type: v.literal(type), ...fields });
}

/** Concerns every connection of the frame. */
function frameEvent<const T extends string, const F extends v.ObjectEntries>(type: T, fields: F) {
  return v.object({ ...envelope, connectionId: v.null(), type: v.literal(type), ...fields });
}

/**
 * Every kind of event, declared once; the TypeScript types and the JSON Schema are inferred from here.
 * An event is a fact as the page's browser told it. Conclusions belong to the fold.
 */
export const eventSchemas = {
  /** A connection was constructed, or (`resumed`) was already there when the recording began or was cleared. */
  connection: connectionEvent('connection', { configuration, resumed: v.optional(v.boolean()) }),
  /** A method was called; `result` with the same `callId` follows when it settles. */
  call: connectionEvent('call', {
    callId: integer,
    method,
    /** `createOffer({ iceRestart: true })`. */
    iceRestart: v.optional(v.boolean()),
    /** Called in the form with callbacks (webrtc-pc section 4.4.3). */
    legacy: v.optional(v.boolean()),
    /** `setLocalDescription()` without a description. */
    implicit: v.optional(v.boolean()),
    descriptionType: v.optional(descriptionType),
    /** IceScope's own button or API made this call. */
    forced: v.optional(v.boolean()),
  }),
  result: connectionEvent('result', {
    callId: integer,
    method,
    error: v.nullable(v.object({ name: text(64), message: text(512) })),
  }),
  /** A description was applied. `ice-pwd`, fingerprints and keys in the SDP stand as labels. */
  description: connectionEvent('description', { side, descriptionType, sdp: text(262_144) }),
  /** What is in force after `setConfiguration`. */
  configuration: connectionEvent('configuration', { configuration }),
  state: connectionEvent('state', { name: stateName, state: text(32) }),
  'negotiation-needed': connectionEvent('negotiation-needed', {}),
  /** `null`: the end of candidates of a generation. */
  candidate: connectionEvent('candidate', { side, candidate: v.nullable(signalledCandidate) }),
  'candidate-error': connectionEvent('candidate-error', {
    url: text(512),
    address: v.nullable(text(256)),
    port: v.nullable(count),
    code: number,
    text: text(256),
  }),
  track: connectionEvent('track', { kind: mediaKind, mid: v.nullable(text(64)) }),
  /** The selected pair changed, as told by `RTCIceTransport` or seen in `getStats`. */
  'selected-pair': connectionEvent('selected-pair', {
    transportId: v.nullable(text(64)),
    pair: v.nullable(pair),
    source: v.picklist(['event', 'stats']),
  }),
  sample: connectionEvent('sample', sampleFields),
  /** The page let go of the connection without closing it. */
  forgotten: connectionEvent('forgotten', {}),

  frame: frameEvent('frame', { url: text(2048), title: text(256), userAgent: text(512) }),
  visibility: frameEvent('visibility', { hidden: v.boolean() }),
  online: frameEvent('online', { online: v.boolean() }),
  /** Network Information API, where the browser has it. */
  network: frameEvent('network', {
    networkType: v.optional(text(32)),
    effectiveType: v.optional(text(32)),
    rttMs: v.optional(count),
    downlinkMbps: v.optional(count),
  }),
  /** Page lifecycle: `freeze`, `resume`, `pagehide`, `pageshow`. */
  lifecycle: frameEvent('lifecycle', { phase: v.picklist(['freeze', 'resume', 'pagehide', 'pageshow']) }),

  /** A remark on a recording: its `frameId` names the recording, which numbers its marks as a frame does events. */
  mark: frameEvent('mark', { text: text(512), by: v.picklist(['person', 'icescope']) }),
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventOf<T extends EventType> = v.InferOutput<(typeof eventSchemas)[T]>;
export type TraceEvent = { [T in EventType]: EventOf<T> }[EventType];
/** An event of one connection. */
export type ConnectionEvent = Extract<TraceEvent, { connectionId: string }>;
/** An event of a whole frame. */
export type FrameEvent = Extract<TraceEvent, { connectionId: null }>;

type Unstamped<E> = E extends unknown ? Omit<E, 'seq' | 'frameId'> : never;
/** What the recorder emits: `connectionId` is unique in its frame only; the bridge adds `frameId` and `seq`. */
export type RecordedEvent = Unstamped<TraceEvent>;
