import type { ConnectionView, FrameView, Mark, StreamView } from '../../../trace/view.ts';
import { candidateLane } from './candidate-lane.ts';
import { generationLane } from './generation-lane.ts';
import type { Lane } from './lane.ts';
import { markLane } from './mark-lane.ts';
import { networkLane, pageLane } from './network-lane.ts';
import { pathLane } from './path-lane.ts';
import { connectionLane, iceLane, signalingLane } from './state-lane.ts';
import { streamLane } from './stream-lane.ts';

const kinds: StreamView['kind'][] = ['audio', 'video', 'data'];

/** What comes in first; within a direction by kind. */
function inOrder(streams: StreamView[]): StreamView[] {
  const rank = ({ direction, kind }: StreamView) => (direction === 'inbound' ? 0 : 10) + kinds.indexOf(kind);
  return streams.filter(stream => stream.activity.known).toSorted((a, b) => rank(a) - rank(b));
}

/** The lanes of a connection, from cause to effect; those without events fold away. */
export function lanesOf(connection: ConnectionView, frame: FrameView | null, marks: readonly Mark[]): Lane[] {
  const lanes = [
    markLane(marks),
    signalingLane(connection),
    iceLane(connection),
    connectionLane(connection),
    generationLane(connection),
    pathLane(connection),
    candidateLane(connection),
    ...inOrder(connection.streams).map(streamLane),
    frame && networkLane(frame),
    frame && pageLane(frame),
  ];
  return lanes.filter(lane => lane !== null);
}
