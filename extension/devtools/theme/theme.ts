import { signal } from '@preact/signals';

/** Grows whenever the colours may have changed, for what keeps a copy of them. */
export const themeVersion = signal(0);

/** What a host tells about its own look. */
export interface HostTheme {
  /** `dark`, `light` or `default`; anything else leaves it to the system. */
  name(): string | undefined;
  onChange(listener: () => void): void;
}

/** Keeps the document as dark as its host is, or as the system prefers. */
export function followTheme(host: HostTheme | null): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const name = host?.name();
    const known = name === 'dark' || name === 'light' || name === 'default';
    document.documentElement.dataset.theme = (known ? name === 'dark' : dark.matches) ? 'dark' : 'light';
    themeVersion.value++;
  };
  apply();
  host?.onChange(apply);
  dark.addEventListener('change', apply);
  matchMedia('(forced-colors: active)').addEventListener('change', apply);
}
