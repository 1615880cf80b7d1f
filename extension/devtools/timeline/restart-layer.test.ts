import { expect, it } from 'vitest';
import { restartOf } from '../fixture/restart.ts';
import { Plot } from './plot.ts';
import { drawPoles, placeFlags } from './restart-layer.ts';
import { gathered, Sheet } from './sheet.ts';
import { visibleRestarts } from './visible-restarts.ts';

const plot = new Plot(100, 1_100, { from: 0, to: 100_000 }, 0);

function flags(times: number[], selected: number | null = null) {
  const restarts = times.map((requestedAt, i) =>
    restartOf({ id: `c/${i + 1}`, requestedAt, settledAt: requestedAt + 212, phases: [], gaps: [] }),
  );
  const sheet = new Sheet({ paint: () => {}, target: () => {} }, text => text.length * 6);
  const visible = visibleRestarts(restarts, plot.range, 100_000);
  return placeFlags(sheet, plot, visible, selected === null ? null : `c/${selected}`);
}

it('says number and duration where there is room', () => {
  expect(flags([10_000, 60_000]).map(({ x, text }) => [x, text])).toEqual([
    [200, 'Restart 1 · 212 ms'],
    [700, 'Restart 2 · 212 ms'],
  ]);
});

it('says less where there is less, and at last nothing', () => {
  const texts = flags([10_000, 20_000, 24_000, 24_300, 24_600]).map(({ text }) => text);
  expect(texts).toEqual(['Restart 1', '2', '', '', 'Restart 5 · 212 ms']);
});

it('does not shorten the selected one, and puts it on top', () => {
  const placed = flags([10_000, 11_000, 12_000], 1);
  expect(placed.at(-1)).toMatchObject({ x: 200, text: 'Restart 1 · 212 ms' });
});

it('hangs to the left of its pole at the right edge', () => {
  const [flag] = flags([99_000]);
  expect(flag!.x + flag!.w).toBeCloseTo(1_090);
});

it('draws a pole only from a flag that says something', () => {
  const placed = flags([10_000, 20_000, 24_000, 24_300, 60_000]);
  const poles = gathered(output => {
    const sheet = new Sheet(output, text => text.length * 6);
    drawPoles(sheet, plot, placed, null, 0, 100);
    return {};
  }).shapes;
  expect(placed.map(({ text }) => text !== '')).toEqual([true, true, false, true, true]);
  expect(poles.map(pole => pole.kind === 'line' && pole.x1)).toEqual([200.5, 300.5, 343.5, 700.5]);
});
