import type { Restart } from '../../trace/schema/trace.ts';
import { mediaGapsOf } from '../model/restart-gaps.ts';
import type { Range } from '../model/viewport.ts';
import type { Plot } from './plot.ts';
import type { Sheet } from './sheet.ts';
import type { VisibleRestart } from './visible-restarts.ts';

/** What begins closer together could not be told apart. */
export const apart = 3;
/** What is lower could not be seen. */
const leastHeight = 3;

/** From where to where the strip is drawn on, in height. */
export interface Band {
  y: number;
  h: number;
}

/** When media was lost: around each restart, and in breaks that ended without one. In order. */
export function silencesOf(restarts: VisibleRestart[], breaks: readonly Range[]): Range[] {
  const silences: Range[] = [...breaks];
  for (const { restart } of restarts) {
    const lost = lostIn(restart);
    if (lost.length === 0) continue;
    const from = Math.min(...lost.map(gap => gap.from));
    silences.push({ from, to: Math.max(...lost.map(gap => gap.to)) });
  }
  return silences.sort((a, b) => a.from - b.from);
}

export const lostIn = (restart: Restart) => mediaGapsOf(restart).filter(gap => gap.durationMs > 0);

/**
 * A silence as a red block. Where they are too close for one each, columns are as high as the part of their time that
 * was silent: a call of days with a thousand short gaps was not silent throughout.
 */
export function drawSilences(sheet: Sheet, plot: Plot, silences: Range[], band: Band): void {
  const crowd = new Map<number, number>();
  silences.forEach(({ from, to }, i) => {
    const x = plot.x(from);
    if (isCrowded(silences, i, apart * plot.msPerPixel)) {
      const column = Math.floor(x / apart);
      crowd.set(column, (crowd.get(column) ?? 0) + to - from);
    } else sheet.box({ x, ...band, w: Math.max(2, plot.x(to) - x), fill: 'gap' });
  });
  for (const [column, silentMs] of crowd) {
    const share = Math.min(1, silentMs / (apart * plot.msPerPixel));
    const h = Math.max(leastHeight, share * band.h);
    sheet.box({ x: column * apart, y: band.y + band.h - h, w: apart, h, fill: 'gap' });
  }
}

/** Whether a silence is short, and one of its neighbours begins so close that they would touch. */
function isCrowded(silences: Range[], i: number, apartMs: number): boolean {
  const silence = silences[i]!;
  const close = (one?: Range, next?: Range) => one && next && next.from - one.from < apartMs;
  if (silence.to - silence.from >= apartMs) return false;
  return Boolean(close(silences[i - 1], silence) || close(silence, silences[i + 1]));
}
