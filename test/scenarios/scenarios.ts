import { askedFor } from './asked-for.ts';
import { askedInVain } from './asked-in-vain.ts';
import { changedPaths } from './changed-paths.ts';
import { collisions } from './collisions.ts';
import { farSides } from './far-sides.ts';
import { findable } from './found.ts';
import { lostPaths } from './lost-paths.ts';
import { negotiations } from './negotiations.ts';
import { rebuilds } from './rebuilds.ts';
import type { Scenario } from './scenario.ts';

/** One row, one thing that happens, one verdict. */
export const scenarios: Scenario[] = [
  ...lostPaths,
  ...askedFor,
  ...askedInVain,
  ...collisions,
  ...farSides,
  ...negotiations,
  ...changedPaths,
  ...findable,
  ...rebuilds,
];
