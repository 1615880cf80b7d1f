import { readFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { readTrace } from '../../trace/file/read.ts';
import { createFold, restartsOf } from '../../trace/fold/fold.ts';
import { isTime } from '../../trace/reading-row.ts';
import type { RecordedEvent, TraceEvent } from '../../trace/schema/events.ts';
import { FrameBuffer } from './buffer.ts';

const recording = new URL(
  '../../../test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json',
  import.meta.url,
);
const { events } = readTrace(readFileSync(recording, 'utf8'));
const hourMs = 3_600_000;
/** A reading a second is more than there is while all is well. */
const idleMs = 1_000;
const restartEveryMs = 15 * 60_000;

/** Everything of a real call in whose middle the path was lost, then nothing but readings, and so on again. */
function* eightHours(): Generator<RecordedEvent> {
  const begin = events[0]!.t;
  const calm = events.filter(event => event.type === 'sample').slice(-2);
  // A connection is made once, however often it restarts.
  const once = new Set<TraceEvent['type']>(['connection', 'frame', 'track']);
  for (let t = 0; t < 8 * hourMs; t += idleMs) {
    const happens = t % restartEveryMs === 0 ? events.filter(({ type }) => t === 0 || !once.has(type)) : calm;
    const from = happens === calm ? calm[0]!.t : begin;
    for (const event of happens) yield later(event, begin + t - from);
  }
}

/** The same event so much later, with all the times in it. */
function later(event: RecordedEvent, byMs: number): RecordedEvent {
  return JSON.parse(JSON.stringify(event), (_, value) =>
    typeof value === 'number' && isTime(value) ? value + byMs : value,
  );
}

function heapBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  (vm.runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it('keeps a call of eight hours below 8 MB, and every restart in it', { timeout: 120_000 }, () => {
  const before = heapBytes();
  const buffer = new FrameBuffer('f');
  const made = createFold();
  let asked = 0;
  for (const event of eightHours()) {
    buffer.push(event);
    if (event.type === 'call' && (event.method === 'restartIce' || event.iceRestart)) asked++;
  }
  expect(asked).toBe(32);
  expect((heapBytes() - before) / 1e6).toBeLessThan(8);
  for (const event of buffer.after(-1, Number.POSITIVE_INFINITY)) made.apply(event);
  expect(restartsOf(made.view).length).toBeGreaterThanOrEqual(asked);
});
