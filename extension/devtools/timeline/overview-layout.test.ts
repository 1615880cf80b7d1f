import { expect, it } from 'vitest';
import type { Restart } from '../../trace/schema/trace.ts';
import { startOfTrace, viewOf } from '../fixture/view.ts';
import type { Range } from '../model/viewport.ts';
import { layoutTrace, layoutWindow, overviewPlot, type TraceInput } from './overview-layout.ts';
import { gathered } from './sheet.ts';

const size = { width: 1_016, height: 48 };

function layoutOverview({ range, ...input }: TraceInput & { range: Range }) {
  return gathered(output => {
    const plot = overviewPlot(size.width, input.extent);
    layoutTrace(input, output);
    layoutWindow(plot, range, size, output);
    return { plot };
  });
}

it('shows every silence, and the window on the part that is looked at', () => {
  const { connection, end } = viewOf(call =>
    call.run(5_000).breakPath().run(2_000).restart().run(5_000).breakPath().run(900).restart().run(3_000),
  );
  const range = { from: startOfTrace + 4_000, to: startOfTrace + 9_000 };
  const { shapes, plot } = layoutOverview({
    connection,
    extent: { from: startOfTrace, to: end },
    range,
    selectedRestartId: null,
    until: end,
    size,
  });
  const boxes = shapes.filter(shape => shape.kind === 'box');
  expect(boxes.filter(box => box.fill === 'gap')).toHaveLength(2);
  const window = boxes.find(box => box.stroke === 'window');
  expect(window?.x).toBeCloseTo(plot.x(range.from));
  expect(window!.x + window!.w).toBeCloseTo(plot.x(range.to));
});

it('shows a restart that cost nothing as a thin line', () => {
  const { connection, end } = viewOf(call => call.run(5_000).restart({ alive: true }).run(3_000));
  const extent = { from: startOfTrace, to: end };
  const { shapes } = layoutOverview({
    connection,
    extent,
    range: extent,
    selectedRestartId: null,
    until: end,
    size,
  });
  expect(shapes).toContainEqual(expect.objectContaining({ fill: 'no-gap', w: 3 }));
});

it('shows many short silences as the share of the time that they take', () => {
  const { connection } = viewOf(call => call.run(5_000).breakPath().run(2_000).restart().run(3_000));
  const [restart] = connection.restarts;
  const dayMs = 24 * 60 * 60 * 1000;
  // One a minute in a plot of a thousand pixels: of three pixels, some 260 s, some ten seconds were silent.
  const restarts = Array.from({ length: dayMs / 60_000 }, (_, i) => later(restart!, i * 60_000));
  const extent = { from: startOfTrace, to: startOfTrace + dayMs };
  const view = { ...connection, restarts, streams: [] };
  const { shapes } = layoutOverview({
    connection: view,
    extent,
    range: extent,
    selectedRestartId: null,
    until: extent.to,
    size,
  });
  const silences = shapes.filter(shape => shape.kind === 'box' && shape.fill === 'gap');
  expect(silences.length).toBeGreaterThan(300);
  expect(silences.length).toBeLessThanOrEqual(334);
  for (const box of silences) expect(box).toMatchObject({ w: 3, h: 3 });
});

function later(restart: Restart, ms: number): Restart {
  return {
    ...restart,
    requestedAt: restart.requestedAt + ms,
    settledAt: restart.settledAt! + ms,
    gaps: restart.gaps.map(gap => ({ ...gap, from: gap.from + ms, to: gap.to + ms })),
    phases: restart.phases.map(phase => ({ ...phase, from: phase.from + ms, to: phase.to! + ms })),
  };
}
