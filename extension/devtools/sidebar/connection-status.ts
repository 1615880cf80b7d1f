import type { ConnectionView } from '../../trace/view.ts';
import { deadSince } from '../model/ongoing-silence.ts';
import { roughly } from '../text/duration.ts';
import type { Tone } from '../theme/inks.ts';
import { connectionTone } from '../timeline/lanes/state-lane.ts';

/** How a connection is, for its dot and in a word. */
export interface ConnectionStatus {
  tone: Tone;
  word: string;
}

/** `endedAt`: when its frame went away with it, else `null`. */
export function connectionStatus(connection: ConnectionView, endedAt: number | null): ConnectionStatus {
  const { closedAt, createdAt, forgotten } = connection;
  if (forgotten) return { tone: 'off', word: 'let go of by the page' };
  if (closedAt !== null) return { tone: 'off', word: `closed after ${roughly(closedAt - createdAt)}` };
  if (endedAt !== null) return { tone: 'off', word: 'gone with its frame' };
  const restart = connection.restarts.at(-1);
  if (restart?.outcome === 'pending') return { tone: 'busy', word: 'restarting' };
  const state = stateOf(connection);
  if (restart?.outcome === 'failed' && state === 'failed') return { tone: 'bad', word: 'restart failed' };
  if (connectionTone(state) === 'good' && deadSince(connection) !== null) {
    return { tone: 'warn', word: `${state}, but silent` };
  }
  return { tone: connectionTone(state), word: state };
}

/** The worse of what the connection and its ICE agent say; browsers differ in which of them moves. */
function stateOf({ ice, connection }: ConnectionView): string {
  const states = [connection.at(-1)?.value, ice.at(-1)?.value].filter(state => state !== undefined);
  const worst = states.find(state => state === 'failed') ?? states.find(state => state === 'disconnected');
  return worst ?? states[0] ?? 'new';
}

/** `audio, video`, or '' while nothing is known. */
export function carries({ streams }: ConnectionView): string {
  return [...new Set(streams.map(stream => stream.kind))].join(', ');
}
