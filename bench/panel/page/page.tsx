/** The panel in a page of the extension, at the command of the benchmark, which calls `window.bench`. */
import { render } from 'preact';
import { App } from '../../../extension/devtools/app.tsx';
import { Desk } from '../../../extension/devtools/desk/desk.ts';
import type { PanelModel } from '../../../extension/devtools/model/panel-model.ts';
import type { TraceSource } from '../../../extension/devtools/source/source.ts';
import { followTheme } from '../../../extension/devtools/theme/theme.ts';
import { saveRecording } from '../../../extension/reader/reader.ts';
import type { Trace } from '../../../extension/trace/schema/trace.ts';
import { KeptTracesModel } from '../../../extension/viewer/kept-traces-model.ts';
import { type Frames, watchFrames } from './frames.ts';
import { keep, keptId } from './kept.ts';
import { livePanel } from './live.ts';

const zoomSteps = 90;
const closer = 0.9;

let model: PanelModel | null = null;

function show(source: TraceSource | null): Desk {
  render(null, document.body);
  const desk = new Desk(source);
  render(<App desk={desk} />, document.body);
  return desk;
}

const input = Object.assign(document.createElement('input'), { type: 'file' });

const painted = () => new Promise<void>(done => requestAnimationFrame(() => setTimeout(done)));

/** How long a task takes, and how evenly frames come meanwhile. */
async function timed(task: () => Promise<void>): Promise<{ ms: number; longestFrameMs: number }> {
  const start = performance.now();
  let ms: number | null = null;
  const doing = task().then(() => {
    ms = performance.now() - start;
  });
  const { intervals }: Frames = await watchFrames(() => ms === null);
  await doing;
  return { ms: ms!, longestFrameMs: Math.max(...intervals) };
}

const bench = {
  keep,

  async openKept() {
    const desk = show(null);
    const kept = new KeptTracesModel(desk);
    const opened = await timed(() => kept.open(keptId));
    const [refused] = desk.refused.peek();
    if (refused) throw new Error(refused.reason);
    return { ...opened, events: desk.model.peek()!.source.snapshot.peek().view.events };
  },

  async saveKept() {
    return timed(() => saveRecording(keptId, {}));
  },

  /** From the choice of a file, which the driver has put into `input`, to the picture of all of it. */
  async open() {
    const desk = show(null);
    const start = performance.now();
    await desk.open(input.files!);
    await painted();
    const openMs = performance.now() - start;
    model = desk.model.peek();
    if (!model) throw new Error(desk.refused.peek()[0]?.reason);
    const { view } = model.source.snapshot.peek();
    const restarts = [...view.connections.values()].reduce((sum, each) => sum + each.restarts.length, 0);
    const [{ size: bytes }] = [...input.files!] as [File];
    return { openMs, events: view.events, restarts, bytes };
  },

  /** The same, while a page that draws all the time is watched. */
  async openWatched() {
    const desk = show(null);
    return timed(() => desk.open(input.files!));
  },

  /** From all there is to milliseconds and back, a step a frame, and once across everything. */
  async zoom() {
    const { range, extent } = model!;
    model!.showAll();
    await painted();
    const at = (extent.peek().from + extent.peek().to) / 2;
    const steps = [
      ...Array.from({ length: zoomSteps }, () => () => model!.zoom(closer, at)),
      ...Array.from({ length: zoomSteps }, () => () => model!.zoom(1 / closer, at)),
      () => model!.show({ from: extent.peek().from, to: (extent.peek().from + at) / 2 }),
      ...Array.from(
        { length: zoomSteps },
        () => () => model!.pan((range.peek().to - range.peek().from) * 0.02),
      ),
    ];
    return watchFrames(() => steps.shift()?.() !== undefined || steps.length > 0);
  },

  /** `perSecond` events a second, as they come from the background, for `seconds`. */
  async live(trace: Trace, load: { perSecond: number; seconds: number }) {
    const { source, feed } = livePanel(trace, load);
    show(source);
    await painted();
    return { ...(await watchFrames(feed)), events: source.snapshot.peek().view.events };
  },
};

followTheme(null);
Object.assign(globalThis, { bench, input });
export type Bench = typeof bench;
