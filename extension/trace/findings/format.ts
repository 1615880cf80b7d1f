const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A duration for people: milliseconds below 10 s, seconds above. */
export function formatMs(ms: number): string {
  return Math.abs(ms) < 10_000 ? `${grouped.format(ms)} ms` : `${seconds.format(ms / 1000)} s`;
}
