import { expect } from 'vitest';
import type { Trace } from '../../extension/trace/schema/trace.ts';

/** A page on which nothing happens by itself. */
export const emptyPage = '<!doctype html><title>page</title><link rel="icon" href="data:,"><body>';

/** Makes a connection, gathers, and closes it: an open one keeps a page out of the back/forward cache. */
export const connectAndClose = `(async () => {
  const pc = new RTCPeerConnection();
  pc.createDataChannel('x');
  await pc.setLocalDescription();
  pc.close();
})()`;

/** How many connections of a trace were closed. */
export function closedIn({ events }: Trace): number {
  return events.filter(event => event.type === 'result' && event.method === 'close').length;
}

/** Every frame's events are there once, in their order and without a hole. Answers with the frames. */
export function expectWhole({ events, dropped }: Trace): string[] {
  expect(dropped.events).toBe(0);
  const frameIds = [...new Set(events.map(({ frameId }) => frameId))];
  for (const each of frameIds) {
    const seqs = events.filter(({ frameId }) => frameId === each).map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs.keys()]);
  }
  return frameIds;
}
