import { buildTrace } from '../../trace/file/build.ts';
import { generator } from '../../trace/file/generator.ts';
import type { Trace } from '../../trace/schema/trace.ts';
import type { TraceSource } from '../source/source.ts';

/** Hands the source's trace to the browser as a download. */
export function saveTrace(source: TraceSource): void {
  const dropped = source.snapshot.peek().missing;
  offerTrace(buildTrace({ events: source.events(), dropped, generator: generator() }));
}

export function offerTrace(trace: Trace): void {
  const blob = new Blob([JSON.stringify(trace)], { type: 'application/json' });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(trace.page.url, new Date(trace.endedAt));
  link.click();
  // The download has begun when the click returns, but Firefox reads the URL a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `icescope-call.example.com-2025-11-23T20-35-10.icescope.json` */
export function fileName(pageUrl: string, at: Date): string {
  const host = hostOf(pageUrl).replace(/[^a-z0-9.]+/gi, '-');
  const time = at.toISOString().slice(0, 19).replaceAll(':', '-');
  return `icescope-${host}-${time}.icescope.json`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname || 'page';
  } catch {
    return 'page';
  }
}
