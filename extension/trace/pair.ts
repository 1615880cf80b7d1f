import type { Pair } from './schema/candidate.ts';

/** Tells pairs apart, in all the ways the browsers describe one and the same: with or without addresses. */
export function pairIdentity({ local, remote }: Pair): string {
  return `${local.ufrag}/${local.protocol}/${local.port}>${remote.port}`;
}
