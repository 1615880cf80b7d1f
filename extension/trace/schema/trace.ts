import * as v from 'valibot';
import { pair } from './candidate.ts';
import { configuration, eventSchemas, type TraceEvent } from './events.ts';
import { duration, id, integer, number, text, time } from './primitives.ts';

const ufragChange = v.object({ from: v.nullable(text(256)), to: v.nullable(text(256)) });

export const gap = v.object({
  direction: v.picklist(['inbound', 'outbound']),
  kind: v.picklist(['audio', 'video', 'data']),
  layer: v.picklist(['network', 'playout']),
  mid: v.nullable(text(64)),
  ssrc: v.nullable(integer),
  /** Last packet before. */
  from: time,
  /** First packet after. */
  to: time,
  durationMs: duration,
  /** The bracket: the true gap is no shorter than `lowMs` and no longer than `highMs`. */
  lowMs: duration,
  highMs: duration,
  /** Of a playout gap in audio: how much of it was silence, the rest being made-up sound. */
  silentMs: v.optional(duration),
});
export type Gap = v.InferOutput<typeof gap>;

export const phaseName = v.picklist(['detect', 'signal', 'gather', 'check', 'resume']);
export type PhaseName = v.InferOutput<typeof phaseName>;

export const phase = v.object({ name: phaseName, from: time, to: v.nullable(time) });
export type Phase = v.InferOutput<typeof phase>;

/** A sentence in plain words on what was seen. What each code means stands in docs/findings.md. */
export const finding = v.object({
  code: text(64),
  message: text(1024),
  severity: v.optional(v.picklist(['problem', 'note', 'good'])),
  /** What to do about it. */
  advice: v.optional(text(512)),
  /** The section of the docs that explains it, from the root of the repository. */
  link: v.optional(text(128)),
});
export type Finding = v.InferOutput<typeof finding>;

/** Why a restart was asked for, as far as what was seen until its end tells: what lies behind its `cause`. */
export const reason = v.picklist([
  'failed',
  'disconnected',
  'stall',
  /** The interface, its address or the kind of network changed, or the page went off- or online. */
  'network-handover',
  /** The same interface came to have another public address. */
  'nat-rebinding',
  /** The TURN allocation, its server, or the way to it. */
  'relay-lost',
  /** Nothing was wrong with the path. */
  'preemptive',
]);
export type Reason = v.InferOutput<typeof reason>;

/** When each step of a restart was taken; `null`: not, or not yet. */
export const moments = v.object({
  /** First sign of trouble that the browser told before anybody asked: a state, or a change of network. */
  noticedAt: v.nullable(time),
  offeredAt: v.nullable(time),
  /** Both sides' new credentials were in effect. */
  answeredAt: v.nullable(time),
  /** The first local candidate of each type. */
  firstCandidates: v.array(v.object({ type: text(16), at: time })),
  gatheredAt: v.nullable(time),
  /** A pair of the new generation was selected. */
  selectedAt: v.nullable(time),
  /** Every stream that had been silent was back. */
  mediaBackAt: v.nullable(time),
});
export type Moments = v.InferOutput<typeof moments>;

/** What became another on the selected path. */
export const pathAspect = v.picklist([
  'local-type',
  'local-address',
  'remote-type',
  'remote-address',
  'protocol',
  'network-type',
  'relay-server',
]);
export type PathAspect = v.InferOutput<typeof pathAspect>;

export const pathChange = v.object({
  /** The browser stayed on the pair it had. */
  kept: v.boolean(),
  /** Empty: the new pair runs where the old one did. Ports and credentials are always new. */
  changed: v.array(pathAspect),
  /** Round-trip time of the selected pair, last before it was asked for and first after the new pair was selected. */
  rttMs: v.object({ from: v.nullable(duration), to: v.nullable(duration) }),
});
export type PathChange = v.InferOutput<typeof pathChange>;

