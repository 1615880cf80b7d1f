import type { Cause } from '../schema/trace.ts';
import type { ConnectionView, FrameView } from '../view.ts';
import { networkChangedWithin } from './frame.ts';
import { valueBefore } from './segments.ts';

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
  const states = [valueBefore(connection.ice, t), valueBefore(connection.connection, t)];
  if (frame && networkChangedWithin(frame, (deadSince ?? t) - networkLeadMs, t)) return 'network-change';
  if (states.includes('failed')) return 'failed';
  if (states.includes('disconnected')) return 'disconnected';
  return deadSince !== null && deadSince < t ? 'stall' : 'none';
}
