import * as v from 'valibot';
import type { TraceEvent } from '../trace/schema/events.ts';
import { id, integer, text } from '../trace/schema/primitives.ts';

/**
 * Every message between bridge, background and the extension's own pages. Events travel towards the panel, commands towards the
 * page. Both ends check what they receive.
 *
 *   bridge ── FrameUp ──▶ background ── PanelDown ──▶ panel
 *   bridge ◀─ FrameDown ─ background ◀─ PanelUp ───── panel
 */

export const command = v.variant('name', [
  v.object({ name: v.literal('restart-ice'), connectionId: id }),
  v.object({ name: v.literal('clear') }),
]);
export type Command = v.InferOutput<typeof command>;

/** One-shot from a frame that has its first connection. Nothing else leaves the page unasked. */
export const announcement = v.object({ type: v.literal('announce'), frameId: id });
export type Announcement = v.InferOutput<typeof announcement>;

/** One-shot to the frame of the tab itself: which page is it? */
export interface PageRequest {
  type: 'page';
}
export const pageAnswer = v.object({ url: text(2048), title: text(256), origin: v.nullable(text(2048)) });
export type PageAnswer = v.InferOutput<typeof pageAnswer>;

/** One-shot to a frame: open a port. */
export const attachRequest = v.object({ type: v.literal('attach'), frameId: id });
export type AttachRequest = v.InferOutput<typeof attachRequest>;

/** Events in sequence, with holes where the buffer had to let go. */
export interface Batch {
  type: 'batch';
  frameId: string;
  events: TraceEvent[];
  /** Every event up to this sequence number has been sent by now, or let go of. */
  reached: number;
  /** Highest sequence number given out: the frame is caught up when `reached` equals it. -1 before the first. */
  newest: number;
  /** Events of this frame that its buffer had to let go of, since the page's load or the last clear. */
  dropped: number;
}

/** A sequence number, or -1 for before the first. */
const cursor = v.pipe(v.number(), v.integer(), v.minValue(-1));

export const frameUp = v.variant('type', [
  v.object({
    type: v.literal('batch'),
    frameId: id,
    events: v.array(v.unknown()),
    /** It begins after this sequence number. */
    after: cursor,
    reached: cursor,
    newest: cursor,
    dropped: integer,
  }),
  v.object({ type: v.literal('cleared'), frameId: id }),
  /** The page leaves, and has sent all that it had: up to this sequence number. */
  v.object({ type: v.literal('bye'), reached: cursor }),
  v.object({ type: v.literal('done'), commandId: integer, error: v.nullable(v.string()) }),
]);
export type FrameUp = v.InferOutput<typeof frameUp>;

export const frameDown = v.variant('type', [
  /** Stream every event after this sequence number; -1 for all there are. */
  v.object({ type: v.literal('stream'), after: cursor }),
  /** The last batch arrived: send the next. */
  v.object({ type: v.literal('ack') }),
  /** A recording goes on: open the port again when it closes and there is more to tell. */
  v.object({ type: v.literal('keep'), on: v.boolean() }),
  v.object({ type: v.literal('command'), commandId: integer, command }),
]);
export type FrameDown = v.InferOutput<typeof frameDown>;

export const panelUp = v.variant('type', [
  /** Watch a tab; `have` says, by frame, the last sequence number this panel holds. */
  v.object({ type: v.literal('watch'), tabId: integer, have: v.record(id, integer) }),
  v.object({ type: v.literal('command'), command }),
  /** Begins or ends the recording of the tab. */
  v.object({ type: v.literal('record'), on: v.boolean() }),
]);
export type PanelUp = v.InferOutput<typeof panelUp>;

export type PanelDown =
  | Batch
  /** The frames that the tab has now. Sent first, and whenever they change. */
  | { type: 'frames'; frameIds: string[] }
  | { type: 'cleared'; frameId: string }
  /** Whether the tab is being recorded. */
  | { type: 'recording'; on: boolean }
  | { type: 'refused'; reason: string };

/** What the extension's own pages ask of the background, one-shot. */
export const recorderRequest = v.variant('type', [
  v.object({ type: v.literal('record'), tabId: integer }),
  v.object({ type: v.literal('stop'), recordingId: id }),
  v.object({ type: v.literal('mark'), recordingId: id, text: text(512) }),
  v.object({ type: v.literal('delete'), recordingIds: v.array(id) }),
  v.object({ type: v.literal('restore'), recordingIds: v.array(id) }),
]);
export type RecorderRequest = v.InferOutput<typeof recorderRequest>;
/** `null`: done. Otherwise why it was not. */
export type RecorderAnswer = { error: string | null };
