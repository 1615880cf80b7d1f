/** `icescope-call.example.com-2025-11-23T20-35-10.icescope.json` */
export function fileName(pageUrl: string, at: Date, ending: string): string {
  const host = hostOf(pageUrl).replace(/[^a-z0-9.]+/gi, '-');
  const time = at.toISOString().slice(0, 19).replaceAll(':', '-');
  return `icescope-${host}-${time}${ending}`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname || 'page';
  } catch {
    return 'page';
  }
}
