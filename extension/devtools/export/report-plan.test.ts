import { expect, it } from 'vitest';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { viewOf } from '../fixture/view.ts';
import { planReport } from './report-plan.ts';

/** A connection in which the restart of each number cost so many milliseconds. */
function connectionWith(costs: number[]) {
  const { view, connection } = viewOf(call => call.run(1_000));
  const restarts = costs.map((durationMs, i) => restartOf({ id: `r${i}`, gaps: [gapOf({ durationMs })] }));
  const restarted = { ...connection, restarts };
  view.connections.set(restarted.id, restarted);
  return { view, connection: restarted };
}

it('tells every restart of a short trace in full', () => {
  const { view, connection } = connectionWith([3, 1, 2]);
  const plan = planReport(view);
  expect([...plan.told]).toEqual(connection.restarts);
  expect(plan.drawings.filter(({ restart }) => restart)).toHaveLength(3);
});

it('tells of many, over all connections, those that cost most', () => {
  const { view, connection } = connectionWith(Array.from({ length: 100 }, (_, i) => (i * 37) % 100));
  const other = {
    ...connection,
    id: 'other',
    restarts: [restartOf({ id: 'z', gaps: [gapOf({ durationMs: 1e6 })] })],
  };
  view.connections.set(other.id, other);
  const { told, drawings } = planReport(view);
  expect(told.size).toBe(40);
  expect(told.has(other.restarts[0]!)).toBe(true);
  const least = Math.min(...[...told].map(({ gaps }) => gaps[0]!.durationMs));
  expect(least).toBe(61);
  expect(drawings.filter(({ restart }) => restart)).toHaveLength(40);
});

it('draws only so many connections, first those with restarts', () => {
  const { view, connection } = connectionWith([5, 7]);
  for (let i = 0; i < 99; i++)
    view.connections.set(`calm ${i}`, { ...connection, id: `calm ${i}`, restarts: [] });
  const last = { ...connection, id: 'last', restarts: [restartOf({ id: 'y' }), restartOf({ id: 'z' })] };
  view.connections.set('last', last);
  const whole = planReport(view).drawings.filter(({ restart }) => restart === null);
  expect(whole).toHaveLength(40);
  expect(whole.map(each => each.connection.id)).toContain('last');
});
