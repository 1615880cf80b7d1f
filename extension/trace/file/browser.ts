import type { Trace } from '../schema/trace.ts';

/** The most particular token wins: Edge and Opera name Chrome too. */
const brands: [name: string, token: RegExp][] = [
  ['Edge', /\bEdg\/([\d.]+)/],
  ['Opera', /\bOPR\/([\d.]+)/],
  ['Firefox', /\bFirefox\/([\d.]+)/],
  ['Chrome', /\b(?:Headless)?Chrome\/([\d.]+)/],
  ['Safari', /\bVersion\/([\d.]+).*\bSafari\//],
];

/** Name and version, as far as the user agent gives them away. */
export function browserOf(userAgent: string): Trace['browser'] {
  for (const [name, token] of brands) {
    const version = token.exec(userAgent)?.[1];
    if (version) return { name, version, userAgent };
  }
  return { name: 'unknown', version: '', userAgent };
}
