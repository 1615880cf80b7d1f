import { networkChangedWithin } from '../fold/frame.ts';
import type { ConnectionView } from '../view.ts';
import { formatMs } from './format.ts';
import { phaseOf, samePath, worstGapMs } from './media.ts';
import type { ConnectionFacts, RestartFacts, Rule } from './rule.ts';

/** An application follows up within milliseconds; a person's dialog in between takes longer. */
const followUpMs = 3_000;
/** Earlier, a connection may well mend by itself. */
const failureMs = 5_000;
/** A successor this soon gave the restart no chance. */
const tooSoonMs = 5_000;
const stormWindowMs = 30_000;

const names = {
  restartIce: '`restartIce()` was called',
  forced: 'IceScope asked for a restart',
  createOffer: 'An offer with `iceRestart` was created',
  setConfiguration: 'The configuration was changed',
  sdp: 'A restart was offered',
  'remote-offer': 'The far side offered a restart',
};

/** When, before `t`, the trouble that led to `failed` was first told as `disconnected`. */
function disconnectedBefore({ ice, connection }: ConnectionView, t: number): number | null {
  const starts = [ice, connection].flatMap(segments => {
    const failed = segments.findLastIndex(({ from, value }) => from < t && value === 'failed');
    const before = segments[failed - 1];
    const shortlyBefore = segments.findLast(({ from, value }) => from < t && value === 'disconnected');
    return before?.value === 'disconnected' ? [before.from] : shortlyBefore ? [shortlyBefore.from] : [];
  });
  return starts.length > 0 ? Math.min(...starts) : null;
}

function failedBefore({ ice, connection }: ConnectionView, t: number): number | null {
  const starts = [...ice, ...connection].filter(({ from, value }) => from < t && value === 'failed');
  return starts.length > 0 ? Math.min(...starts.slice(-2).map(({ from }) => from)) : null;
}

/** [disconnected, failed, asked] of a restart that waited for the failure. */
function waitForFailure({ restart, connection }: RestartFacts): [number, number, number] | null {
  if (restart.cause !== 'failed' || restart.initiator !== 'local') return null;
  const disconnected = disconnectedBefore(connection, restart.requestedAt);
  const failed = failedBefore(connection, restart.requestedAt);
  if (disconnected === null || failed === null || failed <= disconnected) return null;
  return [disconnected, failed, restart.requestedAt];
}

