import type { Recording } from './recording.ts';

/** What a recording is called: its page, by title or else by address. */
export function nameOf({ page }: Pick<Recording, 'page'>): string {
  return page.title.trim() || addressOf(page.url);
}

/** `call.example.com/room`: an address without what nobody reads. */
export function addressOf(url: string): string {
  return (
    url
      .replace(/^https?:\/\//, '')
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '') || 'Untitled page'
  );
}
