import type { Segment } from '../../../trace/view.ts';
import type { Range } from '../../model/viewport.ts';

/** What is left of segments where none of the ranges lies. Both lists are in order and short. */
export function subtract<T>(segments: Segment<T>[], ranges: Range[], until: number): Segment<T>[] {
  let rest = segments;
  for (const range of ranges) {
    rest = rest.flatMap(segment => {
      const end = segment.to ?? until;
      if (end <= range.from || segment.from >= range.to) return [segment];
      return [
        { ...segment, to: range.from },
        { ...segment, from: range.to, to: end },
      ].filter(part => part.to > part.from);
    });
  }
  return rest;
}
