import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { gapsOfBreaks, hiccupMs } from '../harness/gaps-of-breaks.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';

type Driven = Awaited<ReturnType<typeof launchChromium | typeof launchFirefox>>;

const heldUpMs = 2_500;

/** Stops every process of the browser, as a laptop does whose lid is closed. */
async function suspend({ browser }: Driven): Promise<void> {
  const group = -browser.process()!.pid!;
  process.kill(group, 'SIGSTOP');
  await setTimeout(heldUpMs);
  process.kill(group, 'SIGCONT');
}

/** Keeps the page's main thread busy: none of our timers fires. */
async function keepBusy(call: CallPage): Promise<void> {
  await call.run(
    `(() => { const until = performance.now() + ${heldUpMs}; while (performance.now() < until); })()`,
  );
}

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s', (_, launch) => {
  let driven: Driven;
  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  async function withCall(act: (call: CallPage) => Promise<void>): Promise<void> {
    const call = await CallPage.open(driven);
    try {
      await call.start();
      await act(call);
    } finally {
      await call.close();
    }
  }

  it('a busy main thread that misses the end of a break widens the bracket and keeps it true', async () => {
    await withCall(async call => {
      call.breaker.cut({ scope: 'all' });
      await setTimeout(600);
      const heldUp = keepBusy(call);
      await setTimeout(heldUpMs / 2);
      call.breaker.mend();
      await heldUp;
      await call.mediaFlows();
      const { breaks } = await call.traceWhen(
        'both sides to have told the break',
        trace => trace.breaks.flatMap(({ gaps }) => gaps).length >= 4,
      );
      expectTrueBrackets(
        breaks.flatMap(({ gaps }) => gaps),
        call.breaker,
      );
    });
  });

  it('a machine suspended while the path works has lost nothing, and no gap is claimed', async () => {
    await withCall(async call => {
      await suspend(driven);
      await call.mediaFlows();
      const resumedAt = Date.now();
      const trace = await call.traceWhen('readings of the time after', ({ events }) =>
        events.some(({ type, t }) => type === 'sample' && t > resumedAt + 1_000),
      );
      expect(trace.restarts).toEqual([]);
      expect(gapsOfBreaks(trace, hiccupMs)).toEqual([]);
    });
  });
});
