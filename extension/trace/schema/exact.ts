import type * as v from 'valibot';

/** Whether a value holds to a schema to the letter, so that validating it would give back the same. */
export type Exact = (value: unknown) => boolean;

/** What is read here of Valibot's schemas and actions; each kind has only some of it. */
interface Node {
  type: string;
  pipe?: Node[];
  entries?: Record<string, Node>;
  item?: Node;
  wrapped?: Node;
  options?: unknown[];
  literal?: unknown;
  requirement?: number;
}

/**
 * Turns a schema into a test that answers only yes or no, several times as fast as validating, and without
 * generating code, which an extension may not. `false` means "look closer": something is wrong, or there is more
 * than the schema says.
 */
export function exact(schema: v.GenericSchema): Exact {
  return testOf(schema as unknown as Node);
}

function testOf(node: Node): Exact {
  if (node.pipe)
    return every(node.pipe.map((step, i) => (i === 0 ? testOf({ ...step, pipe: undefined }) : testOf(step))));
  switch (node.type) {
    case 'string':
    case 'boolean':
      return value => typeof value === node.type;
    case 'number':
      return value => typeof value === 'number' && !Number.isNaN(value);
    case 'null':
      return value => value === null;
    case 'literal':
      return value => value === node.literal;
    case 'picklist':
      return value => node.options!.includes(value);
    case 'integer':
      return Number.isInteger;
    case 'min_value':
      return value => (value as number) >= node.requirement!;
    case 'min_length':
      return value => (value as string).length >= node.requirement!;
    case 'max_length':
      return value => (value as string).length <= node.requirement!;
    case 'nullable':
      return orNull(testOf(node.wrapped!));
    case 'optional':
      return testOf(node.wrapped!);
    case 'array':
      return arrayOf(testOf(node.item!));
    case 'object':
      return objectOf(node.entries!);
    default:
      // A kind that is not known here is for the validator to judge.
      return () => false;
  }
}

function every(tests: Exact[]): Exact {
  const [first, second, third] = tests;
  if (!second) return first!;
  if (!third) return value => first!(value) && second(value);
  return value => tests.every(test => test(value));
}

const orNull =
  (test: Exact): Exact =>
  value =>
    value === null || test(value);

function arrayOf(test: Exact): Exact {
  return value => {
    if (!Array.isArray(value)) return false;
    for (let i = 0; i < value.length; i++) if (!test(value[i])) return false;
    return true;
  };
}

function objectOf(entries: Record<string, Node>): Exact {
  const keys = Object.keys(entries);
  const tests = keys.map(key => testOf(entries[key]!));
  const optional = keys.map(key => entries[key]!.type === 'optional');
  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Record<string, unknown>;
    let known = 0;
    for (let i = 0; i < keys.length; i++) {
      const field = fields[keys[i]!];
      if (field === undefined) {
        if (!optional[i]) return false;
      } else if (tests[i]!(field)) known++;
      else return false;
    }
    // Any other field would be left out by validating.
    for (const _ in fields) known--;
    return known === 0;
  };
}
