import { expect, it } from 'vitest';
import type { TraceEvent } from '../../trace/schema/events.ts';
import { eventSchemas } from '../../trace/schema/events.ts';
import { SimulatedCall, SimulatedPage } from '../fixture/simulated-call.ts';
import { type EventFilter, kinds, predicateOf, usualKinds } from './event-filter.ts';

const page = new SimulatedPage('top', 'https://call.example.com/', 0);
const call = new SimulatedCall(page, '1', 0).connect().run(3_000).restart({ by: 'createOffer' });
new SimulatedCall(page, '2', 10).connect().run(1_000);
const events = page.events();

function passing(filter: Partial<EventFilter>): TraceEvent[] {
  return events.filter(predicateOf({ connection: null, kinds: usualKinds, text: '', ...filter }));
}

it('leaves readings out until they are asked for', () => {
  expect(passing({}).some(({ type }) => type === 'sample')).toBe(false);
  expect(passing({ kinds: new Set(['readings']) }).every(({ type }) => type === 'sample')).toBe(true);
});

it('shows one connection together with what happened to its frame', () => {
  const shown = passing({ connection: { id: call.id, frameId: 'top' } });
  expect(new Set(shown.map(({ connectionId }) => connectionId))).toEqual(new Set([call.id, null]));
});

it('finds all the words, in any order and case, in what the row says', () => {
  expect(passing({ text: 'TRUE createoffer' }).map(({ type }) => type)).toEqual(['call']);
});

it('finds what stands in a description', () => {
  expect(passing({ text: 'ice-ufrag:azpt' }).every(({ type }) => type === 'description')).toBe(true);
  expect(passing({ text: 'ice-ufrag:azpt' })).not.toHaveLength(0);
});

it('has a kind for every type of event', () => {
  const known = Object.values(kinds).flatMap(({ types }): string[] => [...types]);
  expect(known.toSorted()).toEqual(Object.keys(eventSchemas).toSorted());
});

it('shows a remark with every connection', () => {
  const remark: TraceEvent = {
    seq: 0,
    t: 0,
    frameId: 'recording',
    connectionId: null,
    type: 'mark',
    text: 'moved to the car park here',
    by: 'person',
  };
  const filter = { connection: { id: call.id, frameId: 'top' }, kinds: usualKinds, text: 'car park' };
  expect(predicateOf(filter)(remark)).toBe(true);
});
