import { expect, it } from 'vitest';
import { Activity } from '../../trace/activity.ts';
import type { StreamView } from '../../trace/view.ts';
import { restartOf } from '../fixture/restart.ts';
import { deadSince, waitingSince } from './ongoing-silence.ts';

function streams(...starts: (number | null)[]): StreamView[] {
  return starts.map((silentSince, i) => ({
    key: `in-${i}`,
    direction: 'inbound',
    kind: 'audio',
    mid: null,
    ssrc: i,
    from: 0,
    activity: new Activity(),
    gaps: [],
    idle: [],
    silentSince,
  }));
}

it('counts from the first stream that fell silent', () => {
  expect(deadSince({ streams: streams(null, 1_200, 1_150) })).toBe(1_150);
  expect(deadSince({ streams: streams(null) })).toBeNull();
});

it('waits while no restart is under way', () => {
  expect(waitingSince({ streams: streams(1_200), restarts: [] })).toBe(1_200);
  const pending = restartOf({ outcome: 'pending', settledAt: null });
  expect(waitingSince({ streams: streams(1_200), restarts: [pending] })).toBeNull();
});

it('waits again when a restart has failed', () => {
  const failed = restartOf({ outcome: 'failed', requestedAt: 6_000, settledAt: 12_000 });
  expect(waitingSince({ streams: streams(1_000), restarts: [failed] })).toBe(12_000);
});
