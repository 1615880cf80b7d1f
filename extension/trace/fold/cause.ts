import type { Cause } from '../schema/trace.ts';
import type { ConnectionView, FrameView, Segment } from '../view.ts';
import { networkChangedWithin } from './frame.ts';

/** A network change this long before the path died may still be why it died. */
const networkLeadMs = 5_000;

/**
 * Why a restart was asked for at `t`, from the evidence until then: the network's own news says more than the
 * symptom it caused, and a state that the browser reported says more than a silence.
 * `deadSince` is the last packet before the silence that the restart ended, if it ended one.
 */
export function causeOfRestart(
  connection: ConnectionView,
  frame: FrameView | undefined,
  deadSince: number | null,
  t: number,
): Cause {
  const states = [troubleBefore(connection.ice, t), troubleBefore(connection.connection, t)];
  if (frame && networkChangedWithin(frame, (deadSince ?? t) - networkLeadMs, t)) return 'network-change';
  if (states.includes('failed')) return 'failed';
  if (states.includes('disconnected')) return 'disconnected';
  const neverWorked = connection.paths.every(path => path.from >= t);
  return neverWorked || (deadSince !== null && deadSince < t) ? 'stall' : 'none';
}

/** The state before `t`. Checks that run tell nothing: what went before them still holds. */
function troubleBefore(states: Segment<string>[], t: number): string | undefined {
  return states.findLast(({ from, value }) => from < t && value !== 'checking' && value !== 'connecting')
    ?.value;
}
