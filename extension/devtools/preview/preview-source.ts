import { signal } from '@preact/signals';
import { group } from 'd3-array';
import { FrameLog } from '../source/frame-log.ts';
import type { TraceSource } from '../source/source.ts';
import type { PreviewState } from './states.ts';

/** A source that stands still, so that a screenshot of it is always the same. */
export function previewSource(state: PreviewState): TraceSource {
  const log = new FrameLog();
  const byFrame = group(state.events, event => event.frameId);
  for (const [frameId, events] of byFrame) {
    const newest = events.length - 1;
    log.append({ type: 'batch', frameId, events, reached: newest, newest, dropped: 0 });
  }
  log.setPresent([...byFrame.keys()].filter(id => !state.gone?.includes(id)));
  const snapshot = { ...log.snapshot(), missing: state.missing ?? 0 };
  const now = (snapshot.view.to ?? 0) + (state.laterMs ?? 0);
  const status = state.status ?? 'live';
  const doNothing = () => {};
  const commands = {
    clear: doNothing,
    restartIce: doNothing,
    recording: signal(false),
    record: doNothing,
    reloadPage: doNothing,
  };
  return {
    snapshot: signal(snapshot),
    status: signal(status),
    refusal: signal(state.refusal ?? null),
    commands: status === 'ended' ? null : commands,
    now: () => now,
    events: () => log.events(),
    eventLists: () => log.eventLists(),
  };
}
