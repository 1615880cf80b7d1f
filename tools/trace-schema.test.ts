import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { schemaFile, traceSchemaText } from './trace-schema.ts';

it('is published as the code has it (npx tsx tools/trace-schema.ts writes it anew)', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(traceSchemaText());
});
