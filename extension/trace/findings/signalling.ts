import { formatMs } from './format.ts';
import { phaseOf } from './media.ts';
import type { RestartFacts, Rule } from './rule.ts';

/** Round trips over the slowest of networks are done by then. */
const answerMs = 3_000;
const slowMs = 1_000;

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export const signallingRules: Rule<RestartFacts>[] = [
  {
    code: 'never-answered',
    severity: 'problem',
    title: 'The offer was never answered',
    about:
      'The offer with new credentials was applied, and no answer came. Until then the connection stays in its signalling state and can negotiate nothing else; media stays on the old path as long as that works.',
    advice:
      'See whether the offer arrives: signalling often dies with the same network. Reconnect it first, then send the offer again.',
    says({ restart, record, now }) {
      const { offeredAt, answeredAt, offeredBy } = record;
      if (offeredAt === null || answeredAt !== null) return null;
      if (restart.outcome === 'ignored' || restart.outcome === 'rolled-back') return null;
      const waited = (restart.settledAt ?? now) - offeredAt;
      if (waited < answerMs) return null;
      const whose = offeredBy === 'local' ? 'was not answered' : 'of the far side was not answered here';
      return `The offer ${whose} within ${formatMs(waited)}.`;
    },
  },
  {
    code: 'slow-signalling',
    severity: 'problem',
    title: 'Signalling took longer than the network',
    about:
      'Between the offer and its answer passed more time than the checks needed afterwards: the media waited for the application’s own messages.',
    advice:
      'Send the offer at once and trickle candidates; keep the signalling connection alive across network changes.',
    says({ restart, record }) {
      const { offeredAt, answeredAt } = record;
      if (offeredAt === null || answeredAt === null || record.offeredBy !== 'local') return null;
      const signalling = answeredAt - offeredAt;
      const checks = phaseOf(restart, 'check');
      const afterwards = checks?.to ? Math.max(0, checks.to - answeredAt) : 0;
      if (signalling < slowMs || signalling < afterwards) return null;
      return `The answer came ${formatMs(signalling)} after the offer; the network needed ${formatMs(afterwards)} from there.`;
    },
  },
  {
    code: 'remote-ignored',
    severity: 'problem',
    title: 'The far side ignored the restart',
    about:
      'A restart takes two: RFC 8839 section 4.4.2 has the answer carry new credentials as well. This one carried the old, as of a server without ICE restart. No state tells of it, and media stays on the old path, dead or alive.',
    advice: 'Enable ICE restart at the far side, or build a new connection there.',
    says({ restart, record }) {
      if (restart.outcome !== 'ignored' || restart.settledAt === null) return null;
      const after = formatMs(restart.settledAt - (record.offeredAt ?? restart.requestedAt));
      const who = restart.initiator === 'remote' ? 'This side' : 'The far side';
      return `${who} answered after ${after} with its old credentials: it ignored the restart.`;
    },
  },
  {
    code: 'partly-ignored',
    severity: 'problem',
    title: 'Only some transports were restarted',
    about:
      'Without BUNDLE every media section may have a transport of its own, and each restarts for itself.',
    advice: 'Bundle all media on one transport, or have the far side restart each.',
    says({ record: { transports } }) {
      if (transports.accepted === 0 || transports.accepted === transports.offered) return null;
      return `${transports.accepted} of ${plural(transports.offered, 'transport')} took new credentials.`;
    },
  },
  {
    code: 'stale-candidates',
    severity: 'note',
    title: 'Candidates of the old generation came late',
    about:
      'The far side’s candidates carried the ufrag it had before the restart. They belong to no pair any more; where the ufrag is not signalled, they may even be taken for new ones.',
    advice: 'Signal `usernameFragment` with each candidate, in order with the descriptions.',
    says({ record: { staleCandidates } }) {
      if (staleCandidates === 0) return null;
      return `${plural(staleCandidates, 'candidate')} of the old generation came from the far side after its new credentials.`;
    },
  },
  {
    code: 'mixed-with-renegotiation',
    severity: 'note',
    title: 'The offer changed more than the path',
    about:
      'The negotiation that restarted also added, removed or redirected media. That is allowed, but the restart then fails when the rest does, and the gap may be the renegotiation’s.',
    advice: 'Restart first, on its own, and renegotiate media when the path is back.',
    says({ record: { changes } }) {
      if (!changes) return null;
      const parts = [
        changes.added.length > 0 && `added ${changes.added.join(', ')}`,
        changes.removed.length > 0 && `removed ${changes.removed.join(', ')}`,
        changes.redirected.length > 0 && `changed the direction of ${changes.redirected.join(', ')}`,
      ].filter(Boolean);
      return parts.length > 0 ? `The same negotiation ${parts.join(' and ')}: no pure restart.` : null;
    },
  },
  {
    code: 'dtls-changed',
    severity: 'note',
    title: 'DTLS started anew as well',
    about:
      'An ICE restart keeps the DTLS association. With another fingerprint a new handshake is due (RFC 8842 section 3.1): typically the far side is another process or machine than before.',
    advice: 'Expect a new handshake in the gap; move the session’s certificate along if that is too long.',
    says({ record: { changes } }) {
      if (!changes || changes.fingerprints.length === 0) return null;
      const whose = changes.fingerprints.map(side => (side === 'local' ? 'our' : 'the far side’s'));
      return `With the restart ${whose.join(' and ')} DTLS fingerprint changed: no pure restart.`;
    },
  },
  {
    code: 'dtls-roles-swapped',
    severity: 'note',
    title: 'The answer swapped the DTLS roles',
    about:
      'The side that was the DTLS client is now the server in the SDP, though both fingerprints are as before. RFC 8842 section 5.3 has an answer keep the roles of an association that goes on; some endpoints start a new handshake, others take no notice. Firefox answers so when it had offered the first time.',
    advice: 'Nothing, if media flows on; otherwise keep `a=setup` as it was.',
    says({ record: { changes } }) {
      if (!changes?.roles || changes.fingerprints.length > 0) return null;
      return 'The answer swapped the DTLS roles: by the letter no pure restart.';
    },
  },
];
