import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Desk } from './desk.ts';

/** Files may be dropped anywhere on the page; while they hover over it, it says so. */
export function DropZone({ desk }: { desk: Desk }) {
  const hovering = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    const listen = (type: string, listener: (event: DragEvent) => void) =>
      addEventListener(type, event => carriesFiles(event as DragEvent) && listener(event as DragEvent), stop);
    listen('dragover', event => {
      event.preventDefault();
      hovering.value = true;
    });
    listen('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) hovering.value = false;
    });
    listen('drop', event => {
      event.preventDefault();
      hovering.value = false;
      void desk.open([...(event.dataTransfer?.files ?? [])]);
    });
    return () => stop.abort();
  }, [desk, hovering]);
  return hovering.value ? (
    <div class="drop-zone">
      <p>Drop traces or dumps to open them</p>
    </div>
  ) : null;
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
