/** The value in the middle; of an even number, the mean of the two in the middle. `null` of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The smallest value that at least `percent` per cent do not exceed (nearest rank). `null` of nothing. */
export function percentile(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] as number;
}

/** What share, from 0 to 1, fulfils the condition. `null` of nothing. */
export function share<T>(items: readonly T[], fulfils: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(fulfils).length / items.length;
}