export const askingRules: Rule<RestartFacts>[] = [
  {
    code: 'never-offered',
    severity: 'problem',
    title: 'A restart was asked for but never offered',
    about:
      '`restartIce()` only marks the connection: its next offer will carry new credentials. Without an offer nothing restarts. The same goes for an offer with `iceRestart` that is created and then not applied.',
    advice: 'Handle `negotiationneeded`: create an offer, apply it and signal it.',
    says({ restart, record, now }) {
      if (record.offeredAt !== null || restart.initiator !== 'local' || restart.outcome === 'failed')
        return null;
      const waited = (restart.settledAt ?? now) - restart.requestedAt;
      if (waited < followUpMs && restart.outcome !== 'closed') return null;
      const { error } = record;
      const why = error ? ` (\`${error.method}\` failed with ${error.name})` : '';
      return `${names[restart.trigger]}, and no offer followed within ${formatMs(waited)}${why}.`;
    },
  },
  {
    code: 'waited-for-failed',
    severity: 'problem',
    title: 'The restart waited for `failed`',
    about:
      'Browsers tell `disconnected` seconds after the last packet and `failed` much later. A restart is possible from the first moment, costs little when the path comes back by itself, and the wait is silence.',
    advice:
      'Restart some seconds into `disconnected`, or at once when the network has changed; `failed` is the last resort.',
    says(facts) {
      const moments = waitForFailure(facts);
      if (!moments) return null;
      const [disconnected, failed, asked] = moments;
      const since = phaseOf(facts.restart, 'detect')?.from ?? disconnected;
      if (since < disconnected) {
        return `The restart was asked for ${formatMs(asked - since)} after the last packet, when the state was \`failed\` (${formatMs(failed - since)}); \`disconnected\` had come at ${formatMs(disconnected - since)}.`;
      }
      return `The restart waited for \`failed\`, which came ${formatMs(failed - disconnected)} after \`disconnected\`.`;
    },
  },
  {
    code: 'late-restart',
    severity: 'problem',
    title: 'Most of the silence was waiting',
    about:
      'The largest part of the media gap had passed before anybody asked for a restart: the network was quicker than the application.',
    advice: 'Restart when media stalls or the network changes, without waiting for a connection state.',
    says(facts) {
      const { restart } = facts;
      const detect = phaseOf(restart, 'detect');
      // A silence that was over by then was not for the restart to end.
      const lasting = restart.gaps.filter(({ to }) => to > restart.requestedAt);
      const worst = worstGapMs({ gaps: lasting });
      if (!detect || detect.to === null || worst === 0 || waitForFailure(facts)) return null;
      const waited = detect.to - detect.from;
      if (waited < 1_000 || waited < worst / 2) return null;
      const share = Math.round(Math.min(1, waited / worst) * 100);
      return `${share} % of the silence was waiting: the restart was asked for ${formatMs(waited)} after the last packet.`;
    },
  },
  {
    code: 'restart-without-need',
    severity: 'note',
    title: 'The path still worked',
    about:
      'When the restart was asked for, the connection was connected, media flowed and no network change was known. A restart then costs signalling and gathering and, on a healthy path, usually nothing else.',
    advice: 'Fine as a precaution or to change servers; as a routine, restart on evidence.',
    says({ restart }) {
      const { requestedAt, settledAt } = restart;
      const asked =
        restart.initiator === 'local' && !['forced', 'setConfiguration'].includes(restart.trigger);
      if (!asked || restart.cause !== 'none' || restart.outcome !== 'completed' || settledAt === null)
        return null;
      const again = samePath(restart.pair.from, restart.pair.to) ? ', and the new path is the old one' : '';
      return `Nothing was wrong with the path when the restart was asked for${again}; it took ${formatMs(settledAt - requestedAt)}.`;
    },
  },
  {
    code: 'superseded-too-soon',
    severity: 'problem',
    title: 'Overtaken by the next restart',
    about:
      'Another restart was offered before this one could finish. Each starts gathering and checks over; a series of them (a restart storm) may keep a connection down that one would have mended.',
    advice:
      'Let one restart run for several seconds before the next, and let one place in the application decide.',
    says({ restart, connection, frame }) {
      if (restart.outcome !== 'superseded' || restart.settledAt === null) return null;
      // Another network is every reason to begin anew.
      if (frame && networkChangedWithin(frame, restart.requestedAt, restart.settledAt)) return null;
      const lasted = restart.settledAt - restart.requestedAt;
      if (lasted > tooSoonMs) return null;
      const around = connection.restarts.filter(
        other => Math.abs(other.requestedAt - restart.requestedAt) <= stormWindowMs,
      );
      const storm = around.length > 2 ? ` ${around.length} restarts came within a minute.` : '';
      return `Another restart took its place after ${formatMs(lasted)}.${storm}`;
    },
  },
  {
    code: 'rolled-back',
    severity: 'note',
    title: 'The offer was rolled back, and the restart with it',
    about:
      'The flag of `createOffer` belongs to that one offer: a rollback, explicit or by a colliding offer, forgets it. What `restartIce()` asks for survives, and the next offer restarts again.',
    advice: 'Use `restartIce()` instead of the `createOffer` flag.',
    says({ restart, record }) {
      if (restart.outcome !== 'rolled-back' || restart.settledAt === null) return null;
      const after = restart.settledAt - (record.offeredAt ?? restart.requestedAt);
      return `The offer was rolled back ${formatMs(after)} after it was made, and the restart with it.`;
    },
  },
];

/** When a connection fails and nobody asks for a restart, there is no restart to say it of. */
export const failureRules: Rule<ConnectionFacts>[] = [
  {
    code: 'no-restart-on-failure',
    severity: 'problem',
    title: 'It failed, and nobody restarted',
    about:
      'The connection went to `failed` and no restart was asked for. `failed` does not mend by itself: browsers wait for the application.',
    advice: 'Call `restartIce()` when the state becomes `failed` (webrtc-pc section 10.7 shows how).',
    says({ connection, now }) {
      const { ice, connection: states, restarts } = connection;
      const lasting = [ice, states].map(lane => lane.at(-1)).filter(state => state?.value === 'failed');
      if (lasting.length === 0) return null;
      const failedAt = Math.min(...lasting.map(state => state!.from));
      if (now - failedAt < failureMs) return null;
      const troubledAt = disconnectedBefore(connection, failedAt + 1) ?? failedAt;
      if (restarts.some(({ requestedAt }) => requestedAt >= troubledAt - failureMs)) return null;
      return `The connection has been \`failed\` for ${formatMs(now - failedAt)}, and no restart was asked for.`;
    },
  },
];
