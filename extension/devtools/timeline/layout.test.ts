import { describe, expect, it } from 'vitest';
import { type SimulatedView, startOfTrace, viewOf } from '../fixture/view.ts';
import type { Range } from '../model/viewport.ts';
import { headHeight, layoutTimeline, type TimelineInput } from './layout.ts';
import type { Shape, Target } from './shapes.ts';
import { gathered } from './sheet.ts';

const range: Range = { from: startOfTrace, to: startOfTrace + 30_000 };

function layout({ connection, frame, end }: SimulatedView, changes: Partial<TimelineInput> = {}) {
  const input: TimelineInput = {
    connection,
    frame,
    selectedRestartId: null,
    range,
    origin: startOfTrace,
    until: end,
    size: { width: 1134, height: 600 },
    scrollTop: 0,
    measure: text => text.length * 6,
    ...changes,
  };
  return gathered(output => layoutTimeline(input, output));
}

const textsOf = (shapes: Shape[]) => shapes.flatMap(shape => (shape.kind === 'text' ? [shape.text] : []));
const hint = (targets: Target[], pattern: RegExp) => targets.find(target => pattern.test(target.hint()));

/** The path breaks after 10 s of media; the restart comes 3.6 s later. */
const lost = viewOf(call =>
  call.run(10_000).breakPath().run(3_600).state('disconnected').restart().run(5_000),
);

describe('lanes', () => {
  it('stand from cause to effect, with what they show', () => {
    const texts = textsOf(layout(lost).shapes);
    const names = [
      'Signaling',
      'ICE',
      'Connection',
      'Generation',
      'Path',
      'Candidates',
      'Audio in',
      'Video in',
    ];
    const found = texts.filter(text => names.includes(text));
    expect(found).toEqual(names);
    expect(texts).toContain('0 · AzpT ⇄ x4rl');
    expect(texts).toContain('1 · d1Rm ⇄ OPL2');
    expect(texts).toContain('host wifi → srflx');
  });

  it('say what held where the crosshair stands', () => {
    const [restart] = lost.connection.restarts;
    const texts = textsOf(layout(lost, { crosshair: restart!.requestedAt - 1_000 }).shapes);
    expect(texts).toContain('0 · AzpT ⇄ x4rl');
    expect(texts.some(text => /^silent 2,\d{3} ms$/.test(text))).toBe(true);
    const before = textsOf(layout(lost, { crosshair: startOfTrace + 5_000 }).shapes);
    expect(before).toContain('50 packets/s');
  });

  it('fold away when asked to, and leave their name', () => {
    const open = layout(lost);
    const folded = layout(lost, { folded: new Set(['audio-inbound', 'ice']) });
    expect(folded.contentHeight).toBeLessThan(open.contentHeight);
    expect(textsOf(folded.shapes)).toContain('Audio in');
    expect(hint(folded.targets, /^Audio in.*silent for/)).toBeUndefined();
    expect(folded.rows.filter(row => row.folded).map(({ lane }) => lane.label)).toEqual(['ICE', 'Audio in']);
  });

  it('have shades behind all of them while the page is hidden or offline', () => {
    const away = viewOf((call, page) => {
      page.add({ t: call.t + 1_000, connectionId: null, type: 'visibility', hidden: true });
      page.add({ t: call.t + 2_000, connectionId: null, type: 'online', online: false });
      page.add({ t: call.t + 3_000, connectionId: null, type: 'online', online: true });
      call.run(5_000);
    });
    const { shapes, plot } = layout(away);
    const shades = shapes.filter(shape => shape.kind === 'box' && shape.h > 150);
    expect(shades).toContainEqual(expect.objectContaining({ fill: 'hidden' }));
    const offline = shades.find(shape => shape.kind === 'box' && shape.fill === 'offline');
    expect(offline?.kind === 'box' && offline.w).toBeCloseTo(1_000 / plot.msPerPixel);
  });

  it('tell what was remarked, above all others', () => {
    const t = startOfTrace + 4_000;
    const marks = [{ t, text: 'moved to the car park here', by: 'person' as const }];
    const { shapes, rows, plot } = layout(lost, { marks });
    expect(rows[0]!.lane.label).toBe('Notes');
    expect(textsOf(shapes)).toContain('moved to the car park here');
    expect(shapes.some(shape => shape.kind === 'line' && Math.abs(shape.x1 - plot.x(t)) < 1)).toBe(true);
  });

  it('fold away without events', () => {
    expect(textsOf(layout(lost).shapes)).not.toContain('Page');
    const hidden = viewOf((call, page) => {
      page.add({ t: call.t, connectionId: null, type: 'visibility', hidden: true });
      call.run(2_000);
    });
    expect(textsOf(layout(hidden).shapes)).toContain('Page');
  });

  it('draw one arrow for descriptions that would overlap, and tell how many it stands for', () => {
    const first = lost.connection.descriptions.find(({ side }) => side === 'local')!;
    const descriptions = [0, 10, 20, 9_000].map(ms => ({ ...first, t: startOfTrace + 5_000 + ms }));
    const { targets } = layout({ ...lost, connection: { ...lost.connection, descriptions } });
    const hints = targets.map(target => target.hint()).filter(text => text.includes('to be sent'));
    expect(hints).toEqual([
      'offer applied here, to be sent · 5.000 s and 2 more by 5.020 s',
      'offer applied here, to be sent · 14.000 s',
    ]);
  });

  it('have their labels above them where it is narrow', () => {
    const wide = layout(lost);
    const narrow = layout(lost, { size: { width: 400, height: 900 } });
    expect(narrow.plot.left).toBeLessThan(20);
    expect(narrow.contentHeight).toBeGreaterThan(wide.contentHeight);
  });

  it('are not drawn where they are scrolled out of sight', () => {
    const scrolled = layout(lost, { scrollTop: 200, size: { width: 1134, height: 200 } });
    expect(textsOf(scrolled.shapes)).not.toContain('Signaling');
    expect(textsOf(scrolled.shapes)).toContain('Video in');
    expect(scrolled.contentHeight).toBe(layout(lost).contentHeight);
  });
});

