import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Break } from '../../extension/trace/schema/trace.ts';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import type { Driven } from '../harness/traced-page.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';
import { waitFor } from '../harness/wait-for.ts';

const cutMs = 3_000;
/** A page's timers fire once a second at most when they are throttled. */
const throttledMs = 900;

/** Covers the call's tab by another, and waits until the browser holds its timers back: not while it is heard. */
async function hide(call: CallPage, { browser }: Driven): Promise<void> {
  await call.run('for (const each of document.querySelectorAll("audio, video")) each.muted = true');
  const cover = await browser.newPage();
  await cover.bringToFront();
  const timer = `new Promise(resolve => {
    const begin = performance.now();
    setTimeout(() => setTimeout(() => resolve(performance.now() - begin), 10), 10);
  })`;
  await waitFor(
    'timers of the hidden page to be throttled',
    async () => Number(await call.run(timer)) > throttledMs,
    { timeoutMs: 30_000 },
  );
}

/** What the cut cost each stream; a busy machine may have held some up for a moment besides. */
function gapsOfCut(breaks: Break[]) {
  return breaks
    .flatMap(({ connectionId, gaps }) => gaps.map(gap => ({ connectionId, ...gap })))
    .filter(({ durationMs }) => durationMs > cutMs / 2);
}

describe.each([
  ['Chromium', () => launchChromium({ throttled: true })],
  ['Firefox', launchFirefox],
])('in %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launchChromium | typeof launchFirefox>>;
  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  it('a hidden tab is watched as closely as another', async () => {
    const call = await CallPage.open(driven);
    try {
      await call.start();
      await hide(call, driven);
      call.breaker.cut({ scope: 'all' });
      await setTimeout(cutMs);
      call.breaker.mend();
      const { events, breaks } = await call.traceWhen(
        'both sides to have told the break',
        trace => gapsOfCut(trace.breaks).length >= 4,
      );
      expectTrueBrackets(gapsOfCut(breaks), call.breaker);
      for (const { connectionId, from, to } of gapsOfCut(breaks)) {
        const readings = events.filter(
          event =>
            event.type === 'sample' && event.connectionId === connectionId && event.t > from && event.t < to,
        );
        // Its timers would have made for three or four.
        expect(readings.length).toBeGreaterThan(2 * Math.ceil(cutMs / 1_000));
      }
    } finally {
      await call.close();
    }
  });
});
