import { signal } from '@preact/signals';
import type { PanelModel } from '../model/panel-model.ts';
import { seldom, Work, type WorkProgress } from '../work/work.ts';
import { download } from './download.ts';
import { fileName } from './file-name.ts';
import { type Format, type FormatId, formats } from './formats.ts';
import { type Shown, shownBy, subjectOf } from './subject.ts';

/** An export that is under way. */
export interface Exporting extends Partial<WorkProgress> {
  title: string;
  /** How many more wait for their turn. */
  waiting: number;
}

interface Wish {
  format: Format;
  shown: Shown;
  redact: boolean;
}

/** Makes files of what a panel shows, one after the other, and hands them to the browser. */
export class Exporter {
  readonly exporting = signal<Exporting | null>(null);
  /** Why the last one came to nothing. */
  readonly problem = signal<string | null>(null);
  readonly #wishes: Wish[] = [];
  #abort = new AbortController();

  /** Exports what the panel shows now, however it goes on meanwhile. */
  async export(id: FormatId, model: PanelModel, redact = false): Promise<void> {
    const format = formats.find(each => each.id === id);
    const shown = shownBy(model);
    if (!format || !shown) return;
    this.#wishes.push({ format, shown, redact });
    this.problem.value = null;
    if (this.exporting.peek()) return;
    for (let wish = this.#wishes.shift(); wish; wish = this.#wishes.shift()) await this.#make(wish);
    this.exporting.value = null;
  }

  /** Gives up what is under way, and what waits for it. */
  cancel(): void {
    this.#wishes.length = 0;
    this.#abort.abort();
  }

  dismiss(): void {
    this.problem.value = null;
  }

  async #make({ format, shown, redact }: Wish): Promise<void> {
    const { title } = format;
    const tell = (progress?: WorkProgress) => {
      this.exporting.value = { title, waiting: this.#wishes.length, ...progress };
    };
    tell();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      const work = new Work({ signal, onProgress: seldom(tell) });
      const subject = await subjectOf(shown, redact, work);
      const blob = await format.make(subject, work);
      if (!signal.aborted) download(blob, nameOf(subject.view, redact, format));
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.problem.value = `${title}: ${reason}`;
    }
  }
}

function nameOf({ frames, to }: Shown['view'], redact: boolean, { ending }: Format): string {
  const [frame] = frames.values();
  return fileName(frame?.url ?? '', new Date(to ?? 0), redact ? `-redacted${ending}` : ending);
}
