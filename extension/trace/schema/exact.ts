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
  if (node.pipe) return testOfPipe(node.pipe);
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
    case 'nullable':
      return orNull(testOf(node.wrapped!));
    case 'optional':
      return testOf(node.wrapped!);
    case 'array':
      return arrayOf(testOf(node.item!), Number.POSITIVE_INFINITY);
    case 'object':
      return objectOf(node.entries!);
    default:
      return lookCloser;
  }
}

/** A kind that is not known here is for the validator to judge. */
const lookCloser: Exact = () => false;

const actionsOf: Record<string, string[]> = {
  number: ['finite', 'integer', 'min_value'],
  string: ['min_length', 'max_length'],
  array: ['max_length'],
};

/** A value and what it is bounded by, in one test: nearly all of a reading are such numbers. */
function testOfPipe([value, ...actions]: Node[]): Exact {
  if (!allKnown(value!, actions)) return lookCloser;
  if (value!.type === 'number') {
    const bounds = boundsOf(actions);
    return number => keeps(number as number, bounds);
  }
  const bound = (type: string, otherwise: number) => requirementOf(actions, type) ?? otherwise;
  const [shortest, longest] = [bound('min_length', 0), bound('max_length', Number.POSITIVE_INFINITY)];
  if (value!.type === 'array') return arrayOf(testOf(value!.item!), longest);
  return text => typeof text === 'string' && text.length >= shortest && text.length <= longest;
}

function allKnown(value: Node, actions: Node[]): boolean {
  const known = actionsOf[value.type];
  return known !== undefined && actions.every(({ type }) => known.includes(type));
}

const requirementOf = (actions: Node[], type: string) =>
  actions.find(action => action.type === type)?.requirement;

/** What a number must be, beside finite. */
interface Bounds {
  least: number;
  whole: boolean;
}

function boundsOf(actions: Node[]): Bounds {
  const least = requirementOf(actions, 'min_value') ?? Number.NEGATIVE_INFINITY;
  return { least, whole: actions.some(({ type }) => type === 'integer') };
}

/** Whether a number is finite and within its bounds; nothing else is. */
export function keeps(number: number, { least, whole }: Bounds): boolean {
  return Number.isFinite(number) && number >= least && (!whole || Number.isInteger(number));
}

/** No number keeps them: of what is not known here the validator judges. */
const unmeetable: Bounds = { least: Number.POSITIVE_INFINITY, whole: false };

const orNull =
  (test: Exact): Exact =>
  value =>
    value === null || test(value);

function arrayOf(test: Exact, longest: number): Exact {
  return value => {
    if (!Array.isArray(value) || value.length > longest) return false;
    for (let i = 0; i < value.length; i++) if (!test(value[i])) return false;
    return true;
  };
}

function objectOf(entries: Record<string, Node>): Exact {
  const tests = new Map(Object.entries(entries).map(([key, node]) => [key, testOf(node)]));
  const required = Object.keys(entries).filter(key => entries[key]!.type !== 'optional');
  /** The fields of the last object, in their order: the next one has the same, as a rule. */
  let keys: string[] | null = null;
  let inOrder: Exact[] = [];

  function learn(fields: Record<string, unknown>): boolean {
    const found = Object.keys(fields);
    if (!required.every(key => found.includes(key)) || !found.every(key => tests.has(key))) return false;
    keys = found;
    inOrder = found.map(key => tests.get(key)!);
    return inOrder.every((test, i) => test(fields[found[i]!]));
  }

  return value => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Record<string, unknown>;
    let i = 0;
    for (const key in fields) {
      if (key !== keys?.[i]) return learn(fields);
      if (!inOrder[i]!(fields[key])) return false;
      i++;
    }
    return i === keys?.length || learn(fields);
  };
}

/** A number somewhere in a value, and what its schema asks of it. */
export interface NumberPlace extends Bounds {
  holder: Record<string, unknown>;
  key: string;
}

/** Every number in a value that holds to the schema to the letter, in its order. */
export function numbersIn(schema: v.GenericSchema, value: unknown): NumberPlace[] {
  const places: NumberPlace[] = [];
  collectNumbers(schema as unknown as Node, value as Record<string, unknown>, places);
  return places;
}

/** Of an array the keys are its indices. */
function collectNumbers(node: Node, holder: Record<string, unknown>, places: NumberPlace[]): void {
  const parts = partsOf(node);
  for (const key of Object.keys(holder)) {
    const value = holder[key];
    if (typeof value === 'number') places.push({ holder, key, ...parts(key).bounds });
    if (typeof value === 'object' && value !== null)
      collectNumbers(parts(key).node, value as Record<string, unknown>, places);
  }
}

/** What is under a key: the schema of a value that is there, and its bounds if it is a number. */
interface Part {
  node: Node;
  bounds: Bounds;
}

type Parts = (key: string) => Part;

/** Asked for each part of thousands of readings. */
const partsKnown = new Map<Node, Parts>();

function partsOf(node: Node): Parts {
  let parts = partsKnown.get(node);
  if (!parts) {
    const ofKey = new Map(Object.entries(node.entries ?? {}).map(([key, child]) => [key, partOf(child)]));
    const ofAny = node.item && partOf(node.item);
    parts = key => ofAny ?? ofKey.get(key)!;
    partsKnown.set(node, parts);
  }
  return parts;
}

function partOf(node: Node): Part {
  if (node.wrapped) return partOf(node.wrapped);
  const [value, ...actions] = node.pipe ?? [node];
  const known = value!.type === 'number' && allKnown(value!, actions);
  return { node, bounds: known ? boundsOf(actions) : unmeetable };
}
