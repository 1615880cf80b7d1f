import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findingsFile, findingsText } from './findings-doc.ts';

it('is published as the rules have it (npx tsx tools/findings-doc.ts writes it anew)', async () => {
  expect(await readFile(findingsFile, 'utf8')).toBe(findingsText());
});
