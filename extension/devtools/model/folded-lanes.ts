import { type ReadonlySignal, signal } from '@preact/signals';

const storageKey = 'icescope.folded-lanes';

/** Which lanes are folded away. Remembered from one panel to the next. */
export class FoldedLanes {
  readonly #lanes = signal<ReadonlySet<string>>(remembered());

  get lanes(): ReadonlySignal<ReadonlySet<string>> {
    return this.#lanes;
  }

  toggle(lane: string): void {
    const lanes = new Set(this.#lanes.peek());
    if (!lanes.delete(lane)) lanes.add(lane);
    this.#lanes.value = lanes;
    remember(lanes);
  }
}

/** Whatever stands in the storage: it is shared with other versions, and may be refused altogether. */
function remembered(): ReadonlySet<string> {
  try {
    const lanes: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return new Set(Array.isArray(lanes) ? lanes.filter(lane => typeof lane === 'string') : []);
  } catch {
    return new Set();
  }
}

function remember(lanes: ReadonlySet<string>): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify([...lanes]));
  } catch {
    // Then they are folded until the panel is closed.
  }
}
