import type { PathLoss } from './path-loss.ts';

/**
 * When an application restarts ICE. Whatever it listens to besides, it restarts on `failed`: from there no
 * connection comes back by itself.
 */
export type Policy =
  | { on: 'failed' }
  /** `disconnected` has lasted for so long. */
  | { on: 'disconnected'; afterMs: number }
  /** No packet for so long. */
  | { on: 'stall'; afterMs: number }
  | { on: 'network-change' };

/** When a policy acts on a loss. `no-sooner`: what it waits for had not come when something else ended the loss. */
export type Acts = { at: number; certain: boolean } | 'never';

export function actsOn(policy: Policy, loss: PathLoss): Acts {
  const at = earliest(ownSign(policy, loss), loss.signs.failed);
  if (at !== null && isUnmended(loss, at)) return { at, certain: true };
  if (loss.endedBy === 'itself') return 'never';
  return { at: noSooner(policy, loss), certain: false };
}

function ownSign(policy: Policy, { from, signs }: PathLoss): number | null {
  switch (policy.on) {
    case 'failed':
      return null;
    case 'stall':
      return from + policy.afterMs;
    case 'network-change':
      return signs.networkChange;
    case 'disconnected': {
      const lasting = signs.disconnected.find(
        each => each.to === null || each.to - each.from > policy.afterMs,
      );
      return lasting ? lasting.from + policy.afterMs : null;
    }
  }
}

/** What had not come while the loss took its course comes later, or not at all. */
function noSooner(policy: Policy, { untouchedUntil }: PathLoss): number {
  return policy.on === 'disconnected' ? untouchedUntil + policy.afterMs : untouchedUntil;
}

function isUnmended({ endedBy, backAt }: PathLoss, at: number): boolean {
  return endedBy !== 'itself' || backAt === null || at < backAt;
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
