import type { Work } from '../work/work.ts';

const partLength = 1 << 20;

/**
 * JSON of an object with one long list in it, which is empty in `value`. It is written item by item: as one string,
 * it would freeze the page, and might be longer than a browser allows.
 */
export async function jsonFile<T extends object>(
  value: T,
  key: keyof T & string,
  items: Iterable<unknown>,
  work: Work,
  total?: number,
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
      part += separator + JSON.stringify(item);
      separator = ',';
      if (part.length < partLength) return;
      parts.push(part);
      part = '';
    },
    total,
  );
  return new Blob([...parts, part, around.slice(at)], { type: 'application/json' });
}
