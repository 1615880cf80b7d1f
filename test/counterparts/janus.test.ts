import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesDirectory } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { Janus, mountpoint } from '../harness/janus.ts';
import { hasCommand } from '../harness/server-process.ts';
import { TracedPage } from '../harness/traced-page.ts';
import { judge } from './judge.ts';

const installed = hasCommand('janus');
if (!installed) console.log("Skipped: there is no Janus on this machine (Debian's package `janus`).");

describe.skipIf(!installed).each([
  ['janus', false],
  ['janus ICE-lite', true],
])('%s', (name, iceLite) => {
  let driven: Chromium;
  let janus: Janus;
  beforeAll(async () => {
    [driven, janus] = await Promise.all([launchChromium(), Janus.start({ iceLite })]);
  });
  afterAll(async () => {
    await driven?.close();
    await janus?.stop();
  });

  async function onPage(act: (page: TracedPage) => Promise<unknown>): Promise<void> {
    const page = await TracedPage.withScripts(driven, ['call.js', 'janus.js'], { directory: pagesDirectory });
    try {
      await act(page);
    } finally {
      await page.close();
    }
  }

  it('is restarted by the client', () =>
    onPage(async page => {
      await page.run(`echoTest('${janus.url}')`);
      await page.run('flows(echo.pc, 60)');
      await page.run('echo.echo({ iceRestart: true })');
      await page.run('flows(echo.pc, 20)');
      await judge(page, `${name} restarted by the client`);
    }));

  it('restarts itself', () =>
    onPage(async page => {
      await page.run(`streaming('${janus.url}', ${mountpoint})`);
      await page.run('flows(stream.pc, 60)');
      await page.run(`stream.watch(${mountpoint}, true)`);
      await page.run('flows(stream.pc, 20)');
      await judge(page, `${name} restarted by the server`);
    }));

  it.skipIf(iceLite)('switches the layers of simulcast, and no gap is seen', () =>
    onPage(async page => {
      await page.run(`simulcast('${janus.url}')`);
      await page.run('flows(echo.pc, 60)');
      for (const [substream, width] of [
        [0, 320],
        [1, 640],
        [0, 320],
      ]) {
        await page.run(`echo.layer(${substream}, ${width})`);
        await page.run('flows(echo.pc, 60)');
      }
      const { restarts, breaks } = await page.trace();
      expect(restarts).toEqual([]);
      // What holds the sound up as well is the machine.
      expect(breaks.filter(({ gaps }) => gaps.every(({ kind }) => kind === 'video'))).toEqual([]);
    }),
  );
});
