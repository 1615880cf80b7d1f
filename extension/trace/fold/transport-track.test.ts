import { expect, it } from 'vitest';
import { Activity } from '../activity.ts';
import { Paths } from '../gap/paths.ts';
import type { StreamView } from '../view.ts';
import { TransportTrack } from './transport-track.ts';

/** Ten messages a second arrive until 3 s and again from `backAt`; read every 50 ms. */
function dataView(backAt: number, troubled: boolean): StreamView {
  const lists = { activity: new Activity(), gaps: [], idle: [] };
  const view: StreamView = {
    ...{
      key: 'in-data',
      direction: 'inbound',
      kind: 'data',
      mid: null,
      ssrc: null,
      from: 0,
      silentSince: null,
    },
    ...lists,
  };
  const paths = new Paths();
  const track = new TransportTrack(view, paths.of('T'));
  const arrivals = Array.from({ length: 200 }, (_, i) => 50 + i * 100).filter(t => t <= 3_000 || t >= backAt);
  for (let at = 100; at <= 12_000; at += 50) {
    const come = arrivals.filter(t => t <= at);
    const transport = {
      id: 'T',
      at,
      pairId: at < backAt ? 'old' : 'new',
      // The new pair counts from zero.
      bytesReceived: come.filter(t => at < backAt || t >= backAt).length * 100,
      lastReceivedAt: come.at(-1),
    };
    paths.add([transport]);
    track.apply(transport, come.length, at, () => troubled);
  }
  return view;
}

it('measures the silence of a transport on which data was flowing, across a change of pairs', () => {
  const { gaps, idle } = dataView(7_050, true);
  expect(idle).toEqual([]);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]).toMatchObject({ kind: 'data', layer: 'network', from: 2_950 });
  expect(gaps[0]!.lowMs).toBeLessThanOrEqual(4_100);
  expect(gaps[0]!.highMs).toBeGreaterThanOrEqual(4_100);
});

it('takes a pause of the application for no gap', () => {
  const { gaps, idle } = dataView(4_050, false);
  expect(gaps).toEqual([]);
  expect(idle).toHaveLength(1);
});
