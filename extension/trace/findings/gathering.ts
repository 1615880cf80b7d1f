import { networkChanges } from '../fold/frame.ts';
import type { Candidate } from '../schema/candidate.ts';
import type { Configuration } from '../schema/events.ts';
import { formatMs } from './format.ts';
import type { RestartFacts, Rule } from './rule.ts';

const slowGatheringMs = 2_000;
/** Chromium hears of a new interface up to so long after it came up. */
const networkNewsMs = 6_000;

interface Told {
  t: number;
  url: string;
}

/** Which server a candidate came from. Firefox does not say: then it is known where only one could give it. */
function serverOf({ type, url }: Candidate, configuration: Configuration | null): string | undefined {
  if (url || (type !== 'srflx' && type !== 'relay')) return url;
  const giving = type === 'srflx' ? /^(stun|turn)s?:/ : /^turns?:/;
  const able = configuration?.iceServers.flatMap(({ urls }) => urls.filter(each => giving.test(each))) ?? [];
  return able.length === 1 ? able[0] : undefined;
}

/** What each server told while gathering, in time order. */
function serversOf({ record }: RestartFacts): Told[] {
  const candidates = record.gathered.flatMap(({ t, candidate }) => {
    const url = serverOf(candidate, record.configuration);
    return url ? [{ t, url }] : [];
  });
  return [...candidates, ...record.gatheringErrors].sort((a, b) => a.t - b.t);
}

function newsAfter({ frame, restart }: RestartFacts): number | null {
  const { requestedAt } = restart;
  const changes = frame ? networkChanges(frame) : [];
  const news = changes.filter(t => t > requestedAt && t <= requestedAt + networkNewsMs);
  return news.length > 0 ? Math.min(...news) : null;
}

export const gatheringRules: Rule<RestartFacts>[] = [
  {
    code: 'slow-gathering-server',
    severity: 'problem',
    title: 'One slow server held up gathering',
    about:
      'Gathering ends when the last STUN or TURN server has answered or timed out. An application that signals only complete descriptions waits for it.',
    advice: 'Remove or repair that server, and trickle candidates instead of waiting for the last.',
    says(facts) {
      const { gatheringFrom, gatheringTo } = facts.record;
      if (gatheringFrom === null || gatheringTo === null) return null;
      const whole = gatheringTo - gatheringFrom;
      const last = serversOf(facts).at(-1);
      if (whole < slowGatheringMs || !last) return null;
      const others = [
        gatheringFrom,
        ...serversOf(facts)
          .filter(({ url }) => url !== last.url)
          .map(({ t }) => t),
        ...facts.record.gathered
          .filter(({ candidate }) => serverOf(candidate, facts.record.configuration) !== last.url)
          .map(({ t }) => t),
      ];
      const alone = last.t - Math.max(...others.filter(t => t <= last.t));
      if (alone < whole / 2) return null;
      return `Gathering took ${formatMs(whole)}, ${formatMs(alone)} of it waiting for ${last.url} alone.`;
    },
  },
  {
    code: 'no-relay-candidate',
    severity: 'problem',
    title: 'No relay to fall back to',
    about:
      'No relay candidate was gathered for this generation. Where no direct path exists, as between two strict NATs, only a TURN relay connects.',
    advice: 'Configure a TURN server, also over TCP or TLS, and see that its credentials have not expired.',
    says({ restart, record }) {
      const { gathered, configuration } = record;
      if (record.offeredAt === null || gathered.some(({ candidate }) => candidate.type === 'relay'))
        return null;
      const relayOnly = configuration?.iceTransportPolicy === 'relay';
      if (restart.outcome !== 'failed' && !(relayOnly && record.answeredAt !== null)) return null;
      const turn = configuration?.iceServers.flatMap(({ urls }) => urls).filter(url => /^turns?:/.test(url));
      const policy = relayOnly ? 'The policy allows relays only, and no' : 'No';
      const servers =
        turn && turn.length > 0
          ? `the ${turn.length} configured TURN URL${turn.length === 1 ? ' gave none' : 's gave none'}`
          : 'no TURN server is configured';
      const among = gathered.length > 0 ? ` among ${gathered.length}` : '';
      return `${policy} relay candidate was gathered${among}: ${servers}.`;
    },
  },
  {
    code: 'network-not-known-yet',
    severity: 'problem',
    title: 'Restarted before the new network was known',
    about:
      'A browser notices a new interface some seconds late (Chromium 1 to 5 s). A restart before that gathers the candidates of the interface that is gone, or none.',
    advice:
      'When a restart brings no new candidates, repeat it on the next `online` or `connection.change` event.',
    says(facts) {
      const { restart, record } = facts;
      if (record.offeredAt === null || restart.outcome === 'completed') return null;
      const news = newsAfter(facts);
      const old = restart.pair.from?.local;
      const addresses = new Set(record.gathered.map(({ candidate }) => candidate.address));
      const deadOnly =
        addresses.size === 0 ||
        (addresses.size === 1 &&
          !!old &&
          (addresses.has(old.address) || addresses.has(old.relatedAddress ?? '')));
      if (news === null || !deadOnly) return null;
      const what = addresses.size === 0 ? 'gathered nothing' : 'gathered only the old address';
      return `The restart ${what}: the browser told of a network change ${formatMs(news - restart.requestedAt)} later.`;
    },
  },
];
