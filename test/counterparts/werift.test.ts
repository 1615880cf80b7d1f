import { afterAll, beforeAll, describe, it } from 'vitest';
import { pagesDirectory } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { TracedPage } from '../harness/traced-page.ts';
import { WeriftEnd } from '../harness/werift-end.ts';
import { judge } from './judge.ts';

let driven: Chromium;
beforeAll(async () => {
  driven = await launchChromium();
});
afterAll(() => driven?.close());

/** A call of the page with werift in this process, in which media comes back. */
async function called(
  options: { iceLite?: boolean },
  act: (page: TracedPage, far: WeriftEnd) => Promise<unknown>,
): Promise<void> {
  const page = await TracedPage.withScripts(driven, ['call.js', 'one-end.js'], { directory: pagesDirectory });
  const far = new WeriftEnd(message => void page.run(`end.receive(${JSON.stringify(message)})`), options);
  try {
    await page.page.exposeFunction('signal', (message: string) => far.receive(JSON.parse(message)));
    await page.run(`begin('alice', { video: false })`);
    await page.run('end.offer()');
    await page.run('end.connected()');
    await page.run('flows(end.pc, 60)');
    await act(page, far);
  } finally {
    await page.close();
    await far.close();
  }
}

async function restartedByThePage(page: TracedPage): Promise<void> {
  await page.run('end.followUp(); end.pc.restartIce()');
  await page.run('flows(end.pc, 20)');
}

describe('werift', () => {
  it('answers a restart with new credentials', () =>
    called({}, async page => {
      await restartedByThePage(page);
      await judge(page, 'werift restarted by the page');
    }));

  it('restarts itself', () =>
    called({}, async (page, far) => {
      await far.restart();
      await page.run('flows(end.pc, 60)');
      await judge(page, 'werift restarted by werift');
    }));
});
