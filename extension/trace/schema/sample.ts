import * as v from 'valibot';
import { count, duration, integer, mediaKind, number, text, time } from './primitives.ts';

const stream = {
  ssrc: integer,
  mid: v.nullable(text(64)),
  kind: mediaKind,
  /** The transport that carries it. */
  transport: v.optional(text(64)),
  /** When the browser took these figures; what they count came no later than their arrival here. */
  at: time,
  packets: count,
  bytes: count,
};

/** What the far side reported of a stream it sends (`remote-outbound-rtp`, webrtc-stats section 8.8). */
export const senderReport = v.object({
  /** When the report arrived. */
  at: time,
  packets: count,
});
export type SenderReport = v.InferOutput<typeof senderReport>;

/** `inbound-rtp` (webrtc-stats section 8.5), the fields a gap can be read from. */
export const inboundStream = v.object({
  ...stream,
  /** `lastPacketReceivedTimestamp`; Firefox rounds it to whole milliseconds. */
  lastPacketAt: v.optional(time),
  /** Retransmissions among `packets`; they do not move `lastPacketAt`. */
  retransmitted: v.optional(count),
  lost: v.optional(number),
  jitterMs: v.optional(duration),
  frames: v.optional(count),
  framesDecoded: v.optional(count),
  freezes: v.optional(count),
  freezeMs: v.optional(duration),
  samples: v.optional(count),
  concealed: v.optional(count),
  silentConcealed: v.optional(count),
  sent: v.optional(senderReport),
});
export type InboundStream = v.InferOutput<typeof inboundStream>;

/** What the far side reported of one of our streams (`remote-inbound-rtp`, webrtc-stats section 8.6). */
export const receiverReport = v.object({
  at: time,
  lost: v.optional(number),
  rttMs: v.optional(duration),
});

export const outboundStream = v.object({
  ...stream,
  active: v.optional(v.boolean()),
  report: v.optional(receiverReport),
});
export type OutboundStream = v.InferOutput<typeof outboundStream>;

/** One ICE transport and its selected pair (webrtc-stats sections 8.14 and 8.16). */
export const transportSample = v.object({
  id: text(64),
  at: time,
  localUfrag: v.optional(text(256)),
  iceState: v.optional(text(16)),
  dtlsState: v.optional(text(16)),
  pairChanges: v.optional(count),
  pairId: v.optional(text(128)),
  rttMs: v.optional(duration),
  bytesSent: v.optional(count),
  bytesReceived: v.optional(count),
  lastSentAt: v.optional(time),
  lastReceivedAt: v.optional(time),
  checksAnswered: v.optional(count),
});
export type TransportSample = v.InferOutput<typeof transportSample>;

export const dataSample = v.object({ messagesSent: count, messagesReceived: count });

/** One reading of `getStats`. `t` of the event is when the answer arrived. */
export const sampleFields = {
  askedAt: time,
  pace: v.picklist(['slow', 'fast']),
  transports: v.pipe(v.array(transportSample), v.maxLength(64)),
  inbound: v.pipe(v.array(inboundStream), v.maxLength(256)),
  outbound: v.pipe(v.array(outboundStream), v.maxLength(256)),
  data: v.optional(dataSample),
};
