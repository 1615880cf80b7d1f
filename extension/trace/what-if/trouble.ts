import type { ConnectionView, Segment } from '../view.ts';

export interface Trouble {
  /** Stretches in which ICE or the connection said `disconnected`, in order of time. */
  disconnected: { from: number; to: number | null }[];
  /** When either said `failed`, in order of time. */
  failed: number[];
}

/**
 * What the two states that an application listens to said of trouble. They are told at about the same time, but
 * Chromium may tell of `failed` by one of them only.
 */
export function troubleOf({ ice, connection }: Pick<ConnectionView, 'ice' | 'connection'>): Trouble {
  const both = [...ice, ...connection].sort((a, b) => a.from - b.from);
  return {
    disconnected: united(both.filter(({ value }) => value === 'disconnected')),
    failed: both.filter(({ value }) => value === 'failed').map(({ from }) => from),
  };
}

function united(segments: Segment<string>[]): { from: number; to: number | null }[] {
  const result: { from: number; to: number | null }[] = [];
  for (const { from, to } of segments) {
    const last = result.at(-1);
    if (!last || (last.to !== null && last.to < from)) result.push({ from, to });
    else if (last.to !== null) last.to = to === null ? null : Math.max(last.to, to);
  }
  return result;
}