export const restart = v.object({
  id,
  connectionId: id,
  initiator: v.picklist(['local', 'remote']),
  trigger: v.picklist(['restartIce', 'createOffer', 'setConfiguration', 'sdp', 'remote-offer', 'forced']),
  cause: v.picklist(['failed', 'disconnected', 'network-change', 'stall', 'none']),
  outcome: v.picklist(['completed', 'failed', 'ignored', 'rolled-back', 'superseded', 'closed', 'pending']),
  requestedAt: time,
  settledAt: v.nullable(time),
  localUfrag: ufragChange,
  remoteUfrag: ufragChange,
  pair: v.object({ from: v.nullable(pair), to: v.nullable(pair) }),
  phases: v.array(phase),
  gaps: v.array(gap),
  findings: v.array(finding),
  reason: v.optional(reason),
  moments: v.optional(moments),
  /** Absent while there is no pair before or after. */
  pathChange: v.optional(pathChange),
});
export type Restart = v.InferOutput<typeof restart>;
export type Trigger = Restart['trigger'];
export type Cause = Restart['cause'];
export type Outcome = Restart['outcome'];

/** A silence of the path that no restart had to do with. */
export const pathBreak = v.object({
  connectionId: id,
  from: time,
  to: time,
  /** The same pair carried on, or another one of the same generation took over. */
  healedBy: v.picklist(['itself', 'path-change']),
  /** What took over: the same sockets behind another mapping of a NAT, or a pair of others that stood ready. */
  takeover: v.optional(v.picklist(['nat-rebinding', 'backup-pair'])),
  pair: v.object({ from: v.nullable(pair), to: v.nullable(pair) }),
  gaps: v.array(gap),
});
export type Break = v.InferOutput<typeof pathBreak>;

/** The application replaced a connection in trouble by another, where a restart might have done. */
export const rebuild = v.object({
  fromConnectionId: id,
  toConnectionId: id,
  cause: v.picklist(['failed', 'disconnected', 'stall']),
  closedAt: v.nullable(time),
  createdAt: time,
  connectedAt: time,
  /** From the last packet of the old connection to the first of the new; `ssrc` and `mid` are those of the new. */
  gaps: v.array(gap),
  findings: v.array(finding),
});
export type Rebuild = v.InferOutput<typeof rebuild>;

export const connection = v.object({
  id,
  frameUrl: text(2048),
  createdAt: time,
  closedAt: v.nullable(time),
  configuration,
  /** What is found of the connection itself, beyond its restarts. */
  findings: v.optional(v.array(finding), []),
});
export type Connection = v.InferOutput<typeof connection>;

const event = v.variant('type', Object.values(eventSchemas) as never) as unknown as v.GenericSchema<
  unknown,
  TraceEvent
>;

const fields = {
  format: v.literal('icescope'),
  version: v.literal(1),
  generator: v.object({ name: text(64), version: text(64) }),
  browser: v.object({ name: text(64), version: text(64), userAgent: text(512) }),
  page: v.object({ url: text(2048), title: text(256) }),
  startedAt: time,
  endedAt: time,
  redacted: v.boolean(),
  dropped: v.object({ events: integer }),
  connections: v.array(connection),
};

/** What is concluded from the events: folding them anew gives the same. */
const derived = {
  restarts: v.array(restart),
  breaks: v.optional(v.array(pathBreak), []),
  rebuilds: v.optional(v.array(rebuild), []),
};

/** A trace, version 1. */
export const trace = v.object({ ...fields, events: v.array(event), ...derived });
export type Trace = v.InferOutput<typeof trace>;

const readingRow = v.pipe(
  v.array(number),
  v.minLength(1),
  v.description(
    'A reading ("type": "sample") as [back, ...differences]: it is like the reading that stands in full that many such readings ago (0: the newest one), and each number in it, in the order in which that one has them, is more by the difference. Numbers of 10^12 and more there are times, in epoch milliseconds, which have run on together: each behind the first of them is more by that one\'s difference, too. Zeros at the end are left out.',
  ),
);

/** A saved trace: one JSON file, `*.icescope.json`, in which a reading may be a row (trace/reading-row.ts). */
export const traceFile = v.object({ ...fields, events: v.array(v.union([event, readingRow])), ...derived });

/** A trace whose events are still to be validated: one by one, by their type, which is many times faster. */
export const traceHead = v.object({ ...fields, events: v.array(v.unknown()), ...derived });
