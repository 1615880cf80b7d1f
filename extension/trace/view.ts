import type { Activity } from './activity.ts';
import type { Candidate, Pair } from './schema/candidate.ts';
import type { Configuration, Side } from './schema/events.ts';
import type { Break, Finding, Gap, Rebuild, Restart } from './schema/trace.ts';

/**
 * What the fold concludes from the events, ready to be drawn. Times are epoch milliseconds.
 * The objects are the fold's own and grow in place: read them, never keep or change them.
 */
export interface TraceView {
  frames: Map<string, FrameView>;
  connections: Map<string, ConnectionView>;
  /** Connections in trouble that others replaced. */
  rebuilds: Rebuild[];
  /** Remarks on the recording, in the order they were made. */
  marks: Mark[];
  /** Time of the first and of the newest event; `null` while there is none. */
  from: number | null;
  to: number | null;
  events: number;
}

/** `to: null` while it lasts. */
export interface Segment<T> {
  from: number;
  to: number | null;
  value: T;
}

export interface Mark {
  t: number;
  text: string;
  by: 'person' | 'icescope';
}

export interface FrameView {
  id: string;
  url: string;
  title: string;
  userAgent: string;
  hidden: Segment<boolean>[];
  online: Segment<boolean>[];
  /** `networkType` or `effectiveType`, as far as the browser tells. */
  network: Segment<string>[];
}

export interface ConnectionView {
  id: string;
  frameId: string;
  /** 1 for the first connection of the trace. */
  number: number;
  createdAt: number;
  closedAt: number | null;
  /** Collected by the browser without having been closed. */
  forgotten: boolean;
  configuration: Configuration;
  signaling: Segment<string>[];
  ice: Segment<string>[];
  gathering: Segment<string>[];
  connection: Segment<string>[];
  generations: Segment<Generation>[];
  paths: Segment<Pair | null>[];
  candidates: CandidateMark[];
  descriptions: DescriptionMark[];
  streams: StreamView[];
  /** Round-trip time of the selected pair in milliseconds, newest reading. */
  rttMs: number | null;
  restarts: Restart[];
  /** Silences of the path without a restart. */
  breaks: Break[];
  /** What is found of the connection itself, beyond its restarts. */
  findings: Finding[];
}

export interface Generation {
  index: number;
  localUfrag: string | null;
  remoteUfrag: string | null;
}

export interface CandidateMark {
  t: number;
  side: Side;
  /** `null`: end of candidates. */
  candidate: Candidate | null;
}

export interface DescriptionMark {
  t: number;
  side: Side;
  type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  sdp: string;
}

export interface StreamView {
  /** Unique in its connection. */
  key: string;
  direction: 'inbound' | 'outbound';
  kind: 'audio' | 'video' | 'data';
  mid: string | null;
  ssrc: number | null;
  from: number;
  /** How much of it flowed when. */
  activity: Activity;
  /** Silences of the path that have ended, each with its bracket. */
  gaps: Gap[];
  /** Silences that were the stream's own: muted, paused, nothing to say. */
  idle: { from: number; to: number }[];
  /** Time of the last packet, while nothing arrives over the whole path. */
  silentSince: number | null;
}
