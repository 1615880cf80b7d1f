import * as v from 'valibot';
import { announceChange } from './changes.ts';
import { type Database, openDatabase } from './database.ts';

export const limitKey = 'limitBytes';
const defaultLimitBytes = 1_000_000_000;
export const leastLimitBytes = 10_000_000;

const limit = v.fallback(v.pipe(v.number(), v.minValue(leastLimitBytes)), defaultLimitBytes);

/** The limit as it was stored; the default where none was set. */
export function readLimit(stored: unknown): number {
  return v.parse(limit, stored);
}

/** What a person has set. */
export class Settings {
  readonly #database: Promise<Database>;

  constructor(database: Promise<Database> = openDatabase()) {
    this.#database = database;
  }

  /** What may be kept in all. */
  async limitBytes(): Promise<number> {
    return readLimit(await (await this.#database).get('settings', limitKey));
  }

  async setLimitBytes(bytes: number): Promise<void> {
    await (await this.#database).put('settings', Math.max(leastLimitBytes, Math.round(bytes)), limitKey);
    announceChange();
  }

  /** Whether every tab of this site is recorded from its first connection on. */
  async recordsSite(origin: string): Promise<boolean> {
    return (await (await this.#database).get('settings', siteKey(origin))) === true;
  }

  async setRecordsSite(origin: string, on: boolean): Promise<void> {
    const database = await this.#database;
    if (on) await database.put('settings', true, siteKey(origin));
    else await database.delete('settings', siteKey(origin));
    announceChange();
  }
}

function siteKey(origin: string): string {
  return `record/${origin}`;
}
