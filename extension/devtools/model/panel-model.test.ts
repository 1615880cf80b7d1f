import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { FrameLog } from '../source/frame-log.ts';
import type { SourceStatus, TraceSource } from '../source/source.ts';
import { PanelModel } from './panel-model.ts';

/** A source with connections at these times, each lasting. */
function sourceWith(times: number[], status: SourceStatus = 'live') {
  const log = new FrameLog();
  const snapshot = signal(log.snapshot());
  const events = times.map(
    (t, seq): TraceEvent => ({
      seq,
      t,
      frameId: 'f',
      connectionId: `c${seq + 1}`,
      type: 'connection',
      configuration: { iceServers: [] },
    }),
  );
  const source: TraceSource = {
    snapshot,
    status: signal(status),
    refusal: signal(null),
    commands: null,
    now: () => times.at(-1) ?? 0,
    events: () => log.events(),
    eventLists: () => log.eventLists(),
  };
  return {
    source,
    arrive: () => {
      const newest = events.length - 1;
      log.append({ type: 'batch', frameId: 'f', events, reached: newest, newest, dropped: 0 });
      snapshot.value = log.snapshot();
    },
    clear: (andThen = () => {}) => {
      log.forget('f');
      andThen();
      snapshot.value = log.snapshot();
    },
  };
}

it('follows what lasts and shows the first connection', () => {
  const { source, arrive } = sourceWith([1_000, 61_000]);
  const model = new PanelModel(source);
  expect(model.scene.value.connection).toBeNull();
  arrive();
  expect(model.following.value).toBe(true);
  expect(model.scene.value.connection?.id).toBe('c1');
  expect(model.range.value.to).toBeCloseTo(61_900);
});

it('shows a trace that is over whole', () => {
  const { source, arrive } = sourceWith([1_000, 61_000], 'ended');
  const model = new PanelModel(source);
  arrive();
  expect(model.following.value).toBe(false);
  expect(model.range.value.from).toBeLessThan(1_000);
  expect(model.range.value.to).toBeGreaterThan(61_000);
});

it('zooms at the newest moment while it follows, and lets go of it when panned', () => {
  const { source, arrive } = sourceWith([1_000, 200_000]);
  const model = new PanelModel(source);
  arrive();
  model.zoom(0.5, 180_000);
  expect(model.following.value).toBe(true);
  expect(model.range.value.to - model.range.value.from).toBeCloseTo(15_000);
  model.pan(-1_000);
  expect(model.following.value).toBe(false);
  const { range } = model;
  const before = range.value;
  model.now.value = 300_000;
  expect(range.value).toEqual(before);
  model.followLive();
  expect(range.value.to).toBeGreaterThan(300_000);
});

it('starts over even when the first events of the new trace are there at once', () => {
  const { source, arrive, clear } = sourceWith([1_000, 61_000]);
  const model = new PanelModel(source);
  arrive();
  model.selectConnection('c2');
  model.pan(-5_000);
  clear(arrive);
  expect(model.following.value).toBe(true);
  expect(model.scene.value.connection?.id).toBe('c1');
});

it('starts over when the trace was cleared', () => {
  const { source, arrive, clear } = sourceWith([1_000, 61_000]);
  const model = new PanelModel(source);
  arrive();
  model.selectConnection('c2');
  model.showAll();
  clear();
  expect(model.following.value).toBe(true);
  expect(model.scene.value.connection).toBeNull();
  expect(model.extent.value).toEqual({ from: 0, to: 0 });
});
