import type { Trace } from '../../trace/schema/trace.ts';
import { fileName } from './file-name.ts';

/** Hands a file to the browser as a download. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun when the click returns, but Firefox reads the URL a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function offerTrace(trace: Trace): void {
  const blob = new Blob([JSON.stringify(trace)], { type: 'application/json' });
  download(blob, fileName(trace.page.url, new Date(trace.endedAt), '.icescope.json'));
}
