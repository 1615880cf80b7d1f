import type { Restart } from '../../trace/schema/trace.ts';
import { duration } from '../text/duration.ts';
import { causeWords, outcomeWords, triggerWords } from '../text/words.ts';
import type { Ink } from '../theme/inks.ts';
import { span } from './lanes/lane.ts';
import type { Plot } from './plot.ts';
import type { Sheet } from './sheet.ts';
import type { VisibleRestart } from './visible-restarts.ts';

const leastPixels = 3;

/** Two shades behind the lanes: waiting (the path is dead, nobody has acted) and the restart at work. */
export function drawBands(sheet: Sheet, plot: Plot, restarts: VisibleRestart[], top: number, bottom: number) {
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const { restart, range, workEnd } of restarts) {
    // Of those too narrow to be told apart, one stands for all.
    if (plot.x(workEnd) < drawnTo + leastPixels) continue;
    drawnTo = plot.x(workEnd);
    band(sheet, plot, range.from, restart.requestedAt, 'waiting', top, bottom);
    band(sheet, plot, restart.requestedAt, workEnd, 'working', top, bottom);
  }
}

/** The path is dead now, and nobody is doing anything about it. */
export function drawWaiting(
  sheet: Sheet,
  plot: Plot,
  since: number | null,
  until: number,
  top: number,
  bottom: number,
): void {
  if (since !== null) band(sheet, plot, since, until, 'waiting', top, bottom);
}

function band(sheet: Sheet, plot: Plot, from: number, to: number, ink: Ink, top: number, bottom: number) {
  const [x1, x2] = [plot.clampedX(from), plot.clampedX(to)];
  if (x2 > x1) sheet.box({ x: x1, y: top, w: x2 - x1, h: bottom - top, fill: ink });
}

export const flagHeight = 18;
const padding = 7;
/** Narrower than any text with its padding. */
const leastFlag = 18;

export interface Flag {
  visible: VisibleRestart;
  x: number;
  w: number;
  text: string;
}

/**
 * From each flag that says something down through the lanes, behind them: what they say must stay legible. So many
 * flags that they have no room would make a fence that hides what is behind it.
 */
export function drawPoles(
  sheet: Sheet,
  plot: Plot,
  flags: Flag[],
  selectedId: string | null,
  top: number,
  bottom: number,
) {
  for (const {
    visible: { restart },
    text,
  } of flags) {
    const x = plot.x(restart.requestedAt);
    if (text === '' || x < plot.left || x > plot.right) continue;
    sheet.vertical(Math.round(x) + 0.5, top, bottom, inkOf(restart), { dashed: restart.id !== selectedId });
  }
}

/** What went wrong is drawn as a gap is, whatever it cost. */
export function inkOf({ outcome }: Restart): Ink {
  return outcome === 'failed' || outcome === 'ignored' ? 'gap' : 'accent';
}

/** A flag where each restart was asked for; what does not fit is shortened, then left out. */
export function drawFlags(
  sheet: Sheet,
  plot: Plot,
  flags: Flag[],
  selectedId: string | null,
  top: number,
): void {
  for (const flag of flags) {
    const selected = flag.visible.restart.id === selectedId;
    drawFlag(sheet, plot, flag, selected, top);
  }
}

/** Flags from left to right, the selected one last: it is drawn over its neighbours and never shortened. */
export function placeFlags(
  sheet: Sheet,
  plot: Plot,
  restarts: VisibleRestart[],
  selectedId: string | null,
): Flag[] {
  const shown = restarts.filter(({ restart, workEnd }) => {
    return workEnd >= plot.range.from && restart.requestedAt <= plot.range.to;
  });
  const flags: Flag[] = [];
  let selected: Flag | null = null;
  let drawnTo = Number.NEGATIVE_INFINITY;
  shown.forEach((visible, i) => {
    const x = plot.clampedX(visible.restart.requestedAt);
    const next = shown[i + 1];
    const room = (next ? plot.clampedX(next.restart.requestedAt) : plot.right) - x - 2;
    if (visible.restart.id === selectedId) {
      selected = placeFlag(sheet, plot, visible, x, plot.right - x, true);
    } else if (x >= drawnTo) {
      flags.push(placeFlag(sheet, plot, visible, x, room));
      drawnTo = x + 3;
    }
  });
  return selected ? [...flags, selected] : flags;
}

function placeFlag(
  sheet: Sheet,
  plot: Plot,
  visible: VisibleRestart,
  x: number,
  room: number,
  bold = false,
): Flag {
  const bare = { visible, x, w: 5, text: '' };
  if (!bold && room < leastFlag && x + room < plot.right - 4) return bare;
  for (const text of flagTexts(visible)) {
    const w = sheet.width(text, { bold }) + 2 * padding;
    if (w <= room) return { visible, x, w, text };
  }
  // At the right edge a flag may hang to the left of its pole.
  const [text] = flagTexts(visible);
  const w = sheet.width(text!, { bold }) + 2 * padding;
  if (x + room >= plot.right - 4 && x - w >= plot.left) return { visible, x: x - w, w, text: text! };
  return bare;
}

function flagTexts({ restart, number }: VisibleRestart): string[] {
  const name = `Restart ${number}`;
  return [`${name} · ${result(restart)}`, name, String(number)];
}

function result(restart: VisibleRestart['restart']): string {
  if (restart.outcome === 'completed' && restart.settledAt !== null) {
    return duration(restart.settledAt - restart.requestedAt);
  }
  return restart.outcome === 'ignored' ? 'ignored' : outcomeWords[restart.outcome];
}

function drawFlag(sheet: Sheet, plot: Plot, flag: Flag, selected: boolean, top: number) {
  const { restart, number, workEnd } = flag.visible;
  const ink = inkOf(restart);
  const box = { x: flag.x, y: top, w: flag.w, h: flagHeight };
  if (selected) sheet.box({ ...box, fill: ink });
  else sheet.box({ ...box, fill: 'ground', stroke: ink });
  sheet.text({
    x: flag.x + padding,
    y: top + flagHeight / 2,
    text: flag.text,
    ink: selected ? 'on-accent' : ink === 'gap' ? 'gap-text' : ink,
    bold: selected,
  });
  const hint = () =>
    `Restart ${number}: ${outcomeWords[restart.outcome]} · asked for by ${triggerWords[restart.trigger]} · cause: ${causeWords[restart.cause]} · ${span(plot, restart.requestedAt, workEnd)}`;
  sheet.target({ ...box, w: Math.max(box.w, 8), hint, restartId: restart.id });
}
