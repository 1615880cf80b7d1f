import { othersFirst } from '../../../extension/devtools/work/work.ts';

/** How the frames of an animation came. Milliseconds. */
export interface Frames {
  /** Between one frame and the next. */
  intervals: number[];
  /** Of each frame, from its callbacks until it was handed on to be shown. */
  work: number[];
}

/** Calls `step` once a frame until it says that it is done; watches how evenly the frames come. */
export async function watchFrames(step: () => boolean): Promise<Frames> {
  const frames: Frames = { intervals: [], work: [] };
  let before = await nextFrame();
  for (let going = true; going; ) {
    const frame = await nextFrame();
    const began = performance.now();
    frames.intervals.push(frame - before);
    before = frame;
    going = step();
    // Until the frame under way has been drawn.
    await othersFirst();
    frames.work.push(performance.now() - began);
  }
  return frames;
}

const nextFrame = () => new Promise<number>(resolve => requestAnimationFrame(resolve));
