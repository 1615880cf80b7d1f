import { group } from 'd3-array';
import * as v from 'valibot';
import type { Progress } from '../file/bytes.ts';
import type { Recording } from '../file/recording.ts';
import { InvalidTrace, valid } from '../schema/validate.ts';
import { type Entry, eventsOf } from './events.ts';
import { looseValue } from './log.ts';
import { clipped } from './narration.ts';
import type { Report } from './stats.ts';

/** A dump of `chrome://webrtc-internals`, as far as it is read. */
const dump = v.object({
  UserAgent: v.optional(v.string(), ''),
  PeerConnections: v.record(v.string(), v.unknown()),
});
const peerConnection = v.object({
  url: v.optional(v.string(), ''),
  rtcConfiguration: v.optional(v.string(), ''),
  stats: v.optional(v.record(v.string(), v.unknown()), {}),
  updateLog: v.optional(v.array(v.unknown()), []),
});
const update = v.object({ type: v.string(), value: v.optional(v.string(), ''), timestamp: v.number() });
const series = v.object({ startTime: v.string(), endTime: v.string(), values: v.string() });

/** The browser takes a while to collect what it has dated; the page does not tell when it was done. */
const collectingMs = 50;

export function isInternalsDump(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'PeerConnections' in value;
}

/** Reads the parsed dump. @throws InvalidTrace */
export function internalsRecording(value: unknown, progress: Progress): Recording {
  const { PeerConnections, UserAgent } = valid(dump, value);
  const entries: Entry[] = [];
  const ids = Object.keys(PeerConnections);
  let url = '';
  ids.forEach((id, index) => {
    progress(index / ids.length);
    const where = `PeerConnections[${JSON.stringify(id)}]`;
    const connection = valid(peerConnection, PeerConnections[id], where);
    url ||= connection.url;
    entries.push(...logOf(id, connection, where), ...reportsOf(id, connection.stats, `${where}.stats`));
  });
  const page = { url: url.slice(0, 2048), userAgent: UserAgent.slice(0, 512) };
  return {
    events: eventsOf(entries, page),
    dropped: 0,
    redacted: false,
    generator: { name: 'webrtc-internals', version: '' },
  };
}

function logOf(id: string, connection: v.InferOutput<typeof peerConnection>, where: string): Entry[] {
  const updates = connection.updateLog.map((each, index): Entry => {
    const at = `${where}.updateLog[${index}]`;
    const { type, value, timestamp } = valid(update, each, at);
    return { kind: 'log', connection: id, name: type, t: timestamp, value: looseValue(value), where: at };
  });
  const [first] = updates;
  if (first?.kind !== 'log') return updates;
  // The dump does not say when a connection was made; it was there before its first update.
  const value = looseValue(connection.rtcConfiguration);
  return [{ ...first, name: 'create', value, where: `${where}.rtcConfiguration` }, ...updates];
}

interface Series {
  name: string;
  from: number;
  to: number;
  values: unknown[];
}

/** The page keeps a row of values for each figure of each object; a reading is a column of them. */
function reportsOf(id: string, stats: Record<string, unknown>, where: string): Entry[] {
  const columns = new Map<number, Report>();
  const late: [id: string, all: Series[]][] = [];
  for (const [statId, figures] of group(Object.entries(stats), ([key]) =>
    key.slice(0, key.lastIndexOf('-')),
  )) {
    const all = figures.flatMap(([key, value]) =>
      seriesOf(key.slice(statId.length + 1), value, `${where}[${JSON.stringify(key)}]`),
    );
    if (typeOf(all).startsWith('remote-')) late.push([statId, all]);
    else placeInColumns(statId, all, columns);
  }
  const readings = [...columns].sort(([a], [b]) => a - b);
  for (const [statId, all] of late) placeReports(statId, all, readings);
  return readings.map(([at, report]) => ({
    kind: 'report',
    connection: id,
    arrivedAt: at + collectingMs,
    report,
    where: `${where} at ${at}`,
  }));
}

/** Figures in brackets are what the page computed of others. */
function seriesOf(name: string, value: unknown, where: string): Series[] {
  if (name.startsWith('[')) return [];
  const { startTime, endTime, values } = valid(series, value, where);
  const parsed = looseValue(values);
  if (!Array.isArray(parsed)) {
    throw new InvalidTrace(`${where}.values: expected an array in JSON, got ${values.slice(0, 60)}`);
  }
  if (name === 'timestamp' && !parsed.every(Number.isFinite)) {
    throw new InvalidTrace(`${where}.values: expected numbers only`);
  }
  return [{ name, from: Date.parse(startTime), to: Date.parse(endTime), values: parsed }];
}

const rowOf = (all: Series[], name: string) => all.find(each => each.name === name)?.values ?? [];
const typeOf = (all: Series[]) => clipped(rowOf(all, 'type')[0], 64);

/** All objects of a reading have its time. A figure that was not there all of its span cannot be placed. */
function placeInColumns(id: string, all: Series[], columns: Map<number, Report>): void {
  const times = rowOf(all, 'timestamp') as number[];
  for (const { name, from, to, values } of all) {
    const first = times.findIndex(time => Math.floor(time) >= from);
    const last = times.findLastIndex(time => Math.floor(time) <= to);
    if (first < 0 || last - first + 1 !== values.length) continue;
    values.forEach((value, index) => {
      const time = times[first + index]!;
      const report = columns.get(time) ?? {};
      report[id] = { ...report[id], [name]: value };
      columns.set(time, report);
    });
  }
}

/** What the far side reported has the time it came; each reading after that shows it until the next one came. */
function placeReports(id: string, all: Series[], readings: [at: number, report: Report][]): void {
  const times = rowOf(all, 'timestamp') as number[];
  const whole = all.filter(({ values }) => values.length === times.length);
  for (const [at, report] of readings) {
    const index = times.findLastIndex(time => time <= at);
    if (index < 0) continue;
    report[id] = Object.fromEntries(whole.map(({ name, values }) => [name, values[index]]));
  }
}
