import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTrace } from '../../trace/file/read.ts';
import type { RecordedEvent } from '../../trace/schema/events.ts';
import { FrameBuffer } from './buffer.ts';

const recording = new URL(
  '../../../test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json',
  import.meta.url,
);
const { events: traced } = readTrace(readFileSync(recording, 'utf8'));

let t = 0;
const sample = (connectionId: string, pace: 'slow' | 'fast'): RecordedEvent => ({
  t: t++,
  connectionId,
  type: 'sample',
  askedAt: t,
  pace,
  transports: [],
  inbound: [],
  outbound: [],
});
const state = (connectionId: string, state: string): RecordedEvent => ({
  t: t++,
  connectionId,
  type: 'state',
  name: 'ice',
  state,
});
const closed = (connectionId: string): RecordedEvent => ({
  t: t++,
  connectionId,
  type: 'result',
  callId: 1,
  method: 'close',
  error: null,
});

const kinds = (buffer: FrameBuffer) =>
  buffer.after(-1, 1e9).map(event => (event.type === 'sample' ? event.pace : event.type));

describe('FrameBuffer', () => {
  it('numbers events and names their frame and connection', () => {
    const buffer = new FrameBuffer('f');
    buffer.push(state('1', 'checking'));
    buffer.push(state('2', 'checking'));
    expect(buffer.after(0, 1e9)).toMatchObject([{ seq: 1, frameId: 'f', connectionId: 'f.2' }]);
    expect(buffer.newest).toBe(1);
  });

  it('gives every reading back as it came, whichever others are gone', () => {
    const readings = traced.filter(event => event.type === 'sample');
    const buffer = new FrameBuffer('f', 60_000);
    const expected = readings.map((event, i) => {
      const { frameId: _, ...recorded } = event;
      const connectionId = `${i % 3}`;
      buffer.push({ ...recorded, connectionId } as RecordedEvent);
      return { ...event, seq: buffer.newest, frameId: 'f', connectionId: `f.${connectionId}` };
    });
    const kept = buffer.after(-1, 1e9);
    expect(buffer.dropped).toBe(readings.length - kept.length);
    expect(kept).toEqual(expected.filter(({ seq }) => kept.some(each => each.seq === seq)));
    expect(kept.length).toBeGreaterThan(20);
    expect(buffer.dropped).toBeGreaterThan(20);
  });

  it('counts a shared reading as long as one rests on it', () => {
    const fresh = new FrameBuffer('f');
    fresh.push(sample('1', 'slow'));
    const one = fresh.bytes;
    const buffer = new FrameBuffer('f', 4 * one);
    for (let i = 0; i < 200; i++) buffer.push(sample('1', i % 5 === 0 ? 'fast' : 'slow'));
    expect(buffer.bytes).toBeLessThanOrEqual(4 * one);
    const left = buffer.after(-1, 1e9);
    expect(left.length).toBeGreaterThan(0);
    buffer.clear();
    expect(buffer.bytes).toBe(0);
  });

  it('lets go of idle readings first and counts them', () => {
    const buffer = new FrameBuffer('f', 8_000);
    buffer.push(state('1', 'checking'));
    for (let i = 0; i < 100; i++) buffer.push(sample('1', 'slow'));
    buffer.push(state('1', 'disconnected'));
    for (let i = 0; i < 5; i++) buffer.push(sample('1', 'fast'));
    expect(buffer.bytes).toBeLessThanOrEqual(8_000);
    expect(buffer.dropped).toBeGreaterThan(50);
    expect(kinds(buffer).filter(kind => kind === 'fast')).toHaveLength(5);
    expect(kinds(buffer).filter(kind => kind === 'state')).toHaveLength(2);
  });

  it('keeps the idle reading before a fast phase: a gap may have begun at it', () => {
    const buffer = new FrameBuffer('f', 5_000);
    for (let i = 0; i < 20; i++) buffer.push(sample('1', 'slow'));
    const before = buffer.newest;
    for (let i = 0; i < 4; i++) buffer.push(sample('1', 'fast'));
    for (let i = 0; i < 20; i++) buffer.push(sample('1', 'slow'));
    expect(buffer.after(-1, 1e9).map(event => event.seq)).toContain(before);
  });

  it('lets go of a closed connection without trouble before anything of a troubled one', () => {
    const buffer = new FrameBuffer('f', 8_000);
    for (const name of ['disconnected', 'checking', 'connected']) buffer.push(state('1', name));
    for (let i = 2; i < 50; i++) {
      buffer.push(state(String(i), 'connected'));
      buffer.push(closed(String(i)));
    }
    const kept = buffer.after(-1, 1e9).filter(event => event.connectionId === 'f.1');
    expect(kept).toHaveLength(3);
  });

  it('refuses an event that is larger than any should be', () => {
    const buffer = new FrameBuffer('f');
    buffer.push(state('1', 'x'.repeat(400_000)));
    expect(buffer.dropped).toBe(1);
    expect(buffer.newest).toBe(0);
  });

  it('forgets everything when cleared, but never numbers twice', () => {
    const buffer = new FrameBuffer('f');
    buffer.push(state('1', 'checking'));
    buffer.clear();
    buffer.push(state('1', 'connected'));
    expect(buffer.after(-1, 1e9).map(event => event.seq)).toEqual([1]);
  });

  it('hands out what fits a batch', () => {
    const buffer = new FrameBuffer('f');
    for (let i = 0; i < 10; i++) buffer.push(state('1', 'checking'));
    const first = buffer.after(-1, 1);
    expect(first).toHaveLength(1);
    expect(buffer.after(first[0]!.seq, 1e9)).toHaveLength(9);
  });

  it('does not fill up with connections that were closed without trouble', () => {
    const buffer = new FrameBuffer('f');
    for (let i = 0; i < 5_000; i++) {
      buffer.push(state(String(i), 'connected'));
      buffer.push(closed(String(i)));
    }
    expect(buffer.bytes).toBeLessThanOrEqual(1_000_000);
    expect(buffer.dropped).toBeGreaterThan(5_000);
  });
});
