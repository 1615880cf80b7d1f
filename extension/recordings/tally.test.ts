import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrace } from '../trace/file/read.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import { Tally } from './tally.ts';

const traces = new URL('../../test/traces/', import.meta.url);

it.each(readdirSync(traces))('counts the restarts of %s as the whole fold does', file => {
  const { events, restarts } = readTrace(readFileSync(new URL(file, traces), 'utf8'));
  const tally = new Tally();
  tally.apply(events);
  expect(tally.count).toEqual({
    restarts: restarts.length,
    failed: restarts.filter(({ outcome }) => outcome === 'failed').length,
  });
});

it('counts on when connections by the hundreds have come and gone', () => {
  const file = new URL('chromium-restarted-on-a-path-that-works.icescope.json', traces);
  const { events, connections, restarts } = readTrace(readFileSync(file, 'utf8'));
  const ends = connections.map(({ id }) => ({
    ...{ seq: events.length, t: events.at(-1)!.t, frameId: id.split('.')[0]!, connectionId: id },
    ...({ type: 'result', callId: 9_999, method: 'close', error: null } as const),
  }));
  const tally = new Tally();
  const times = 150;
  for (let i = 0; i < times; i++) {
    tally.apply(
      [...events, ...ends].map(event => ({ ...event, ...renamed(event.connectionId, i) }) as TraceEvent),
    );
  }
  expect(restarts.length).toBeGreaterThan(0);
  expect(tally.count).toEqual({ restarts: times * restarts.length, failed: 0 });
});

function renamed(connectionId: string | null, time: number) {
  return { connectionId: connectionId && `${connectionId}-${time}` };
}
