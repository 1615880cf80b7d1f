import type { PanelModel } from '../model/panel-model.ts';
import { download } from './download.ts';
import { fileName } from './file-name.ts';
import { type FormatId, formats } from './formats.ts';
import { subjectOf } from './subject.ts';

/** Hands what the panel shows to the browser as a file of this format. */
export async function exportAs(id: FormatId, model: PanelModel, redacted = false): Promise<void> {
  const format = formats.find(each => each.id === id);
  const subject = subjectOf(model, redacted);
  if (!format || !subject) return;
  const blob = await format.make(subject);
  const [frame] = subject.view.frames.values();
  const ending = redacted ? `-redacted${format.ending}` : format.ending;
  download(blob, fileName(frame?.url ?? '', new Date(subject.view.to ?? 0), ending));
}
