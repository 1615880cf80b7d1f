import { args } from './arguments.ts';
import type { Checks } from './check.ts';
import { construction } from './construction.ts';
import { errors } from './errors.ts';
import { footprints } from './footprints.ts';
import { frames } from './frames.ts';
import { legacy } from './legacy.ts';
import { order } from './order.ts';
import { promises } from './promises.ts';
import { shape } from './shape.ts';
import { stacks } from './stacks.ts';

/** Everything that is compared with and without the extension, by topic. */
export const topics: Record<string, Checks> = {
  shape,
  construction,
  errors,
  arguments: args,
  promises,
  order,
  legacy,
  stacks,
  frames,
  footprints,
};
