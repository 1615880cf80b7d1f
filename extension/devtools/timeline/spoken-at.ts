import type { Range } from '../model/viewport.ts';
import { clock } from '../text/clock.ts';
import { measuredText } from './measure-layer.ts';
import type { Plot } from './plot.ts';
import type { Row } from './rows.ts';

/** Everything true at `t`, lane by lane, as it is read out. */
export function spokenAt(
  rows: readonly Row[],
  plot: Plot,
  t: number,
  until: number,
  measured: Range | null,
): string {
  const lanes = rows.flatMap(({ lane }) => {
    const said = lane.saysAt?.(t, until);
    return said ? [`${lane.label}: ${said.text}`] : [];
  });
  const distance = measured ? [`measured ${measuredText(measured)}`] : [];
  return [clock(t - plot.origin, 1), ...distance, ...lanes].join(', ');
}
