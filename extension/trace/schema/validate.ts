import * as v from 'valibot';
import { type EventType, eventSchemas, type TraceEvent } from './events.ts';
import { type Exact, exact } from './exact.ts';

/** What was expected, what came, and where: `events[412].t: expected a number, got "x"`. */
export class InvalidTrace extends Error {
  override name = 'InvalidTrace';
}

/** Nearly every event is as it should be: a quick look finds that out. */
const exactly = new Map<string, Exact>(
  Object.entries(eventSchemas).map(([type, schema]) => [type, exact(schema)]),
);

/** Validates one event. @throws InvalidTrace that names the field under `path`. */
export function validEvent(value: unknown, path: string): TraceEvent {
  const type = (value as { type?: unknown } | null)?.type;
  const known = typeof type === 'string' && Object.hasOwn(eventSchemas, type);
  if (!known) throw new InvalidTrace(`${path}.type: expected a kind of event, got ${show(type)}`);
  if (exactly.get(type)?.(value)) return value as TraceEvent;
  return valid(eventSchemas[type as EventType] as v.GenericSchema<unknown, TraceEvent>, value, path);
}

/** Validates a value. @throws InvalidTrace that names the first field that is wrong. */
export function valid<T>(schema: v.GenericSchema<unknown, T>, value: unknown, path = ''): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InvalidTrace(`${pathTo(issue, path)}: expected ${expected(issue)}, got ${show(issue.input)}`);
}

function pathTo(issue: v.BaseIssue<unknown>, root: string): string {
  let path = root;
  for (const { key } of issue.path ?? []) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
  }
  return path || 'the value';
}

function expected(issue: v.BaseIssue<unknown>): string {
  switch (issue.type) {
    case 'max_length':
      return `at most ${issue.requirement} long`;
    case 'min_length':
      return `at least ${issue.requirement} long`;
    case 'number':
    case 'string':
    case 'boolean':
      return `a ${issue.type}`;
    case 'array':
      return 'an array';
    case 'object':
      return 'an object';
    default:
      return issue.expected ?? issue.type;
  }
}

const shown = 60;

/** Any value in a few words, for a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, shown)) : String(value);
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
