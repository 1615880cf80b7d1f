import { othersFirst } from '../../../extension/devtools/work/work.ts';

/** How the frames of an animation came. Milliseconds. */
export interface Frames {
  /** Between one frame and the next. */
  intervals: number[];
  /** Of each frame: what its callbacks did, drawing among it, until it was handed on to be shown. */
  work: number[];
}

/** Calls `step` once a frame until it says that it is done; watches how evenly the frames come. */
export async function watchFrames(step: () => boolean): Promise<Frames> {
  const frames: Frames = { intervals: [], work: [] };
  let before = await nextFrame();
  let coming = nextFrame();
  for (let going = true; going; ) {
    const frame = await coming;
    const began = performance.now();
    // Asked for before anybody else can: of the next frame's callbacks this one is the first.
    coming = nextFrame();
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
