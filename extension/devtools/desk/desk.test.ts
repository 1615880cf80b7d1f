import { expect, it } from 'vitest';
import { createFold } from '../../trace/fold/fold.ts';
import { endedSource } from '../source/ended-source.ts';
import { Desk } from './desk.ts';

const emptySource = () =>
  endedSource({ view: createFold().view, events: () => [], byFrame: new Map(), missing: 0, redacted: false });
const file = (name: string) => new File([], name);
const names = (desk: Desk) => desk.traces.value.map(({ name }) => name);

it('opens several and shows the last; closing goes back to a neighbour', async () => {
  const desk = new Desk(null, async () => emptySource());
  await desk.open([file('a'), file('b'), file('c')]);
  expect(names(desk)).toEqual(['a', 'b', 'c']);
  expect(desk.shown.value?.name).toBe('c');
  desk.show(desk.traces.value[1]!.id);
  desk.close(desk.traces.value[1]!.id);
  expect(desk.shown.value?.name).toBe('c');
  desk.close(desk.traces.value[1]!.id);
  expect(desk.shown.value?.name).toBe('a');
  desk.close(desk.traces.value[0]!.id);
  expect(desk.model.value).toBeNull();
});

it('keeps what was open when a file is bad, and reads on', async () => {
  const desk = new Desk(emptySource(), async blob => {
    if ((blob as File).name === 'bad') throw new Error('events[412].t: expected a number, got "x"');
    return emptySource();
  });
  await desk.open([file('bad')]);
  expect(desk.model.value).toBe(desk.live);
  expect(desk.refused.value).toEqual([{ name: 'bad', reason: 'events[412].t: expected a number, got "x"' }]);
  await desk.open([file('bad'), file('good')]);
  expect(desk.shown.value?.name).toBe('good');
  expect(desk.refused.value).toHaveLength(1);
});

it('gives up what is being read and what waits, without a word', async () => {
  const desk = new Desk(
    null,
    (_, { signal }) =>
      new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
  );
  const opening = desk.open([file('a'), file('b')]);
  expect(desk.reading.value).toMatchObject({ name: 'a', waiting: 1 });
  desk.cancel();
  await opening;
  expect(names(desk)).toEqual([]);
  expect(desk.reading.value).toBeNull();
  expect(desk.refused.value).toEqual([]);
});
