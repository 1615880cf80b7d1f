import type { ConnectionView, TraceView } from '../../trace/view.ts';
import type { Range } from '../model/viewport.ts';
import type { Inks } from '../theme/inks.ts';
import { layoutTimeline, type TimelineInput } from '../timeline/layout.ts';
import { Painter } from '../timeline/paint.ts';
import type { Measure, Output, Shape } from '../timeline/shapes.ts';
import { gathered } from '../timeline/sheet.ts';
import type { Work } from '../work/work.ts';

/** A timeline laid out for a picture: all of its lanes, none scrolled away. */
export interface Picture {
  shapes: Shape[];
  width: number;
  height: number;
}

export interface PictureInput {
  view: TraceView;
  connection: ConnectionView;
  range: Range;
  restartId: string | null;
  measure: Measure;
}

const pictureWidth = 1200;

export function pictureOf({ view, connection, range, restartId, measure }: PictureInput): Picture {
  const draw = (height: number, output: Output) => {
    const input: TimelineInput = {
      connection,
      frame: view.frames.get(connection.frameId) ?? null,
      selectedRestartId: restartId,
      range,
      origin: view.from ?? 0,
      until: connection.closedAt ?? view.to ?? 0,
      size: { width: pictureWidth, height },
      scrollTop: 0,
      measure,
    };
    return layoutTimeline(input, output);
  };
  const height = Math.ceil(draw(0, { paint: () => {}, target: () => {} }).contentHeight);
  const { shapes } = gathered(output => draw(height, output));
  return { shapes, width: pictureWidth, height };
}

/** The picture as a PNG, in twice the pixels. */
export async function pngOf({ shapes, width, height }: Picture, inks: Inks, work: Work): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser gives no 2d canvas');
  context.scale(2, 2);
  context.fillStyle = inks.colours.ground;
  context.fillRect(0, 0, width, height);
  const painter = new Painter(context, inks);
  await work.each('Drawing', shapes, shape => painter.paint(shape), shapes.length);
  const blob = await work.wait('Writing', new Promise<Blob | null>(resolve => canvas.toBlob(resolve)));
  if (!blob) throw new Error('The picture is too large for this browser.');
  return blob;
}
