import * as v from 'valibot';
import { count, text } from './primitives.ts';

/** A candidate as it was signalled: the `candidate:` line (RFC 8839 section 5.1) and what stood beside it. */
export const signalledCandidate = v.object({
  line: text(1024),
  mid: v.nullable(text(64)),
  ufrag: v.nullable(text(256)),
  /** The STUN or TURN server it came from, where the browser says. */
  url: v.optional(text(512)),
  relayProtocol: v.optional(text(8)),
});
export type SignalledCandidate = v.InferOutput<typeof signalledCandidate>;

/** A candidate as `getStats` or `RTCIceTransport` describe it. */
export const candidate = v.object({
  type: text(16),
  protocol: text(8),
  address: v.nullable(text(256)),
  port: v.nullable(count),
  ufrag: v.nullable(text(256)),
  relatedAddress: v.optional(text(256)),
  relatedPort: v.optional(count),
  url: v.optional(text(512)),
  relayProtocol: v.optional(text(8)),
  tcpType: v.optional(text(16)),
  priority: v.optional(count),
  /** `wifi`, `cellular`, `ethernet`, …: local candidates in Chromium only. */
  networkType: v.optional(text(32)),
});
export type Candidate = v.InferOutput<typeof candidate>;

export const pair = v.object({ local: candidate, remote: candidate });
export type Pair = v.InferOutput<typeof pair>;
