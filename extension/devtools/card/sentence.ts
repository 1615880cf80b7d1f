import type { Pair } from '../../trace/schema/candidate.ts';
import type { Gap, Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import { deadSince } from '../model/ongoing-silence.ts';
import { mediaGapsOf } from '../model/restart-gaps.ts';
import { bracketed, duration } from '../text/duration.ts';
import { networkName, pairName, phaseWords } from '../text/words.ts';

/** A piece of text; figures and what matters are strong. */
export type Piece = string | { strong: string };

/** Shorter silences than this are jitter. */
const certainMs = 60;

const strong = (text: string): Piece => ({ strong: text });

/** What happened in a restart, in plain words with its numbers. `now` counts while it goes on. */
export function sentenceOf(restart: Restart, connection: ConnectionView, now: number): Piece[] {
  return [...asked(restart), ...ended(restart, now), ...media(restart, connection, now)];
}

const causes: Record<Restart['cause'], string> = {
  'network-change': 'The network changed, and',
  failed: 'ICE had failed, and',
  disconnected: 'ICE was disconnected, and',
  stall: 'Media had stopped while ICE still said connected, and',
  none: 'The path still worked when',
};

const actors: Record<Restart['trigger'], string> = {
  restartIce: 'the application called restartIce()',
  createOffer: 'the application made an offer with iceRestart',
  setConfiguration: 'the application set other ICE servers',
  sdp: 'an offer with new credentials was applied',
  'remote-offer': 'the far side offered new credentials',
  forced: 'IceScope asked for a restart',
};

function asked({ cause, trigger, phases, requestedAt, pair }: Restart): Piece[] {
  const dead = phases.find(phase => phase.name === 'detect');
  const opening = `${lostNetwork(cause, pair) ?? causes[cause]} ${actors[trigger]}`;
  if (!dead || cause === 'none') return [`${opening}. `];
  return [`${opening} `, strong(duration(requestedAt - dead.from)), ' after the last packet. '];
}

/** What lay under the old path and not under the new is more telling than the symptom of its loss. */
function lostNetwork(cause: Restart['cause'], { from, to }: Restart['pair']): string | null {
  const [before, after] = [networkName(from?.local), networkName(to?.local)];
  if (cause === 'none' || !before || !after || before === after) return null;
  return `${capital(before)} was lost, and`;
}

function ended(restart: Restart, now: number): Piece[] {
  const took = strong(duration((restart.settledAt ?? now) - restart.requestedAt));
  switch (restart.outcome) {
    case 'completed': {
      const back = mediaBack(restart);
      if (back === null) return [...path(restart.pair), ' was selected ', took, ' later. '];
      return ['Media was back ', strong(duration(back)), ' later', ...over(restart.pair), '. '];
    }
    case 'failed':
      return ['No pair answered the checks: ICE ', strong('failed'), ' ', took, ' later. '];
    case 'ignored':
      return ['The far side answered with its old credentials: it ', strong('ignored'), ' the restart. '];
    case 'rolled-back':
      return ['Its offer was ', strong('rolled back'), ' ', took, ' later. '];
    case 'superseded':
      return ['Another restart took its place ', took, ' later. '];
    case 'closed':
      return ['The connection was ', strong('closed'), ' ', took, ' later, before it was done. '];
    case 'pending':
      return ['It has been going on for ', took, ...doing(restart), '. '];
  }
}

/** From the request to the last stream's first packet, where the restart ended a silence. */
function mediaBack(restart: Restart): number | null {
  const ends = mediaGapsOf(restart).filter(gap => gap.durationMs > 0 && gap.to > restart.requestedAt);
  return ends.length > 0 ? Math.max(...ends.map(gap => gap.to)) - restart.requestedAt : null;
}

function over({ from, to }: Restart['pair']): Piece[] {
  if (!to) return [];
  const network = networkName(to.local);
  if (from && samePlace(from, to)) return [' over the same kind of path, ', strong(pairName(to))];
  return [' over ', strong(network ?? pairName(to)), network ? ` (${pairName(to)})` : ''];
}

function path({ from, to }: Restart['pair']): Piece[] {
  if (!to) return ['A pair'];
  const name = strong(pairName(to));
  return from && samePlace(from, to) ? ['The same kind of path, ', name, ','] : ['A new path, ', name, ','];
}

const samePlace = (a: Pair, b: Pair) => pairName(a) === pairName(b);

function doing({ phases }: Restart): Piece[] {
  const open = phases.filter(phase => phase.to === null).map(phase => phaseWords[phase.name].doing);
  return open.length > 0 ? [', ', strong(open.join(' and '))] : [];
}

function media(restart: Restart, { streams }: ConnectionView, now: number): Piece[] {
  const { outcome } = restart;
  const gaps = mediaGapsOf(restart);
  const inbound = streams.filter(stream => stream.direction === 'inbound');
  if (inbound.length === 0) return ['No media came in, so no gap was measured.'];
  const dead = deadSince({ streams });
  const stillSilent = dead !== null && (outcome === 'pending' || gaps.length < inbound.length);
  if (stillSilent) return ['Media has been silent for ', strong(duration(now - dead)), ' and still is.'];
  const lost = gaps.filter(gap => gap.durationMs > 0);
  if (lost.length > 0) return silences(lost);
  if (gaps.length > 0) return nothingLost(gaps);
  return outcome === 'completed' ? ['What it cost the media is not known yet.'] : [];
}

/** Slow readings leave room for a short silence that nobody saw. */
function nothingLost(gaps: Gap[]): Piece[] {
  const atMost = Math.max(...gaps.map(gap => gap.highMs));
  return atMost < certainMs
    ? [strong('No media was lost.')]
    : [strong('No media was lost'), `, as far as the readings tell (at most ${duration(atMost)}).`];
}

/** Of each kind the longest: `Audio was silent for 5,113 ms (± 2), video for 5,146 ms (± 4).` */
function silences(gaps: Gap[]): Piece[] {
  const pieces: Piece[] = [];
  for (const kind of ['audio', 'video', 'data'] as const) {
    const same = gaps.filter(gap => gap.kind === kind);
    if (same.length === 0) continue;
    const longest = same.reduce((a, b) => (b.durationMs > a.durationMs ? b : a));
    const { value, tolerance } = bracketed(longest);
    const upTo = same.length > 1 ? ' up to' : '';
    const opening = pieces.length === 0 ? `${capital(kind)} was silent for${upTo} ` : `, ${kind} for${upTo} `;
    pieces.push(opening, strong(value), ` (${tolerance})`);
  }
  return [...pieces, '.'];
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
