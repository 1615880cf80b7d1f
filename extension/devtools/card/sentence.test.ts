import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../trace/view.ts';
import { gapOf, restartOf } from '../fixture/restart.ts';
import { viewOf } from '../fixture/view.ts';
import { sentenceOf } from './sentence.ts';

function say(restart: Parameters<typeof sentenceOf>[0], connection: ConnectionView, now = 20_000): string {
  return sentenceOf(restart, connection, now)
    .map(piece => (typeof piece === 'string' ? piece : piece.strong))
    .join('');
}

const { connection } = viewOf(call => call.run(2_000));

describe('a completed restart', () => {
  it('says who noticed what, how long it took and what it cost', () => {
    const gaps = [gapOf(), gapOf({ kind: 'video', ssrc: 2, durationMs: 5146, lowMs: 5142, highMs: 5150 })];
    expect(say(restartOf({ gaps }), connection)).toBe(
      'The network changed, and the application called restartIce() 5,000 ms after the last packet. ' +
        'Media was back 146 ms later. Audio was silent for 5,113 ms (±\u00a02), video for 5,146 ms (±\u00a04).',
    );
  });
  it('names the network that was lost, and the one that took over', () => {
    const end = { type: 'host', protocol: 'udp', address: null, port: null, ufrag: null };
    const over = (networkType: string) => ({ local: { ...end, networkType }, remote: end });
    const said = say(restartOf({ pair: { from: over('wifi'), to: over('cellular') } }), connection);
    expect(said).toMatch(/^Wi-Fi was lost, and the application called restartIce\(\) 5,000 ms after/);
    expect(said).toContain('Media was back 113 ms later over cellular (host cellular → host). ');
  });
  it('tells of the pair where nothing was silent', () => {
    expect(say(restartOf({ gaps: [gapOf({ durationMs: 0 })] }), connection)).toContain(
      'A pair was selected 212 ms later. ',
    );
  });
  it('says the good news', () => {
    const restart = restartOf({
      cause: 'none',
      trigger: 'forced',
      phases: [],
      gaps: [gapOf({ durationMs: 0 })],
    });
    expect(say(restart, connection)).toMatch(
      /^The path still worked when IceScope asked for a restart\. .* No media was lost\.$/,
    );
  });
  it('names the longest of several streams of a kind', () => {
    const gaps = [gapOf({ durationMs: 900 }), gapOf({ ssrc: 2, durationMs: 1200 })];
    expect(say(restartOf({ gaps }), connection)).toContain('Audio was silent for up to 1,200 ms');
  });
  it('says when no media could tell', () => {
    expect(say(restartOf({ gaps: [] }), { ...connection, streams: [] })).toContain('No media came in');
  });
});

it('counts while it goes on, and says what it is doing', () => {
  const pending = restartOf({
    outcome: 'pending',
    settledAt: null,
    phases: [
      { name: 'signal', from: 6_000, to: null },
      { name: 'gather', from: 6_050, to: null },
    ],
    gaps: [],
  });
  expect(say(pending, connection, 7_500)).toContain(
    'It has been going on for 1,500 ms, signalling and gathering candidates.',
  );
});

it.each([
  ['failed', 'ICE failed 212 ms later'],
  ['ignored', 'it ignored the restart'],
  ['rolled-back', 'Its offer was rolled back'],
  ['superseded', 'Another restart took its place'],
  ['closed', 'before it was done'],
] as const)('says how a restart ended that was %s', (outcome, words) => {
  expect(say(restartOf({ outcome }), connection)).toContain(words);
});
