/** How well a state is. Drawn in colour and in pattern, and named in words beside it. */
export type Tone = 'neutral' | 'busy' | 'good' | 'warn' | 'bad' | 'off';

/** The colours that a canvas draws with, each the custom property `--ink-<name>` of colours.css. */
export const inkNames = [
  'ground',
  'edge',
  'text',
  'dim',
  'line',
  'line-soft',
  'accent',
  'on-accent',
  'waiting',
  'working',
  'hidden',
  'offline',
  'measured',
  'neutral',
  'neutral-text',
  'busy',
  'busy-text',
  'good',
  'good-text',
  'warn',
  'warn-text',
  'bad',
  'bad-text',
  'off',
  'off-text',
  'generation-even',
  'generation-odd',
  'generation-text',
  'path-even',
  'path-odd',
  'path-text',
  'audio-in',
  'audio-out',
  'video-in',
  'video-out',
  'data-in',
  'data-out',
  'gap',
  'gap-text',
  'no-gap',
  'no-gap-text',
  'host',
  'srflx',
  'prflx',
  'relay',
  'window',
  'shade',
] as const;
export type Ink = (typeof inkNames)[number];

/** What a canvas needs to know of the style sheet. */
export interface Inks {
  colours: Record<Ink, string>;
  fontFamily: string;
}

/**
 * The colours as they are now. Each is resolved by giving it to an element, because a custom property may
 * stand for a system colour, which a canvas would resolve for another colour scheme than the page's.
 */
export function readInks(element: HTMLElement): Inks {
  const probe = document.createElement('span');
  // Forced colours would turn each into the colour of text.
  probe.style.setProperty('forced-color-adjust', 'none');
  element.append(probe);
  const style = getComputedStyle(probe);
  const colours = {} as Record<Ink, string>;
  for (const name of inkNames) {
    probe.style.color = `var(--ink-${name})`;
    colours[name] = style.color;
  }
  const { fontFamily } = style;
  probe.remove();
  return { colours, fontFamily };
}
