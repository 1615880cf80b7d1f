import { expect, it } from 'vitest';
import { viewOf } from '../fixture/view.ts';
import type { Snapshot } from '../source/source.ts';
import { anythingLasts, sceneOf } from './selection.ts';

const { view, connection, frame } = viewOf(call => call.run(2_000).restart().restart());

const snapshot = (gone: [string, number][] = []): Snapshot => ({ view, gone: new Map(gone), missing: 0 });

it('shows the first connection and its newest restart until somebody chooses', () => {
  const scene = sceneOf(snapshot(), { connectionId: null, restart: { which: 'newest' } });
  expect(scene).toMatchObject({ connection, frame, restartNumber: 2, endedAt: null });
});

it('shows what was chosen, or nothing', () => {
  const [first] = connection.restarts;
  const one = sceneOf(snapshot(), { connectionId: null, restart: { which: 'one', id: first!.id } });
  expect(one.restart).toBe(first);
  expect(sceneOf(snapshot(), { connectionId: null, restart: { which: 'none' } }).restart).toBeNull();
});

it('does not mind a choice that is gone', () => {
  const scene = sceneOf(snapshot(), { connectionId: 'old', restart: { which: 'one', id: 'old/1' } });
  expect(scene).toMatchObject({ connection, restart: null, restartNumber: 0 });
});

it('knows that time stands still for the connections of a frame that is gone', () => {
  expect(anythingLasts(snapshot())).toBe(true);
  const gone = snapshot([[frame.id, 7_000]]);
  expect(anythingLasts(gone)).toBe(false);
  expect(sceneOf(gone, { connectionId: null, restart: { which: 'none' } }).endedAt).toBe(7_000);
});
