import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { startOfTrace, viewOf } from '../fixture/view.ts';
import { PanelModel } from '../model/panel-model.ts';
import type { TraceSource } from '../source/source.ts';
import { panelKey, timelineKey } from './timeline-keys.ts';

const { view, connection } = viewOf(call =>
  call.run(10_000).breakPath().run(3_600).state('disconnected').restart().run(5_000),
);

function panel() {
  const source = {
    snapshot: signal({ view, gone: new Map(), missing: 0 }),
    status: signal('ended'),
    refusal: signal(null),
    commands: null,
    now: () => 0,
    events: () => [],
  } as unknown as TraceSource;
  return new PanelModel(source);
}

function key(name: string, held: { shift?: boolean; ctrl?: boolean } = {}) {
  return {
    key: name,
    shiftKey: held.shift ?? false,
    ctrlKey: held.ctrl ?? false,
    metaKey: false,
    altKey: false,
    defaultPrevented: false,
    target: null,
    preventDefault: () => {},
    stopPropagation: () => {},
  } as unknown as KeyboardEvent;
}

describe('the crosshair', () => {
  it('goes from event to event, and measures how far they are apart', () => {
    const model = panel();
    model.inspection.moveTo(connection.restarts[0]!.requestedAt - 1, false);
    timelineKey(key('ArrowRight', { ctrl: true }), model);
    expect(model.inspection.t.value).toBe(connection.restarts[0]!.requestedAt);
    const [from] = [model.inspection.t.value!];
    timelineKey(key('ArrowRight', { ctrl: true, shift: true }), model);
    expect(model.inspection.stretch.value).toEqual({ from, to: model.inspection.t.value });
    expect(model.inspection.t.value).toBeGreaterThan(from);
  });

  it('takes the view along, and stops it from following', () => {
    const model = panel();
    model.show({ from: startOfTrace, to: startOfTrace + 1_000 });
    model.inspection.moveTo(startOfTrace + 999, false);
    timelineKey(key('ArrowRight'), model);
    expect(model.range.value.to).toBeGreaterThan(model.inspection.t.value!);
    model.followLive();
    timelineKey(key('ArrowLeft'), model);
    expect(model.following.value).toBe(false);
  });

  it('is let go of before the selection', () => {
    const model = panel();
    model.inspection.moveTo(startOfTrace + 2_000, false);
    panelKey(key('Escape'), model);
    expect(model.inspection.crosshair.value).toBeNull();
    expect(model.scene.value.restart).not.toBeNull();
    panelKey(key('Escape'), model);
    expect(model.scene.value.restart).toBeNull();
  });
});

it('zooms towards the crosshair', () => {
  const model = panel();
  model.show({ from: startOfTrace, to: startOfTrace + 10_000 });
  model.inspection.moveTo(startOfTrace + 2_000, false);
  panelKey(key('w'), model);
  const { from, to } = model.range.value;
  expect((startOfTrace + 2_000 - from) / (to - from)).toBeCloseTo(0.2);
});

it('goes to what is measured', () => {
  const model = panel();
  model.inspection.measured.value = { from: startOfTrace + 3_000, to: startOfTrace + 2_000 };
  timelineKey(key('Enter'), model);
  expect(model.range.value).toEqual({ from: startOfTrace + 2_000, to: startOfTrace + 3_000 });
});
