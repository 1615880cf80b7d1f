import type { Work } from '../work/work.ts';

const partLength = 1 << 20;

interface JsonFileOptions<Item> {
  /** How many items there are. */
  total?: number;
  /** The JSON of an item, when it is not simply its own. */
  textOf?(item: Item): string;
}

/**
 * JSON of an object with one long list in it, which is empty in `value`. It is written item by item: as one string,
 * it would freeze the page, and might be longer than a browser allows.
 */
export async function jsonFile<T extends object, Item>(
  value: T,
  key: keyof T & string,
  items: Iterable<Item>,
  work: Work,
  { total, textOf = JSON.stringify }: JsonFileOptions<Item> = {},
): Promise<Blob> {
  const empty = `${JSON.stringify(key)}:[]`;
  const around = JSON.stringify({ ...value, [key]: [] });
  const at = around.indexOf(empty) + empty.length - 1;
  const parts: string[] = [];
  let part = around.slice(0, at);
  let separator = '';
  await work.each(
    'Writing',
    items,
    item => {
      part += separator + textOf(item);
      separator = ',';
      if (part.length < partLength) return;
      parts.push(part);
      part = '';
    },
    total,
  );
  return new Blob([...parts, part, around.slice(at)], { type: 'application/json' });
}
