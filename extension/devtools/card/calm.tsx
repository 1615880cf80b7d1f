import type { Break } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import { deadSince, waitingSince } from '../model/ongoing-silence.ts';
import type { Scene } from '../model/selection.ts';
import { connectionStatus } from '../sidebar/connection-status.ts';
import { StatusDot } from '../sidebar/status-dot.tsx';
import { duration, roughly } from '../text/duration.ts';
import { counted, pairName } from '../text/words.ts';
import { Findings } from './findings.tsx';
import { Rebuilds } from './rebuilds.tsx';

export interface CalmProps {
  scene: Scene;
  now: number;
  /** Whether anything can still be done. */
  live: boolean;
  choose(connectionId: string): void;
}

/** What is said of a connection while none of its restarts is selected: how it is, and since when. */
export function Calm({ scene, now, live, choose }: CalmProps) {
  const { connection, endedAt } = scene;
  if (!connection) return null;
  const { tone, word } = connectionStatus(connection, endedAt);
  const over = endedAt !== null;
  return (
    <article class="calm">
      <p class="sentence calm-status">
        <StatusDot tone={tone} />
        <span>
          {tone === 'good' && !over ? <Healthy connection={connection} now={now} /> : sentence(word)}
          {!over && <Silence connection={connection} now={now} />}
        </span>
      </p>
      <p class="dim">{advice(connection.restarts.length, live && !over)}</p>
      {connection.breaks.length > 0 && <p class="dim">{breaks(connection.breaks)}</p>}
      <Rebuilds view={scene.snapshot.view} connectionId={connection.id} choose={choose} />
      <Findings findings={connection.findings} />
    </article>
  );
}

const sentence = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}.`;

function advice(restarts: number, canAct: boolean): string {
  if (restarts > 0)
    return `${counted(restarts, 'restart')}: choose one on the timeline or under All restarts.`;
  return `No ICE restart so far.${canAct ? ' Press Restart ICE to see what the application makes of one.' : ''}`;
}

/** `2 silences ended without a restart, the longest after 1,204 ms.` */
function breaks(all: Break[]): string {
  const longest = Math.max(...all.map(({ from, to }) => to - from));
  return `${counted(all.length, 'silence')} ended without a restart, the longest after ${duration(longest)}.`;
}

function Healthy({ connection, now }: { connection: ConnectionView; now: number }) {
  const since = healthySince(connection);
  const path = connection.paths.at(-1)?.value;
  return (
    <>
      Healthy{since === null ? '' : ' for '}
      {since !== null && <strong>{roughly(now - since)}</strong>}
      {path ? ' over ' : ''}
      {path && <strong>{pairName(path)}</strong>}.
    </>
  );
}

function Silence({ connection, now }: { connection: ConnectionView; now: number }) {
  const dead = deadSince(connection);
  if (dead === null || waitingSince(connection) !== dead) return null;
  return (
    <>
      {' Nothing has arrived for '}
      <strong>{duration(Math.max(0, now - dead))}</strong>, and nobody has restarted ICE since.
    </>
  );
}

/** Since when ICE has been connected without an interruption. */
function healthySince({ ice, connection }: ConnectionView): number | null {
  const lane = ice.length > 0 ? ice : connection;
  let since: number | null = null;
  for (let i = lane.length - 1; i >= 0; i--) {
    const { value, from } = lane[i]!;
    if (value !== 'connected' && value !== 'completed') break;
    since = from;
  }
  return since;
}
