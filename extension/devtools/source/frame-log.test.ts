import { expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { FrameLog } from './frame-log.ts';

function opened(frameId: string, seq: number): TraceEvent {
  const connectionId = `${frameId}-${seq}`;
  return { seq, t: 1000 + seq, frameId, connectionId, type: 'connection', configuration: { iceServers: [] } };
}

function batch(frameId: string, seqs: number[], dropped = 0) {
  const events = seqs.map(seq => opened(frameId, seq));
  const reached = seqs.at(-1) ?? -1;
  return { type: 'batch' as const, frameId, events, reached, newest: reached, dropped };
}

const connections = (log: FrameLog) => [...log.snapshot().view.connections.keys()];

it('drops what was delivered before', () => {
  const log = new FrameLog();
  expect(log.append(batch('a', [0, 1]))).toBe(true);
  expect(log.append(batch('a', [0, 1]))).toBe(false);
  expect(log.append(batch('a', [1, 2]))).toBe(true);
  expect(log.events().map(event => event.seq)).toEqual([0, 1, 2]);
  expect(log.have()).toEqual({ a: 2 });
});

it('counts what the frames let go of before it came here', () => {
  const log = new FrameLog();
  log.append(batch('a', [3, 4, 5], 3));
  log.append(batch('b', [4, 7], 6));
  expect(log.snapshot().missing).toBe(9);
  // What is dropped now was delivered before.
  log.append(batch('a', [6], 5));
  expect(log.snapshot().missing).toBe(9);
});

it('misses nothing of a frame that was cleared before', () => {
  const log = new FrameLog();
  log.append(batch('a', [100, 101]));
  expect(log.snapshot().missing).toBe(0);
});

it('forgets a cleared frame and takes what it tells anew', () => {
  const log = new FrameLog();
  log.append(batch('a', [0]));
  log.append(batch('b', [0]));
  log.forget('a');
  expect(connections(log)).toEqual(['b-0']);
  expect(log.have()).toEqual({ b: 0 });
  log.append(batch('a', [1]));
  expect(connections(log)).toEqual(['b-0', 'a-1']);
});

it('keeps a frame that is gone, with the time it ended, until it is told to forget', () => {
  const log = new FrameLog();
  log.append(batch('a', [0, 4]));
  log.append(batch('b', [0]));
  log.setPresent(['b']);
  expect(log.snapshot().gone).toEqual(new Map([['a', 1004]]));
  expect(connections(log)).toHaveLength(3);
  log.forgetGone();
  expect(connections(log)).toEqual(['b-0']);
});
