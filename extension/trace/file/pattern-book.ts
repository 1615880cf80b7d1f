import type * as v from 'valibot';
import { EventPattern } from './event-pattern.ts';

/** More kinds of readings than this do not alternate. */
const mostPatterns = 32;
/** So many events in a row may teach something that no other is like; then nothing more is learned. */
const patience = 200;

/** The patterns of readings that a file was found to hold, the newest first. */
export class PatternBook<T> {
  readonly #schema: v.GenericSchema;
  #patterns: EventPattern<T>[] = [];
  #vain = 0;

  constructor(schema: v.GenericSchema) {
    this.#schema = schema;
  }

  /** The pattern that the event at `from` is like; its `end` says where that ends. */
  find(bytes: Uint8Array, view: DataView, from: number): EventPattern<T> | null {
    const patterns = this.#patterns;
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i]!;
      if (!pattern.match(bytes, view, from)) continue;
      this.#vain = 0;
      // What came last is tried first.
      for (let j = i; j > 0; j--) patterns[j] = patterns[j - 1]!;
      patterns[0] = pattern;
      return pattern;
    }
    return null;
  }

  learn(text: string, event: T): void {
    if (this.#vain > patience) return;
    this.#vain++;
    const pattern = EventPattern.of(text, event, this.#schema);
    if (pattern) this.#patterns = [pattern, ...this.#patterns.slice(0, mostPatterns - 1)];
  }
}
