const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `840 kB`, `12.4 MB`, `1 GB`. */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${number.format(Math.ceil(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${number.format(bytes / 1e6)} MB` : `${number.format(bytes / 1e9)} GB`;
}
