import type { Gap, Restart } from '../../trace/schema/trace.ts';

/** What the media gap of a restart is: the silence of the streams that come in, on the network. */
export function mediaGapsOf({ gaps }: Pick<Restart, 'gaps'>): Gap[] {
  return gaps.filter(({ layer, direction }) => layer === 'network' && direction === 'inbound');
}

/** The longest silence that the restart is known to have cost, or `null` while none was measured. */
export function worstGapOf(restart: Pick<Restart, 'gaps'>): Gap | null {
  let worst: Gap | null = null;
  for (const gap of mediaGapsOf(restart)) {
    if (!worst || gap.durationMs > worst.durationMs) worst = gap;
  }
  return worst;
}
