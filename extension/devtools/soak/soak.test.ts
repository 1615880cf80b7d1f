import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Restart } from '../../trace/schema/trace.ts';
import { restartOf } from '../fixture/restart.ts';
import { viewOf } from '../fixture/view.ts';
import type { SourceStatus, TraceSource } from '../source/source.ts';
import { SoakTest } from './soak.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that settles each restart when it is told to. */
function page() {
  const { view, connection } = viewOf(call => call.run(1_000));
  const refusal = signal<string | null>(null);
  const status = signal<SourceStatus>('live');
  const asked: string[] = [];
  const source: TraceSource = {
    snapshot: signal({ view, gone: new Map(), missing: 0 }),
    status,
    refusal,
    commands: {
      clear() {},
      reloadPage() {},
      recording: signal(false),
      record() {},
      restartIce(id) {
        asked.push(id);
        connection.restarts.push(restartOf({ outcome: 'pending', settledAt: null }));
      },
    },
    now: () => Date.now(),
    events: () => [],
    eventLists: () => [],
  };
  const settle = () => {
    Object.assign(connection.restarts.at(-1)!, {
      outcome: 'completed',
      settledAt: 1,
    } satisfies Partial<Restart>);
  };
  const soak = new SoakTest(source);
  return { soak, asked, settle, refusal, status, connection };
}

it('asks as often as planned, each time when its time has come, and is done with the last', () => {
  const { soak, asked, settle, connection } = page();
  soak.start(connection.id, { everyMs: 5_000, times: 3 });
  for (const count of [1, 2, 3]) {
    expect(asked).toHaveLength(count);
    settle();
    vi.advanceTimersByTime(4_999);
    expect(asked).toHaveLength(count);
    vi.advanceTimersByTime(1);
  }
  expect(asked).toEqual([connection.id, connection.id, connection.id]);
  expect(soak.state.value).toMatchObject({
    ended: { why: 'done' },
    runs: [{ index: 0 }, { index: 1 }, { index: 2 }],
  });
});

it('waits for a restart that goes on', () => {
  const { soak, asked, settle, connection } = page();
  soak.start(connection.id, { everyMs: 1_000, times: 2 });
  vi.advanceTimersByTime(30_000);
  expect(asked).toHaveLength(1);
  expect(soak.state.value!.ended).toBeNull();
  settle();
  vi.advanceTimersByTime(200);
  expect(asked).toHaveLength(2);
});

it('ends when it is stopped, and asks no more', () => {
  const { soak, asked, settle, connection } = page();
  soak.start(connection.id, { everyMs: 1_000, times: 9 });
  settle();
  soak.stop();
  vi.advanceTimersByTime(60_000);
  expect(asked).toHaveLength(1);
  expect(soak.state.value!.ended).toEqual({ why: 'stopped' });
});

it('ends with the reason as soon as the page refuses, and when the connection is closed', () => {
  const refused = page();
  refused.soak.start(refused.connection.id, { everyMs: 60_000, times: 9 });
  refused.refusal.value = 'the page did not answer within 5 s';
  vi.advanceTimersByTime(200);
  expect(refused.soak.state.value!.ended).toEqual({
    why: 'refused',
    reason: 'the page did not answer within 5 s',
  });

  const closed = page();
  closed.soak.start(closed.connection.id, { everyMs: 60_000, times: 9 });
  closed.connection.closedAt = 5;
  vi.advanceTimersByTime(200);
  expect(closed.soak.state.value!.ended).toEqual({ why: 'closed' });
  vi.advanceTimersByTime(600_000);
  expect(closed.asked).toHaveLength(1);
});

it('waits for a worker that is being restarted, and ends when there is none any more', () => {
  const { soak, asked, settle, status, connection } = page();
  soak.start(connection.id, { everyMs: 1_000, times: 9 });
  settle();
  status.value = 'reconnecting';
  vi.advanceTimersByTime(5_000);
  expect(asked).toHaveLength(1);
  status.value = 'live';
  vi.advanceTimersByTime(200);
  expect(asked).toHaveLength(2);
  status.value = 'detached';
  vi.advanceTimersByTime(200);
  expect(soak.state.value!.ended).toMatchObject({ why: 'refused' });
});
