import { diffArrays } from 'diff';

export interface DiffLine {
  /** `fold`: stands for `count` lines that are alike. */
  kind: 'same' | 'removed' | 'added' | 'fold';
  text: string;
  count?: number;
}

/** Lines that are alike next to a change, for orientation. */
const context = 2;
/** Beyond so many changes they are two different texts, and comparing them would take long. */
const mostChanges = 2_000;

const linesOf = (text: string) => text.split(/\r\n|\n|\r/).filter(line => line !== '');

/** What is to be removed from `before` and added to it to get `after`; `null` when hardly anything is alike. */
export function lineDiff(before: string, after: string): DiffLine[] | null {
  const changes = diffArrays(linesOf(before), linesOf(after), { maxEditLength: mostChanges });
  if (!changes) return null;
  const lines: DiffLine[] = [];
  changes.forEach(({ value, added, removed }, i) => {
    if (added || removed) {
      lines.push(...value.map((text): DiffLine => ({ kind: added ? 'added' : 'removed', text })));
    } else lines.push(...folded(value, i > 0, i < changes.length - 1));
  });
  return lines;
}

function folded(alike: string[], changeBefore: boolean, changeAfter: boolean): DiffLine[] {
  const head = changeBefore ? context : 0;
  const tail = changeAfter ? context : 0;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  const hidden = alike.length - head - tail;
  // A fold of one line would take as much room as the line.
  if (hidden < 2) return alike.map(same);
  return [
    ...alike.slice(0, head).map(same),
    { kind: 'fold', text: '', count: hidden },
    ...alike.slice(alike.length - tail).map(same),
  ];
}
