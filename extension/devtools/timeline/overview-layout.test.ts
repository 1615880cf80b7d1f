import { expect, it } from 'vitest';
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
