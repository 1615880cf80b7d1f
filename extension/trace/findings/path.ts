import type { Candidate } from '../schema/candidate.ts';
import { formatMs } from './format.ts';
import { networkGaps, samePath } from './media.ts';
import type { RestartFacts, Rule } from './rule.ts';

/** Senders go on sending while the path is gone: the first packet follows the new pair at once. */
const mediaBackMs = 3_000;
/** Readings that leave room for a longer silence tell nothing good. */
const hiddenMs = 2_000;

/** Media was back before anything was offered: the restart did not bring it. */
function boughtNothing({ restart, record }: RestartFacts): boolean {
  const lossy = networkGaps(restart).filter(({ durationMs }) => durationMs > 0);
  const { offeredAt } = record;
  return offeredAt !== null && lossy.length > 0 && lossy.every(({ to }) => to < offeredAt);
}

function describe({ type, protocol, address }: Candidate): string {
  return `${type} ${address ?? '(hidden)'} over ${protocol}`;
}

export const pathRules: Rule<RestartFacts>[] = [
  {
    code: 'checks-failed',
    severity: 'problem',
    title: 'No pair of the new generation worked',
    about:
      'Both sides had each other’s new credentials, and no connectivity check was answered in time. Either no network leads from one to the other, or the candidates that would have worked were not signalled.',
    advice: 'Offer a relay candidate, and see whether the far side can be reached at all.',
    says({ restart, record }) {
      if (restart.outcome !== 'failed' || record.answeredAt === null || restart.settledAt === null)
        return null;
      if (record.gathered.length === 0) return 'There was nothing to check: no local candidate was gathered.';
      const after = formatMs(restart.settledAt - record.answeredAt);
      return `No pair of the new generation answered the checks within ${after} of the answer.`;
    },
  },
  {
    code: 'offer-failed',
    severity: 'problem',
    title: 'The offer could not be made',
    about: 'The browser refused to make the offer that would have restarted.',
    advice: 'See the error: most often the signalling state does not allow an offer, or the SDP was edited.',
    says({ restart, record }) {
      if (restart.outcome !== 'failed' || record.offeredAt !== null || !record.error) return null;
      return `\`${record.error.method}\` failed with ${record.error.name}.`;
    },
  },
  {
    code: 'kept-old-pair',
    severity: 'note',
    title: 'The browser stayed on the pair it had',
    about:
      'Both sides took new credentials, and yet the pair of the old generation carries the media, as it still works. Chromium does so when the answer comes some hundred milliseconds late, or when nothing is sent over the new pair.',
    advice: 'Nothing is lost. To force media onto another path, change the policy or the servers.',
    says({ restart, record }) {
      if (restart.outcome !== 'completed' || record.selectedAt !== null) return null;
      const local = restart.pair.to?.local;
      return `The restart was answered, and the old pair${local ? ` (${describe(local)})` : ''} goes on carrying the connection.`;
    },
  },
  {
    code: 'same-pair',
    severity: 'note',
    title: 'The new path is the old one',
    about:
      'The selected pair runs between the same addresses as before, and media had not waited for it: the restart bought nothing.',
    advice: 'Give a path that lost packets a moment to recover before restarting.',
    says(facts) {
      const { from, to } = facts.restart.pair;
      if (facts.restart.outcome !== 'completed' || facts.record.selectedAt === null) return null;
      if (!to || !samePath(from, to) || !boughtNothing(facts)) return null;
      return `The new pair runs where the old one did: ${describe(to.local)} to ${describe(to.remote)}.`;
    },
  },
  {
    code: 'media-not-back',
    severity: 'problem',
    title: 'Connected again, but media is not back',
    about:
      'ICE has found a new path, yet streams that had fallen silent before the restart stay silent. Firefox 153 does so when it restarts a connection that had gone to `failed`: ICE and DTLS report to be connected, and no packet arrives.',
    advice: 'Restart before `failed`; after it, replace the connection in Firefox.',
    says({ restart, connection, now }) {
      if (restart.outcome !== 'completed' || restart.settledAt === null) return null;
      const { requestedAt, settledAt } = restart;
      if (now - settledAt < mediaBackMs) return null;
      const silent = connection.streams.filter(
        ({ direction, silentSince }) =>
          direction === 'inbound' && silentSince !== null && silentSince < requestedAt,
      );
      if (silent.length === 0) return null;
      const kinds = [...new Set(silent.map(({ kind }) => kind))].join(' and ');
      return `ICE is connected again, and ${formatMs(now - settledAt)} later ${kinds} is still silent.`;
    },
  },
  {
    code: 'turn-lost',
    severity: 'problem',
    title: 'The relay path was lost',
    about:
      'The selected pair ran over a TURN relay and died: the allocation expired or was lost with the server, or the way to it is gone.',
    advice: 'Configure a second TURN server or transport, and see that credentials outlive the call.',
    says({ restart, record }) {
      const local = restart.pair.from?.local;
      if (local?.type !== 'relay' || restart.cause === 'none') return null;
      // Then all paths were lost, and it says nothing of the relay.
      if (restart.reason === 'network-handover') return null;
      const error = record.gatheringErrors.find(({ url }) => /^turns?:/.test(url));
      const server = local.url ? ` of ${local.url}` : '';
      const again = error ? ` The relay said ${error.code} when asked again.` : '';
      return `The path ran over the relay ${local.address ?? ''}${server} and was lost.${again}`.replace(
        '  ',
        ' ',
      );
    },
  },
  {
    code: 'never-connected',
    severity: 'note',
    title: 'The connection had never worked',
    about: 'No pair was ever selected before this restart: it was a second attempt at the first connection.',
    advice: 'Look at the first attempt: a restart repeats it with the same servers and the same policy.',
    says({ restart, connection }) {
      if (restart.pair.from !== null) return null;
      const tried = restart.requestedAt - connection.createdAt;
      return `No pair had been selected in the ${formatMs(tried)} before the restart.`;
    },
  },
  {
    code: 'remote-ice-lite',
    severity: 'note',
    title: 'The far side is ICE-lite',
    about:
      'An ICE-lite agent (RFC 8445 section 2.5) answers checks and sends none. It notices no dead path and restarts nothing by itself.',
    advice: 'Restart from this side; waiting for the server to do it is waiting in vain.',
    says({ restart, record }) {
      // Where it did offer the restart, somebody had asked it to.
      if (restart.initiator === 'remote') return null;
      return record.remoteIceLite ? 'The far side is ICE-lite: only this side can find the new path.' : null;
    },
  },
  {
    code: 'no-media-lost',
    severity: 'good',
    title: 'No media was lost',
    about: 'Packets arrived without a break while the path changed under them: make before break.',
    advice: 'This is how it should be.',
    says({ restart, record }) {
      const gaps = networkGaps(restart);
      const nothingLost =
        gaps.length > 0 && gaps.every(({ durationMs, highMs }) => durationMs === 0 && highMs < hiddenMs);
      if (restart.outcome !== 'completed' || !nothingLost || record.selectedAt === null) return null;
      const after = formatMs(record.selectedAt - restart.requestedAt);
      return `No media was lost: the new path took over after ${after}, while the old one still worked.`;
    },
  },
];
