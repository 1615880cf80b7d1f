import { writeFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import { traceFile } from '../extension/trace/schema/trace.ts';

/** Where the published JSON Schema of the trace file stands. */
export const schemaFile = new URL('../docs/trace.schema.json', import.meta.url);

/** The JSON Schema of the trace file, from the one declaration that the validator uses too. */
export function traceSchemaText(): string {
  const schema = toJsonSchema(traceFile, { typeMode: 'output', ignoreActions: ['finite'] });
  return `${JSON.stringify({ title: 'IceScope trace, version 1', ...schema }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('trace-schema.ts')) await writeFile(schemaFile, traceSchemaText());
