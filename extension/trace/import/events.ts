import { group } from 'd3-array';
import type { EventOf, RecordedEvent, TraceEvent } from '../schema/events.ts';
import { InvalidTrace, validEvent } from '../schema/validate.ts';
import type { LogEntry } from './log.ts';
import { clipped, Narration } from './narration.ts';
import { withoutSecretParts } from './secrets.ts';
import { type Reading, type Report, readReport } from './stats.ts';

/** A report of a connection, and when its answer arrived. */
export interface ReportEntry {
  connection: string;
  /** No packet that came later is counted in it. */
  arrivedAt: number;
  report: Report;
  where: string;
}

export interface ForeignPage {
  url: string;
  userAgent: string;
}

export type Entry = ({ kind: 'log' } & LogEntry) | ({ kind: 'report' } & ReportEntry);

/** Readings must be dated, or nothing can be measured from them. */
const timeOf = (entry: Entry) => (entry.kind === 'log' ? entry.t : entry.arrivedAt);

/** Connections of a dump stand in one frame; its name is no name of ours. */
const frameId = 'imported';

/** Turns what other tools log and read of connections into events, in the order of time. */
export function eventsOf(entries: Entry[], page: ForeignPage): TraceEvent[] {
  const ordered = entries.toSorted((a, b) => timeOf(a) - timeOf(b));
  const first = ordered[0];
  if (!first) throw new InvalidTrace('This dump holds no connection: nothing was logged.');
  const sheet = new EventSheet();
  sheet.add('the page', {
    t: timeOf(first),
    connectionId: null,
    type: 'frame',
    title: '',
    ...page,
    url: withoutSecretParts(page.url),
  });
  const connections = group(ordered, entry => entry.connection);
  const streams = [...connections].map(([id, own]) => connectionEvents(id, own));
  for (const { event, where } of streams.flat().sort((a, b) => a.event.t - b.event.t))
    sheet.add(where, event);
  return sheet.events;
}

interface Placed {
  event: RecordedEvent;
  where: string;
}

function connectionEvents(id: string, entries: Entry[]): Placed[] {
  const connectionId = `${frameId}.${id}`.slice(0, 64);
  const log = entries.filter(entry => entry.kind === 'log');
  const placed: Placed[] = new Narration(connectionId, log).events();
  const pairs = new Map<string, string>();
  let readBefore = 0;
  for (const entry of entries) {
    if (entry.kind === 'log') continue;
    const reading = readReport(entry.report);
    if (reading.at === 0) continue;
    const { where } = entry;
    for (const event of pairEvents(connectionId, reading, pairs, { readBefore, log }))
      placed.push({ event, where });
    placed.push({ event: sampleEvent(connectionId, reading, entry.arrivedAt), where });
    readBefore = reading.at;
  }
  if (!placed.some(({ event }) => event.type === 'connection')) {
    const [first] = placed.toSorted((a, b) => a.event.t - b.event.t);
    placed.unshift({
      event: {
        type: 'connection',
        t: first?.event.t ?? 0,
        connectionId,
        configuration: { iceServers: [] },
        resumed: true,
      },
      where: first?.where ?? '',
    });
  }
  return placed;
}

function sampleEvent(connectionId: string, { at, sample }: Reading, arrivedAt: number): RecordedEvent {
  const t = Math.max(at, arrivedAt);
  return { type: 'sample', t, connectionId, askedAt: at, pace: 'slow', ...sample } as RecordedEvent;
}

/**
 * A pair that is another than in the reading before. It was selected somewhere between the two; where ICE became
 * connected in that time, then.
 */
function pairEvents(
  connectionId: string,
  { at, pairs }: Reading,
  known: Map<string, string>,
  { readBefore, log }: { readBefore: number; log: LogEntry[] },
): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const { transportId, pair } of pairs) {
    const identity = JSON.stringify([
      pair.local.ufrag,
      pair.local.port,
      pair.remote.port,
      pair.remote.address,
    ]);
    if (known.get(transportId) === identity) continue;
    known.set(transportId, identity);
    const connected = log.findLast(
      ({ t, name, value }) =>
        t > readBefore &&
        t <= at &&
        /^oniceconnectionstatechange$/i.test(name) &&
        /^(connected|completed)$/.test(clipped(value, 32)),
    );
    events.push({
      type: 'selected-pair',
      t: connected?.t ?? at,
      connectionId,
      transportId,
      pair,
      source: 'stats',
    } as EventOf<'selected-pair'>);
  }
  return events;
}

/** Events as they pass the schema, numbered. */
class EventSheet {
  readonly events: TraceEvent[] = [];

  add(where: string, event: RecordedEvent): void {
    this.events.push(validEvent({ ...event, seq: this.events.length, frameId }, where));
  }
}
