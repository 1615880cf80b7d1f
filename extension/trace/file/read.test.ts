import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../schema/events.ts';
import { buildTrace } from './build.ts';
import { readTrace } from './read.ts';

const events: TraceEvent[] = [
  {
    seq: 0,
    t: 1,
    frameId: 'f',
    connectionId: null,
    type: 'frame',
    url: 'https://a.test/',
    title: 'A',
    userAgent: '',
  },
  { seq: 1, t: 2, frameId: 'f', connectionId: 'f.1', type: 'connection', configuration: { iceServers: [] } },
];
const trace = buildTrace({ events, dropped: 0, generator: { name: 'IceScope', version: '0' } });
const text = JSON.stringify(trace);

describe('readTrace', () => {
  it('reads what was saved', () => {
    expect(readTrace(text)).toEqual(trace);
  });

  it.each([
    ['nothing', '', 'cut off'],
    ['a truncated file', text.slice(0, -20), 'cut off'],
    ['no JSON', 'PK\u0003\u0004', 'no JSON'],
    ['another kind of JSON', '{"a":1}', 'no IceScope trace'],
    ['a later version', text.replace('"version":1', '"version":2'), 'version: expected 1, got 2'],
    ['a wrong field', text.replace('"t":2', '"t":"two"'), 'events[1].t: expected a number, got "two"'],
    ['a missing field', text.replace('"redacted":false,', ''), 'redacted: expected'],
  ])('refuses %s', (_, bad, message) => {
    expect(() => readTrace(bad)).toThrow(message);
  });
});
