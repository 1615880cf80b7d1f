import { describe, expect, it } from 'vitest';
import { InvalidTrace, validEvent } from './validate.ts';

const state = { seq: 1, t: 5, frameId: 'f', connectionId: 'f.1', type: 'state', name: 'ice', state: 'new' };

describe('validEvent', () => {
  it('takes what holds to the schema, and no more of it', () => {
    expect(validEvent({ ...state, extra: 1 }, 'event')).toEqual(state);
  });

  it.each([
    [{ ...state, t: 'x' }, 'events[412].t: expected a number, got "x"'],
    [{ ...state, type: 'nonsense' }, 'events[412].type: expected a kind of event, got "nonsense"'],
    [{ ...state, type: '__proto__' }, 'events[412].type: expected a kind of event, got "__proto__"'],
    [null, 'events[412].type: expected a kind of event, got nothing'],
    [{ ...state, connectionId: null }, 'events[412].connectionId: expected a string, got null'],
    [{ ...state, state: 'x'.repeat(99) }, 'events[412].state: expected at most 32 long'],
  ])('says what is wrong and where: %#', (event, message) => {
    expect(() => validEvent(event, 'events[412]')).toThrow(InvalidTrace);
    expect(() => validEvent(event, 'events[412]')).toThrow(message);
  });
});
