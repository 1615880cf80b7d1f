import type { Gap } from '../../trace/schema/trace.ts';
import { grouped } from './grouped.ts';

/** From here on seconds are read more easily than milliseconds. */
const secondsFrom = 10_000;

/** A measured duration: `5,113 ms`, from 10 s on `12.35 s`. */
export function duration(ms: number): string {
  return ms < secondsFrom ? `${grouped(ms)} ms` : `${seconds(ms, 2)} s`;
}

const decimals = [0, 1, 2, 3].map(
  digits => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

function seconds(ms: number, digits: 1 | 2 | 3): string {
  return decimals[digits]!.format(ms / 1000);
}

/** A duration that needs no exactness: `4 s`, `2 min 14 s`, `1 h 3 min`. */
export function roughly(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** How long a state lasted, which may be anything: exact while it is short, rough when it is long. */
export function lasting(ms: number): string {
  return ms < secondsFrom ? duration(Math.max(0, ms)) : roughly(ms);
}

/** A gap's best estimate, and how far the truth may lie from it. */
export interface Bracketed {
  value: string;
  /** `± 2` (which no line breaks) or `+18/−3`; in seconds when the value is. */
  tolerance: string;
}

type Measured = Pick<Gap, 'durationMs' | 'lowMs' | 'highMs'>;

export function bracketed({ durationMs, lowMs, highMs }: Measured): Bracketed {
  const plus = Math.max(0, highMs - durationMs);
  const minus = Math.max(0, durationMs - lowMs);
  if (durationMs < secondsFrom) {
    return {
      value: duration(durationMs),
      tolerance: signed(plus, minus, grouped),
    };
  }
  const digits = digitsFor(Math.max(plus, minus));
  return {
    value: `${seconds(durationMs, digits)} s`,
    tolerance: signed(plus, minus, ms => seconds(ms, digits)),
  };
}

/** As many decimals of a second as the tolerance leaves meaningful. */
function digitsFor(toleranceMs: number): 1 | 2 | 3 {
  if (toleranceMs < 10) return 3;
  return toleranceMs < 100 ? 2 : 1;
}

function signed(plus: number, minus: number, format: (ms: number) => string): string {
  const [above, below] = [format(plus), format(minus)];
  const larger = Math.max(plus, minus);
  // One figure says it as well when the sides hardly differ; the larger keeps the truth inside.
  if (above === below || Math.abs(plus - minus) < larger * 0.15) return `±\u00a0${format(larger)}`;
  if (minus === 0) return `+${above}`;
  return `+${above}/−${below}`;
}

/** `5,113 ms ± 2` */
export function bracketText(gap: Measured): string {
  const { value, tolerance } = bracketed(gap);
  return `${value} ${tolerance}`;
}
