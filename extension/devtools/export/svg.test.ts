import { expect, it } from 'vitest';
import type { Shape } from '../timeline/shapes.ts';
import { svgOf } from './svg.ts';

const options = {
  width: 100,
  height: 50,
  colour: (ink: string) => `var(--ink-${ink})`,
  fontFamily: 'system-ui',
  title: 'T',
};

it('draws each kind of shape', () => {
  const shapes: Shape[] = [
    { kind: 'box', x: 1, y: 2, w: 10, h: 5, fill: 'good', stroke: 'edge', dashed: true, openRight: true },
    { kind: 'hatch', x: 0, y: 0, w: 20, h: 10, ink: 'warn' },
    { kind: 'line', x1: 0, y1: 0, x2: 5, y2: 5, ink: 'line', width: 2 },
    { kind: 'flow', y: 10, xs: [0, 10], halves: [2, 4], ink: 'audio-in' },
    { kind: 'polygon', points: [0, 0, 4, 0, 2, 4], ink: 'host', hollow: true },
    { kind: 'text', x: 5, y: 5, text: 'hello', ink: 'text', bold: true, align: 'center' },
  ];
  const svg = svgOf(shapes, options);
  expect(svg).toContain('<rect x="1" y="2" width="10" height="5" fill="var(--ink-good)"/>');
  expect(svg).toContain('stroke-dasharray="3 3"');
  expect(svg).toContain('<path d="M0 8L10 6L10 14L0 12Z" fill="var(--ink-audio-in)"/>');
  expect(svg).toContain('<polygon points="0 0 4 0 2 4" fill="var(--ink-ground)"');
  expect(svg).toMatch(/<text [^>]*font-weight="600" text-anchor="middle"[^>]*>hello<\/text>/);
});

it('cuts hatching to its box', () => {
  const svg = svgOf([{ kind: 'hatch', x: 10, y: 10, w: 20, h: 8, ink: 'bad' }], options);
  const numbers = [.../ d="(M[^"]*)"/.exec(svg)![1]!.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)];
  for (const [, x, y] of numbers) {
    expect(Number(x)).toBeGreaterThanOrEqual(10);
    expect(Number(x)).toBeLessThanOrEqual(30);
    expect(Number(y)).toBeGreaterThanOrEqual(10);
    expect(Number(y)).toBeLessThanOrEqual(18);
  }
});

it('shows what a page has put into a text as text', () => {
  const text = '<script>alert(1)</script>&"\u0000';
  const svg = svgOf([{ kind: 'text', x: 0, y: 0, text, ink: 'text' }], { ...options, title: text });
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;<');
});
