import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Work } from '../work/work.ts';
import { jsonFile } from './json-file.ts';

it('writes what JSON.stringify would', () =>
  fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.array(fc.jsonValue()), fc.jsonValue(), async (a, list, b) => {
      const whole = { a, list, b };
      const file = await jsonFile({ ...whole, list: [] }, 'list', list, new Work(), { total: list.length });
      expect(await file.text()).toBe(JSON.stringify(whole));
    }),
  ));

it('is not misled by a text that looks like the list', async () => {
  const whole = { a: '"list":[]', list: [1, { list: [] }] };
  const file = await jsonFile({ ...whole, list: [] }, 'list', whole.list, new Work());
  expect(await file.text()).toBe(JSON.stringify(whole));
});
