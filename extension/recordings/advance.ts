import type { TraceEvent } from '../trace/schema/events.ts';
import type { Batch } from '../wire/messages.ts';
import type { RecordedFrame, Recording } from './recording.ts';

export function newFrame(recordingId: string, frameId: string): RecordedFrame {
  return { recordingId, frameId, reached: -1, missing: 0, restarts: 0, failed: 0 };
}

/** How far a frame has come with this batch, and what of it is new. */
export function advance(
  frame: RecordedFrame,
  batch: Pick<Batch, 'events' | 'reached' | 'dropped'>,
  count: Pick<RecordedFrame, 'restarts' | 'failed'>,
): { next: RecordedFrame; fresh: TraceEvent[] } {
  const fresh = batch.events.filter(event => event.seq > frame.reached);
  const expected = Math.max(0, batch.reached - frame.reached);
  // A frame that was cleared does not begin at 0, but has not dropped anything either.
  const missing = frame.missing + Math.min(expected - fresh.length, batch.dropped);
  const next = { ...frame, ...count, reached: Math.max(frame.reached, batch.reached), missing };
  return { next, fresh };
}

/** The recording's totals once one of its frames has advanced. */
export function total(
  recording: Recording,
  before: RecordedFrame,
  after: RecordedFrame,
  events: number,
  bytes: number,
): Recording {
  return {
    ...recording,
    writtenAt: Date.now(),
    bytes: recording.bytes + bytes,
    events: recording.events + events,
    missing: recording.missing + after.missing - before.missing,
    restarts: recording.restarts + after.restarts - before.restarts,
    failed: recording.failed + after.failed - before.failed,
  };
}
