/**
 * A point of the time axis, counted from the trace's start: `38.0 s`, from a minute on `1:38.0`.
 * `stepMs` is how far apart the points are; it decides the decimals. `minutes` shows them even when there are
 * none, for a point that stands in a row with later ones.
 */
export function clock(ms: number, stepMs: number, minutes = false): string {
  const digits = decimals(stepMs);
  // Rounded first, so that 59.96 does not become "0:60.0".
  const unit = 10 ** digits;
  const total = Math.round((Math.abs(ms) / 1000) * unit) / unit;
  const sign = ms < 0 && total > 0 ? '−' : '';
  if (total < 60 && !minutes) return `${sign}${total.toFixed(digits)} s`;
  const s = (total % 60).toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0');
  const m = Math.floor(total / 60);
  if (m < 60) return `${sign}${m}:${s}`;
  return `${sign}${Math.floor(m / 60)}:${String(m % 60).padStart(2, '0')}:${s}`;
}

function decimals(stepMs: number): number {
  if (stepMs >= 1000) return 0;
  if (stepMs >= 100) return 1;
  return stepMs >= 10 ? 2 : 3;
}
