import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './round.ts';

/** The measurements of the runs so far, in artifacts/bench-overhead, by the size of the call. */
export class Kept {
  readonly #file: string;

  constructor(connections: number) {
    this.#file = fileURLToPath(
      new URL(`../../artifacts/bench-overhead/${connections}-connections.json`, import.meta.url),
    );
  }

  read(): Measurement[] {
    return existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Measurement[]) : [];
  }

  write(measurements: Measurement[]): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(measurements));
  }
}
