import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SenderReports } from '../../extension/trace/gap/sender-reports.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';

const audioPacketMs = 20;

/** Of each connection it is known how much the far side sent: on a busy machine not every report tells. */
function everyoneReported({ connections, events }: Trace): boolean {
  const reports = new Map(connections.map(({ id }) => [id, new SenderReports()]));
  let newest = 0;
  for (const event of events) {
    if (event.type !== 'sample') continue;
    newest = event.t;
    for (const stream of event.inbound) reports.get(event.connectionId)!.add(stream, audioPacketMs);
  }
  return [...reports.values()].every(report => report.missingBefore(newest) !== null);
}

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a path that mends by itself, in %s,', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  it.each([
    [400, { video: true }],
    [2_000, { video: true }],
    // Nothing but the far side's report tells that a lone stream was cut off, and did not pause.
    [1_500, { video: false }],
  ])('after %i ms is a break without a restart, and measured: %j', async (cutMs, media) => {
    const call = await CallPage.open(driven);
    try {
      await call.start(media);
      if (!media.video) await call.traceWhen('both sides to have had a report that tells', everyoneReported);
      call.breaker.cut({ scope: 'all' });
      await setTimeout(cutMs);
      call.breaker.mend();
      await call.mediaFlows();
      const trace = await call.traceWhen('both sides to have told the break', ({ breaks }) => {
        const gaps = breaks.flatMap(each => each.gaps);
        return gaps.length >= (media.video ? 4 : 2);
      });
      expect(trace.restarts).toEqual([]);
      expectTrueBrackets(
        trace.breaks.flatMap(({ gaps }) => gaps),
        call.breaker,
      );
      expect(trace.breaks.every(({ healedBy }) => healedBy === 'itself')).toBe(true);
    } finally {
      await call.close();
    }
  });
});
