import { formatMs } from './format.ts';
import { worstGapMs } from './media.ts';
import type { RebuildFacts, Rule } from './rule.ts';

export const rebuildRules: Rule<RebuildFacts>[] = [
  {
    code: 'rebuilt-instead',
    severity: 'problem',
    title: 'Rebuilt instead of restarted',
    about:
      'The application closed a connection in trouble and made a new one. That negotiates all media anew, gathers, checks and shakes hands for DTLS again, where a restart only looks for another path.',
    advice: 'Try `restartIce()` first, and rebuild when that has failed.',
    says({ rebuild, restarts }) {
      const worst = worstGapMs(rebuild);
      const took = rebuild.connectedAt - rebuild.createdAt;
      const silence =
        worst > 0 ? `media was silent for ${formatMs(worst)}` : `that was connected after ${formatMs(took)}`;
      const costs = restarts.map(worstGapMs).sort((a, b) => a - b);
      const median = costs[Math.floor(costs.length / 2)];
      const compared =
        median === undefined
          ? 'no restart was tried in this trace'
          : `restarts in this trace cost ${formatMs(median)} (median of ${costs.length})`;
      return `The connection was replaced by another, and ${silence}; ${compared}.`;
    },
  },
];
