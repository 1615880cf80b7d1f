import type { Lane } from './lanes/lane.ts';

/** A lane and where it stands, counted from the top of everything, scrolled or not. */
export interface Row {
  lane: Lane;
  top: number;
  height: number;
  /** Of the part that carries the label. */
  labelHeight: number;
  folded: boolean;
}

export const labelLineHeight = 16;
const foldedHeight = 18;

/** One under the other; where it is `narrow` labels stand above their lanes. */
export function placeRows(lanes: Lane[], first: number, narrow: boolean, folded: ReadonlySet<string>): Row[] {
  let top = first;
  return lanes.map(lane => {
    const isFolded = folded.has(lane.foldId ?? lane.id);
    const height = isFolded ? foldedHeight : lane.height + (narrow ? labelLineHeight : 0);
    const labelHeight = narrow ? Math.min(height, labelLineHeight) : height;
    const row = { lane, top, height, labelHeight, folded: isFolded };
    top += height;
    return row;
  });
}

/** Whether two layouts place the same rows: then nobody needs to draw their buttons anew. */
export function sameRows(a: readonly Row[], b: readonly Row[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ lane, top, height, folded }, i) => {
      const other = b[i]!;
      return (
        lane.id === other.lane.id &&
        top === other.top &&
        height === other.height &&
        folded === other.folded &&
        lane.detail === other.lane.detail
      );
    })
  );
}
