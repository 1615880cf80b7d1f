import type { Gap, Restart } from '../../trace/schema/trace.ts';
import { clock } from '../text/clock.ts';
import { bracketed, duration } from '../text/duration.ts';
import { streamName, streamPlace } from '../text/words.ts';

/** What the restart cost each stream, with the bracket in which the truth lies. */
export function GapTable({ restart, origin }: { restart: Restart; origin: number }) {
  if (restart.gaps.length === 0) return null;
  return (
    <table class="plain-table gap-table">
      <caption>What it cost each stream</caption>
      <thead>
        <tr>
          <th scope="col">Stream</th>
          <th scope="col">What</th>
          <th scope="col" class="is-number">
            For
          </th>
          <th scope="col">Between</th>
          <th scope="col">From – to</th>
        </tr>
      </thead>
      <tbody>
        {restart.gaps.map(gap => (
          <Row key={`${gap.direction}${gap.ssrc}${gap.layer}`} gap={gap} origin={origin} />
        ))}
      </tbody>
    </table>
  );
}

/** What the far side or a person noticed is another matter than packets that did not come. */
function meaning({ layer, direction, kind, silentMs }: Gap): string {
  if (layer === 'network') return direction === 'inbound' ? 'no packets' : 'missed by the far side';
  if (kind === 'video') return 'picture frozen';
  return silentMs ? `sound made up, ${duration(silentMs)} of it silence` : 'sound made up';
}

function Row({ gap, origin }: { gap: Gap; origin: number }) {
  const { value, tolerance } = bracketed(gap);
  const none = gap.durationMs === 0;
  return (
    <tr>
      <th scope="row">
        {streamName(gap)} <span class="dim">{streamPlace(gap)}</span>
      </th>
      <td>{meaning(gap)}</td>
      <td class={`is-number ${none ? 'is-good' : 'is-gap'}`}>
        <strong>{value}</strong> <span class="tolerance">{tolerance}</span>
      </td>
      <td class="dim">
        {none ? `at most ${duration(gap.highMs)}` : `${duration(gap.lowMs)} and ${duration(gap.highMs)}`}
      </td>
      <td class="dim">{none ? '' : `${clock(gap.from - origin, 1)} – ${clock(gap.to - origin, 1)}`}</td>
    </tr>
  );
}
