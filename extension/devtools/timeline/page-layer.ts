import type { FrameView, Segment } from '../../trace/view.ts';
import type { Ink } from '../theme/inks.ts';
import type { Plot } from './plot.ts';
import { runsOf } from './runs.ts';
import type { Sheet } from './sheet.ts';

/** The page hidden and the browser offline, behind all lanes: what happened then is to be judged by it. */
export function drawPage(
  sheet: Sheet,
  plot: Plot,
  { hidden, online }: FrameView,
  until: number,
  top: number,
  bottom: number,
): void {
  const shade = (segments: Segment<boolean>[], which: boolean, ink: Ink, rising: boolean) => {
    for (const { x1, x2, value } of runsOf(segments, plot, until, value => Number(value === which))) {
      if (value !== which) continue;
      const box = { x: x1, y: top, w: Math.max(1, x2 - x1), h: bottom - top };
      sheet.box({ ...box, fill: ink });
      if (rising && box.w > 5) sheet.hatch({ ...box, ink: 'line' });
    }
  };
  shade(hidden, true, 'hidden', false);
  shade(online, false, 'offline', true);
}
