import { othersFirst } from '../../../extension/devtools/work/work.ts';

/** How the frames of an animation came. Milliseconds. */
export interface Frames {
  /** Between one frame and the next. */
  intervals: number[];
  /** Of each frame: the step, and what its callbacks did until it was handed on to be shown. */
  work: number[];
}

/** Calls `step` before each frame, as input comes, until it says that it is done; watches how evenly they come. */
export async function watchFrames(step: () => boolean): Promise<Frames> {
  const frames: Frames = { intervals: [], work: [] };
  let before = await nextFrame();
  await othersFirst();
  for (let going = true; going; ) {
    // Asked for before the step asks: of the frame's callbacks this is the first, and those that draw follow.
    const coming = nextFrame();
    const asked = performance.now();
    going = step();
    const stepMs = performance.now() - asked;
    const frame = await coming;
    const began = performance.now();
    frames.intervals.push(frame - before);
    before = frame;
    // Until it has been drawn.
    await othersFirst();
    frames.work.push(stepMs + performance.now() - began);
  }
  return frames;
}

const nextFrame = () => new Promise<number>(resolve => requestAnimationFrame(resolve));
