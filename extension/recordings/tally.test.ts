import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readTrace } from '../trace/file/read.ts';
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
