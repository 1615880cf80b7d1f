import type { Runtime } from 'webextension-polyfill';

/**
 * The little that the bridge asks of the browser is the same in both under this name. So it does without the polyfill,
 * which would run in every frame of every page.
 */
declare const chrome: { runtime: Asked };
export const extension = chrome;

interface Asked extends Pick<Runtime.Static, 'id' | 'connect' | 'sendMessage'> {
  onMessage: { addListener(listener: Listener): void };
}
type Listener = (message: unknown, sender: unknown, answer: (response: unknown) => void) => void;

/** Whether the extension was reloaded or removed under the page: then every call of its API throws. */
export function isOrphaned(): boolean {
  try {
    return extension.runtime.id === undefined;
  } catch {
    return true;
  }
}

/** Opens a port to the background, waking it; `null` where there is none any more. */
export function connect(name: string): Runtime.Port | null {
  try {
    return extension.runtime.connect({ name });
  } catch {
    return null;
  }
}
