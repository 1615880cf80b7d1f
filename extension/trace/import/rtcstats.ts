import type { Progress } from '../file/bytes.ts';
import { parseJson } from '../file/json.ts';
import type { Recording } from '../file/recording.ts';
import { InvalidTrace, show } from '../schema/validate.ts';
import { type Entry, eventsOf } from './events.ts';
import { looseValue } from './log.ts';
import type { Report } from './stats.ts';

/** With this line Chromium's own rtcstats dumps begin. */
const signature = 'RTCStatsDump';
/** A first line that is longer is none of a log. */
const longestFirstLine = 1_000_000;

/** One JSON array a line: `[name, connection, value, …, time]`, as rtcstats servers and Chromium store them. */
export function isRtcstatsDump(text: string): boolean {
  if (text.startsWith(signature)) return true;
  const end = text.indexOf('\n');
  if (end < 0 || end > longestFirstLine) return false;
  const first = looseValue(text.slice(0, end).trim());
  return rowOf(first) !== null;
}

/** Reads the lines. @throws InvalidTrace that names the line that is wrong. */
export function rtcstatsRecording(text: string, progress: Progress): Recording {
  const log = new RtcstatsLog();
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (index % 1_000 === 0) progress(index / lines.length);
    log.read(line.trim(), `line ${index + 1}`);
  });
  const { entries, url, userAgent } = log;
  return {
    events: eventsOf(entries, { url, userAgent }),
    dropped: 0,
    redacted: false,
    generator: { name: 'rtcstats', version: '' },
  };
}

type Row = unknown[];

/** A row, or one in the envelope in which the package sends it to its server. */
function rowOf(value: unknown): Row | null {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value : null;
  const { data } = (value ?? {}) as { data?: unknown };
  return data === undefined ? null : rowOf(looseValue(data));
}

class RtcstatsLog {
  readonly entries: Entry[] = [];
  url = '';
  userAgent = '';
  /** Chromium tells the time of each row as the distance from the row before, counted from its first. */
  #chromium = false;
  #t = 0;
  /** The report before, of each connection: Jitsi's package sends what is new in the next one. */
  readonly #reports = new Map<string, Report>();

  read(line: string, where: string): void {
    if (line === '') return;
    if (line === signature) {
      this.#chromium = true;
      return;
    }
    const value = parseJson(line, where);
    const row = rowOf(value);
    if (row) this.#row(row, where);
    else if (Array.isArray(value))
      throw new InvalidTrace(`${where}[0]: expected the name of a call or event`);
    else this.#about(value);
  }

  /** The first line of what some servers store: what is known of the client. */
  #about(value: unknown): void {
    const { url, userAgent } = (value ?? {}) as Record<string, unknown>;
    if (typeof url === 'string') this.url = url.slice(0, 2048);
    if (typeof userAgent === 'string') this.userAgent = userAgent.slice(0, 512);
  }

  #row(row: Row, where: string): void {
    const [name, connection] = row as [string, unknown];
    const t = this.#chromium ? this.#chromiumTime(row, where) : serverTime(row, where);
    const value = looseValue(row[2]);
    if (name === 'connectionInfo' || name === 'identity') return this.#about(value);
    if (typeof connection !== 'string') return;
    if (this.#chromium && name === 'create' && typeof row[3] === 'string') this.url ||= row[3].slice(0, 2048);
    // What the page asked of its devices stands under a name of its own, and is not of a connection.
    if (name.startsWith('navigator.')) return;
    if (/^getstats$/i.test(name)) this.#report(connection, value, t, where);
    else this.entries.push({ kind: 'log', connection, name, t, value, where });
  }

  #chromiumTime(row: Row, where: string): number {
    const last = row.at(-1);
    if (typeof last !== 'number')
      throw new InvalidTrace(`${where}: expected a time at its end, got ${show(last)}`);
    this.#t = this.#t === 0 ? last : this.#t + last;
    return this.#t;
  }

  #report(connection: string, value: unknown, t: number, where: string): void {
    if (typeof value !== 'object' || value === null) {
      throw new InvalidTrace(`${where}[2]: expected a statistics report, got ${show(value)}`);
    }
    const report = this.#chromium
      ? (value as Report)
      : unpacked(this.#reports.get(connection) ?? {}, value as Record<string, unknown>);
    this.#reports.set(connection, report);
    this.entries.push({ kind: 'report', connection, arrivedAt: t, report, where });
  }
}

/** `[name, connection, value, time, number]`; older packages have no number. */
function serverTime(row: Row, where: string): number {
  const [, , , t] = row;
  if (typeof t === 'number' && Number.isFinite(t)) return t;
  throw new InvalidTrace(`${where}[3]: expected a time in milliseconds, got ${show(t)}`);
}

/** Figures that did not change are left out, and the newest time is told once for all objects that have it. */
function unpacked(before: Report, packed: Record<string, unknown>): Report {
  const { timestamp, ...objects } = packed;
  const report: Report = {};
  for (const [id, news] of Object.entries(objects)) {
    if (typeof news !== 'object' || news === null) continue;
    const stat = { ...before[id], ...news } as Report[string];
    if (stat.timestamp === 0) stat.timestamp = timestamp;
    report[id] = stat;
  }
  return report;
}
