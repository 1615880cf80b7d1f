import type { Policy } from '../../trace/what-if/policy.ts';
import { type Evidence, type Lack, leastLosses, leastRecoveries } from '../../trace/what-if/what-if.ts';
import { duration } from '../text/duration.ts';
import { grouped } from '../text/grouped.ts';
import { counted } from '../text/words.ts';

export const policyWords: Record<Policy['on'], string> = {
  failed: 'When ICE failed',
  disconnected: 'When disconnected for',
  stall: 'When no packet came for',
  'network-change': 'When the network changed',
};

const plural = (n: number, one: string, many: string) => `${grouped(n)} ${n === 1 ? one : many}`;

const endings = {
  restart: 'ended by a restart',
  itself: 'mended by themselves',
  rebuild: 'ended by another connection',
  nothing: 'not seen to end',
} as const;

/** `7 losses of the path in 2 open traces: 5 ended by a restart, 2 mended by themselves` */
export function lossesText({ losses, traces }: Evidence): string {
  const parts = (Object.keys(endings) as (keyof typeof endings)[])
    .map(ending => [losses.filter(({ endedBy }) => endedBy === ending).length, endings[ending]] as const)
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${n} ${words}`);
  const where = traces > 1 ? `in ${counted(traces, 'open trace')}` : 'in this trace';
  const total = `${plural(losses.length, 'loss of the path', 'losses of the path')} ${where}`;
  return parts.length > 0 ? `${total}: ${parts.join(', ')}` : total;
}

export function recoveryText({ recovery }: Evidence): string {
  if (!recovery) return 'No restart has brought media back yet.';
  const { restarts, medianMs, leastMs, mostMs } = recovery;
  const range = restarts === 1 ? '' : ` (median; ${duration(leastMs)} to ${duration(mostMs)})`;
  return `${counted(restarts, 'restart')} brought media back, ${duration(medianMs)} after being asked for${range}.`;
}

/** What would have to be seen before a policy can be judged. */
export function lackText(why: Lack): string {
  switch (why) {
    case 'losses':
      return `too few: at least ${leastLosses} losses of the path are needed`;
    case 'recovery':
      return `too few: at least ${leastRecoveries} restarts that brought media back are needed`;
    case 'signs':
      return 'not known: the application acted, or the silence ended, before this came';
  }
}
