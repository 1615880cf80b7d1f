import { bisector } from 'd3-array';
import { parseJson } from '../trace/file/json.ts';
import type { TraceEvent } from '../trace/schema/events.ts';
import type { RecordedBatch } from './recording.ts';

/** Events of one frame that follow one another, as a JSON array. */
type Run = Pick<RecordedBatch, 'frameId' | 'from' | 'to' | 'json'>;

/**
 * Merges what frames told into one order: by time, within a frame by sequence. Batches are handed on as they are;
 * only where those of several frames overlap they are taken apart.
 */
export async function* inTime(frames: AsyncIterator<Run>[]): AsyncGenerator<string> {
  const opened = await Promise.all(frames.map(Upcoming.of));
  const queue = opened.filter(each => each !== null).sort((a, b) => byTime(a, b.run));
  for (let frame = queue.shift(); frame; frame = queue.shift()) {
    frame.takeApart(queue[0]?.run.from ?? Number.POSITIVE_INFINITY);
    yield frame.run.json;
    if (await frame.advance()) queue.splice(bisectRight(queue, frame.run), 0, frame);
  }
}

/** What one frame tells next. */
class Upcoming {
  run: Run;
  #parts: Run[] = [];
  readonly #rest: AsyncIterator<Run>;

  private constructor(run: Run, rest: AsyncIterator<Run>) {
    this.run = run;
    this.#rest = rest;
  }

  /** `null` where a frame tells nothing. */
  static async of(runs: AsyncIterator<Run>): Promise<Upcoming | null> {
    const first = await runs.next();
    return first.done ? null : new Upcoming(first.value, runs);
  }

  /** Takes a run that reaches beyond `before` event by event. */
  takeApart(before: number): void {
    const { frameId, from, to, json } = this.run;
    if (to <= before || from === to) return;
    const events = parseJson(json) as TraceEvent[];
    const [first, ...rest] = events.map(event => {
      return { frameId, from: event.t, to: event.t, json: JSON.stringify([event]) };
    });
    if (!first) return;
    this.run = first;
    this.#parts = rest.reverse();
  }

  /** Goes on to the next run; whether there is one. */
  async advance(): Promise<boolean> {
    const next = this.#parts.pop() ?? (await this.#rest.next()).value;
    if (next) this.run = next;
    return next !== undefined;
  }
}

const byTime = ({ run }: Upcoming, other: Run) =>
  run.from - other.from || (run.frameId < other.frameId ? -1 : 1);

const bisectRight = bisector(byTime).right;
