import type { ConnectionView, Generation } from '../../../trace/view.ts';
import { runsOf } from '../runs.ts';
import { drawBar } from './bar.ts';
import { type Lane, laneHeights, span } from './lane.ts';
import { sayingAt } from './said.ts';

/** `1 · AzpT ⇄ x4rl`: number, local and remote ufrag. */
export function generationName({ index, localUfrag, remoteUfrag }: Generation): string {
  return `${index} · ${localUfrag ?? '?'} ⇄ ${remoteUfrag ?? '?'}`;
}

export function generationLane({ generations }: ConnectionView): Lane | null {
  if (generations.length === 0) return null;
  return {
    id: 'generation',
    label: 'Generation',
    detail: 'ufrag',
    height: laneHeights.twoLines,
    saysAt: t => sayingAt(generations, t, generation => ({ text: generationName(generation) })),
    draw: area => {
      for (const run of runsOf(generations, area.plot, area.until)) {
        const name = generationName(run.value);
        const even = run.value.index % 2 === 0;
        const fill = even ? ('generation-even' as const) : ('generation-odd' as const);
        const hint = () => `Generation ${name} · ${span(area.plot, run.from, run.to)}`;
        drawBar(area, run, { fill, ink: 'generation-text', text: name }, hint, 'tall');
      }
    },
  };
}
