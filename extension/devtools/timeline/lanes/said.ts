import { bisector } from 'd3-array';
import type { Segment } from '../../../trace/view.ts';

/** What holds in a lane at one moment, in few words. */
export interface Said {
  text: string;
  /** It is what one looks for when something went wrong. */
  bad?: boolean;
}

const byStart = bisector((segment: Segment<unknown>) => segment.from);

/** What a list of segments says at `t`; `undefined` before the first and after the last. */
export function valueAt<T>(segments: Segment<T>[], t: number): T | undefined {
  const segment = segments[byStart.right(segments, t) - 1];
  return segment && (segment.to === null || t <= segment.to) ? segment.value : undefined;
}

export function sayingAt<T>(segments: Segment<T>[], t: number, say: (value: T) => Said): Said | null {
  const value = valueAt(segments, t);
  return value === undefined ? null : say(value);
}