it('draws what is measured from end to end, with its length', () => {
  const measured = { from: startOfTrace + 2_000, to: startOfTrace + 2_345.6 };
  const { shapes, plot } = layout(lost, { measured });
  expect(textsOf(shapes)).toContain('345.6 ms');
  const ends = shapes.filter(shape => shape.kind === 'line' && shape.ink === 'text' && shape.x1 === shape.x2);
  expect(ends.map(end => end.kind === 'line' && end.x1)).toEqual([
    plot.x(measured.from),
    plot.x(measured.to),
  ]);
});

describe('a silence', () => {
  const [restart] = lost.connection.restarts;
  const gap = restart!.gaps.find(({ kind }) => kind === 'audio')!;

  it('is a hole from the last packet to the first, with its length and tolerance in it', () => {
    const { shapes, plot } = layout(lost);
    const holes = shapes.filter(shape => shape.kind === 'box' && shape.dashed && shape.fill === 'ground');
    expect(holes).toContainEqual(
      expect.objectContaining({ x: plot.x(gap.from), w: plot.x(gap.to) - plot.x(gap.from), stroke: 'gap' }),
    );
    expect(textsOf(shapes)).toContain(`${Math.round(gap.durationMs).toLocaleString('en-US')} ms`);
  });

  it('has no flow in it', () => {
    const { shapes, plot } = layout(lost);
    const flows = shapes.filter(shape => shape.kind === 'flow' && shape.ink === 'audio-in');
    expect(flows).toHaveLength(2);
    for (const flow of flows) {
      if (flow.kind !== 'flow') continue;
      const inside = flow.xs.filter(x => x > plot.x(gap.from) + 0.01 && x < plot.x(gap.to) - 0.01);
      expect(inside).toEqual([]);
    }
  });

  it('chooses its restart when it is clicked', () => {
    expect(hint(layout(lost).targets, /^Audio in.*silent for/)?.restartId).toBe(restart!.id);
  });

  it('has two shades behind it: waiting, and the restart at work', () => {
    const { shapes, plot } = layout(lost);
    const x = plot.x(restart!.requestedAt);
    const waiting = shapes.find(shape => shape.kind === 'box' && shape.fill === 'waiting');
    const working = shapes.find(shape => shape.kind === 'box' && shape.fill === 'working');
    expect(waiting).toMatchObject({ kind: 'box' });
    expect(waiting?.kind === 'box' && waiting.x + waiting.w).toBeCloseTo(x);
    expect(working?.kind === 'box' && working.x).toBeCloseTo(x);
  });

  it('that lasts is open at its end and counts on', () => {
    const dead = viewOf(call => call.run(10_000).breakPath().run(5_000));
    const later = layout(dead, { until: dead.end + 2_000 });
    expect(later.shapes.some(shape => shape.kind === 'box' && shape.openRight)).toBe(true);
    expect(textsOf(later.shapes).some(text => /^silent for [67],\d{3} ms$/.test(text))).toBe(true);
  });
});

it('marks a restart that cost nothing, rather than showing nothing', () => {
  const kept = viewOf(call => call.run(10_000).restart({ by: 'forced', alive: true }).run(3_000));
  const { shapes, targets } = layout(kept);
  expect(shapes.some(shape => shape.kind === 'line' && shape.ink === 'no-gap')).toBe(true);
  expect(hint(targets, /no media was lost/)?.restartId).toBe(kept.connection.restarts[0]!.id);
});

it('draws a failed state with a pattern, not by colour alone', () => {
  const failed = viewOf(call => call.run(5_000).breakPath().run(3_000).state('failed', 'failed').run(2_000));
  expect(layout(failed).shapes.some(shape => shape.kind === 'hatch' && shape.ink === 'bad-text')).toBe(true);
});

it('keeps axis and flags above lanes that are scrolled under them', () => {
  const { shapes } = layout(lost, { scrollTop: 100, size: { width: 1134, height: 300 } });
  const cover = shapes.findIndex(shape => shape.kind === 'box' && shape.y === 0 && shape.h === headHeight);
  const label = shapes.findLastIndex(shape => shape.kind === 'text' && shape.text === 'Audio in');
  expect(cover).toBeGreaterThan(label);
});

it('draws no more of a long trace than there are pixels', () => {
  const long = viewOf(call => {
    for (let i = 0; i < 300; i++) call.run(2_000).breakPath().run(300).restart({ tookMs: 50 });
  });
  const whole = { from: startOfTrace, to: long.end };
  const all = layout(long, { range: whole }).shapes.length;
  expect(long.connection.restarts).toHaveLength(300);
  expect(all).toBeLessThan(20_000);
  const close = { from: startOfTrace + 60_000, to: startOfTrace + 62_000 };
  expect(layout(long, { range: close }).shapes.length).toBeLessThan(200);
});
