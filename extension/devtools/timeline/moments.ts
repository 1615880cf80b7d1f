import type { ConnectionView, FrameView, Mark, Segment } from '../../trace/view.ts';

/** Times in order, read where they stand: a long trace has too many to gather them. */
interface Times {
  length: number;
  at(index: number): number;
}

function timesOf<T>(list: readonly T[], time: (entry: T) => number): Times {
  return { length: list.length, at: index => time(list[index]!) };
}

/** What has moments. */
export interface Seen {
  connection: ConnectionView;
  frame: FrameView | null;
  marks: readonly Mark[];
}

/** Every kind of moment that one may want to stand on exactly. */
function momentsOf({ connection, frame, marks }: Seen): Times[] {
  const { signaling, ice, connection: states, generations, paths } = connection;
  const segments: Segment<unknown>[][] = [signaling, ice, states, generations, paths];
  if (frame) segments.push(frame.hidden, frame.online, frame.network);
  return [
    ...segments.map(list => timesOf(list, ({ from }) => from)),
    timesOf(marks, ({ t }) => t),
    timesOf(connection.descriptions, ({ t }) => t),
    timesOf(connection.candidates, ({ t }) => t),
    timesOf(connection.restarts, ({ requestedAt }) => requestedAt),
    ...connection.streams.flatMap(({ gaps }) => [
      timesOf(gaps, ({ from }) => from),
      timesOf(gaps, ({ to }) => to),
    ]),
  ];
}

/** How many of the times come before `t`. */
function countBefore(times: Times, t: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times.at(middle) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The event nearest to `t`, at most `withinMs` away; else `t` itself. */
export function snapped(seen: Seen, t: number, withinMs: number): number {
  let [nearest, distance] = [t, withinMs];
  for (const times of momentsOf(seen)) {
    const after = countBefore(times, t);
    for (const index of [after - 1, after]) {
      if (index < 0 || index >= times.length) continue;
      const away = Math.abs(times.at(index) - t);
      if (away <= distance) [nearest, distance] = [times.at(index), away];
    }
  }
  return nearest;
}

/** Events closer than this are one to who steps from event to event. */
const sameMs = 0.5;

/** The next event after `t`, or the one before it; `null` where there is none. */
export function neighbour(seen: Seen, t: number, direction: 1 | -1): number | null {
  let found: number | null = null;
  for (const times of momentsOf(seen)) {
    const index = direction > 0 ? countBefore(times, t + sameMs) : countBefore(times, t - sameMs) - 1;
    if (index < 0 || index >= times.length) continue;
    const moment = times.at(index);
    if (found === null || (moment - found) * direction < 0) found = moment;
  }
  return found;
}
