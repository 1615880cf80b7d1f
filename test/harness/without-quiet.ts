import { buildTrace } from '../../extension/trace/file/build.ts';
import type { EventOf, TraceEvent } from '../../extension/trace/schema/events.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';

/** While nothing arrives, one reading in so long says it all. */
const quietMs = 1_000;

type Sample = EventOf<'sample'>;

/** What arrived by a reading, and over which pairs. */
function arrived({ inbound, transports }: Sample): string {
  return JSON.stringify([
    inbound.map(({ ssrc, packets }) => [ssrc, packets]),
    transports.map(({ id, pairId, localUfrag, bytesReceived, checksAnswered }) => [
      id,
      pairId,
      localUfrag,
      bytesReceived,
      checksAnswered,
    ]),
  ]);
}

/** Leaves out most readings of long silences, none next to a change: the files stay small, the gaps as they are. */
export function withoutQuiet({ events, dropped, generator }: Trace): Trace {
  const samples = events.filter(event => event.type === 'sample');
  const quiet = new Set<TraceEvent>();
  for (const connectionId of new Set(samples.map(sample => sample.connectionId))) {
    const own = samples.filter(sample => sample.connectionId === connectionId);
    let keptAt = 0;
    for (const [i, sample] of own.entries()) {
      const [before, after] = [own[i - 1], own[i + 1]];
      const isQuiet = [before, after].every(beside => beside && arrived(beside) === arrived(sample));
      if (isQuiet && sample.t - keptAt < quietMs) quiet.add(sample);
      else keptAt = sample.t;
    }
  }
  const kept = events.filter(event => !quiet.has(event));
  return buildTrace({ events: kept, dropped: dropped.events, generator });
}
