import type { EventType, TraceEvent } from '../../trace/schema/events.ts';
import { describeEvent } from './describe-event.ts';

/** Kinds of events as a person thinks of them. */
export const kinds = {
  calls: { word: 'Calls', types: ['call', 'result', 'negotiation-needed', 'connection', 'forgotten'] },
  sdp: { word: 'Descriptions', types: ['description', 'configuration', 'track'] },
  states: { word: 'States', types: ['state'] },
  candidates: { word: 'Candidates', types: ['candidate', 'candidate-error'] },
  path: { word: 'Path', types: ['selected-pair'] },
  page: { word: 'Page', types: ['frame', 'visibility', 'online', 'network', 'lifecycle', 'mark'] },
  readings: { word: 'Readings', types: ['sample'] },
} as const satisfies Record<string, { word: string; types: readonly EventType[] }>;
export type Kind = keyof typeof kinds;

export interface EventFilter {
  /** `null`: those of all connections. */
  connection: { id: string; frameId: string } | null;
  kinds: ReadonlySet<Kind>;
  text: string;
}

/** All but the readings, which are many and say little one by one. */
export const usualKinds: ReadonlySet<Kind> = new Set(
  (Object.keys(kinds) as Kind[]).filter(kind => kind !== 'readings'),
);

/** The types of events that are of these kinds. */
export function typesOf(wanted: ReadonlySet<Kind>): ReadonlySet<EventType> {
  return new Set([...wanted].flatMap((kind): readonly EventType[] => kinds[kind].types));
}

/** Whether an event passes. Made once for many events: cheap tests come first. */
export function predicateOf({
  connection,
  kinds: wanted,
  text,
}: EventFilter): (event: TraceEvent) => boolean {
  const types = typesOf(wanted);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return event =>
    types.has(event.type) && (connection === null || concerns(event, connection)) && says(event, words);
}

/** What happens to the frame happens to its connections, and a remark is on them all. */
function concerns(event: TraceEvent, { id, frameId }: { id: string; frameId: string }): boolean {
  if (event.type === 'mark') return true;
  return event.connectionId === null ? event.frameId === frameId : event.connectionId === id;
}

function says(event: TraceEvent, words: string[]): boolean {
  if (words.length === 0) return true;
  const { title, text } = describeEvent(event);
  const sdp = event.type === 'description' ? event.sdp : '';
  const all = `${title} ${text} ${sdp}`.toLowerCase();
  return words.every(word => all.includes(word));
}
