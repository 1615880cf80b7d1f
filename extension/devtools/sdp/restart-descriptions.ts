import type { Side } from '../../trace/schema/events.ts';
import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView, DescriptionMark } from '../../trace/view.ts';

/** One side's description before a restart, and the one that the restart brought. */
export interface DescriptionChange {
  side: Side;
  before: DescriptionMark;
  after: DescriptionMark;
}

/** What a restart changed of either side's description, as far as it got. */
export function descriptionChanges(
  { requestedAt, settledAt }: Restart,
  { descriptions }: Pick<ConnectionView, 'descriptions'>,
): DescriptionChange[] {
  const until = settledAt ?? Number.POSITIVE_INFINITY;
  return (['local', 'remote'] as const).flatMap(side => {
    const own = descriptions.filter(each => each.side === side && each.type !== 'rollback');
    const before = own.findLast(({ t }) => t < requestedAt);
    const after = own.findLast(({ t }) => t >= requestedAt && t <= until);
    return before && after ? [{ side, before, after }] : [];
  });
}
