import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PanelModel } from '../model/panel-model.ts';
import { type Kind, predicateOf, typesOf, usualKinds } from './event-filter.ts';
import { type Filtered, SlicedFilter } from './sliced-filter.ts';

/** What the log shows, and how that is chosen. It outlives the log's tab. */
export class LogModel {
  readonly allConnections = signal(false);
  readonly kinds = signal(usualKinds);
  readonly text = signal('');
  readonly filtered: ReadonlySignal<Filtered>;
  readonly #model: PanelModel;
  readonly #filter = new SlicedFilter({
    later: callback => setTimeout(callback),
    elapsed: () => performance.now(),
  });
  /** A new object only when the connection is another one, for the filter begins anew with it. */
  readonly #connection = computed(() => this.#model.scene.value.connection);
  readonly #predicate = computed(() => {
    const connection = this.allConnections.value ? null : this.#connection.value;
    return predicateOf({ connection, kinds: this.kinds.value, text: this.text.value });
  });
  #applied: unknown = null;

  constructor(model: PanelModel) {
    this.#model = model;
    this.filtered = this.#filter.state;
  }

  /** Brings what is filtered up to the trace and the choice as they are; to be called while it is looked at. */
  refresh(): void {
    const predicate = this.#predicate.value;
    void this.#model.source.snapshot.value;
    const lists = this.#model.source.eventLists();
    if (predicate !== this.#applied) {
      this.#applied = predicate;
      this.#filter.filter(predicate, typesOf(this.kinds.peek()));
    }
    this.#filter.take(lists);
  }

  toggle(kind: Kind): void {
    const kinds = new Set(this.kinds.peek());
    if (!kinds.delete(kind)) kinds.add(kind);
    this.kinds.value = kinds;
  }
}
