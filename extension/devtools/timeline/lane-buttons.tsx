import type { ReadonlySignal } from '@preact/signals';
import type { FoldedLanes } from '../model/folded-lanes.ts';
import type { Row } from './rows.ts';

/** Over each lane's label, for pointer and keyboard: folds the lane away and opens it again. */
export function LaneButtons({ rows, folded }: { rows: ReadonlySignal<readonly Row[]>; folded: FoldedLanes }) {
  return (
    <ul class="lane-buttons" aria-label="Lanes">
      {rows.value.map(({ lane, top, labelHeight, folded: isFolded }) => (
        <li key={lane.id}>
          <button
            type="button"
            class="lane-button"
            style={{ top: `${top}px`, height: `${labelHeight}px` }}
            aria-expanded={!isFolded}
            aria-label={`${lane.label} ${lane.detail}`.trim()}
            title={isFolded ? 'Open this lane' : 'Fold this lane away'}
            onClick={() => folded.toggle(lane.foldId ?? lane.id)}
          />
        </li>
      ))}
    </ul>
  );
}
