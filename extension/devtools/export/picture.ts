import type { ConnectionView, TraceView } from '../../trace/view.ts';
import type { Range } from '../model/viewport.ts';
import type { Inks } from '../theme/inks.ts';
import { layoutTimeline } from '../timeline/layout.ts';
import { measureOn, paint } from '../timeline/paint.ts';
import type { Measure, Shape } from '../timeline/shapes.ts';

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
  const layout = (height: number) =>
    layoutTimeline({
      connection,
      frame: view.frames.get(connection.frameId) ?? null,
      selectedRestartId: restartId,
      range,
      origin: view.from ?? 0,
      until: connection.closedAt ?? view.to ?? 0,
      size: { width: pictureWidth, height },
      scrollTop: 0,
      measure,
    });
  const height = Math.ceil(layout(0).contentHeight);
  return { shapes: layout(height).shapes, width: pictureWidth, height };
}

/** How wide texts are when they are drawn in these inks. */
export function measureIn(inks: Inks): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('This browser gives no 2d canvas');
  return measureOn(context, inks);
}

/** The picture as a PNG, in twice the pixels. */
export function pngOf({ shapes, width, height }: Picture, inks: Inks): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser gives no 2d canvas');
  context.scale(2, 2);
  context.fillStyle = inks.colours.ground;
  context.fillRect(0, 0, width, height);
  paint(context, shapes, inks);
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob =>
      blob ? resolve(blob) : reject(new Error('The picture is too large for this browser.')),
    ),
  );
}
