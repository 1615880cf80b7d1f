import { between, logarithmicBetween, pick, type Random, seededRandom, shuffled } from './random.ts';

export type Visibility = 'visible' | 'hidden';
export type Peer = 'alice' | 'bob';

/**
 * - `healed-before`: the path mends, then the restart is signalled.
 * - `healed-after`: the restart is signalled while nothing passes; the path mends later, or the restart itself
 *   finds a new one.
 * - `make-before-break`: a restart on a path that works throughout.
 */
export type TrialKind = 'healed-before' | 'healed-after' | 'make-before-break';

/** What happens in one trial; times in milliseconds after the cut. */
export interface TrialPlan {
  number: number;
  kind: TrialKind;
  visibility: Visibility;
  /** Who asks for the restart. */
  restarter: Peer;
  /** How long the path is cut; 0 for none. */
  cutMs: number;
  /** `null`: the old path never mends, the restart finds a new one. */
  mendAtMs: number | null;
  restartAtMs: number;
  /** How long media flows undisturbed before the cut. */
  calmMs: number;
  /** Where within a second the once-a-second poll reads. */
  pollPhaseMs: number;
}

const shortestCutMs = 100;
const longestCutMs = 10_000;
/** Browsers give up connectivity checks that nobody answers; a restart that failed for that is another matter. */
const longestChecksMs = 4_000;
/** Long enough for the fast sampling around the trial before to end. */
const shortestCalmMs = 4_500;

interface Cell {
  kind: TrialKind;
  visibility: Visibility;
}

/** The trials for a seed: as many of each kind in visible and in hidden tabs, in random order. */
export function planTrials(count: number, seed: number): TrialPlan[] {
  const random = seededRandom(seed);
  return shuffled(random, cells(count)).map((cell, index) => planTrial(random, cell, index + 1));
}

function cells(count: number): Cell[] {
  const unbroken = Math.max(1, Math.round(count / 8));
  return Array.from({ length: count }, (_, i) => {
    const visibility: Visibility = i % 2 === 0 ? 'visible' : 'hidden';
    if (i >= count - unbroken) return { kind: 'make-before-break', visibility };
    return { kind: i % 4 < 2 ? 'healed-before' : 'healed-after', visibility };
  });
}

function planTrial(random: Random, cell: Cell, number: number): TrialPlan {
  const common = {
    ...cell,
    number,
    restarter: pick<Peer>(random, ['alice', 'bob']),
    calmMs: Math.round(between(random, shortestCalmMs, shortestCalmMs + 1_000)),
    pollPhaseMs: Math.round(between(random, 0, 1_000)),
  };
  if (cell.kind === 'make-before-break') return { ...common, cutMs: 0, mendAtMs: null, restartAtMs: 0 };
  const cutMs = Math.round(logarithmicBetween(random, shortestCutMs, longestCutMs));
  return { ...common, cutMs, ...healing(random, cell.kind, cutMs) };
}

function healing(
  random: Random,
  kind: TrialKind,
  cutMs: number,
): { mendAtMs: number | null; restartAtMs: number } {
  if (kind === 'healed-before') {
    return { mendAtMs: cutMs, restartAtMs: Math.round(between(random, cutMs, cutMs + 1_500)) };
  }
  if (pick(random, [true, false])) return { mendAtMs: null, restartAtMs: cutMs };
  const earliest = Math.max(0.1 * cutMs, cutMs - longestChecksMs);
  return { mendAtMs: cutMs, restartAtMs: Math.round(between(random, earliest, 0.9 * cutMs)) };
}

/** In a few words, for people. */
export function describePlan({ kind, visibility, cutMs, mendAtMs, restartAtMs }: TrialPlan): string {
  if (kind === 'make-before-break') return `${visibility}, no cut`;
  const healing = mendAtMs === null ? 'new path' : `restart ${restartAtMs - mendAtMs} ms from mending`;
  return `${visibility}, cut ${cutMs} ms, ${healing}`;
}
