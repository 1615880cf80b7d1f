import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageScript } from '../conformance/check.ts';
import { known } from '../conformance/known.ts';
import { topics } from '../conformance/topics.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { type StaticServer, startStaticServer } from '../harness/static-server.ts';

/** A browser with the extension, and the same without. */
const launchers = {
  chromium: (plain: boolean) => launchChromium({ plain }),
  firefox: (plain: boolean) => launchFirefox({ plain }),
};

type Launched = { browser: Browser; close(): Promise<void> };
/** By the name of the check. */
type Answers = Record<string, unknown>;

let server: StaticServer;

beforeAll(async () => {
  const files: Record<string, string> = {};
  for (const [topic, checks] of Object.entries(topics)) {
    files[`/${topic}.html`] =
      `<!doctype html><link rel="icon" href="data:,"><script src="/${topic}.js"></script>`;
    files[`/${topic}.js`] = pageScript(checks);
  }
  server = await startStaticServer({ files });
});
afterAll(() => server.close());

/** Runs the checks of a topic in a fresh page and notes what the console says beside. */
async function ask(browser: Browser, topic: string): Promise<Answers> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', message => said.push(message.text()));
  await page.goto(`${server.origin}/${topic}.html`);
  const answers = JSON.parse((await page.evaluate('answers()')) as string);
  await page.close();
  return { ...answers, console: said };
}

describe.each(Object.entries(launchers))(
  '%s answers a page as it does without the extension',
  (name, launch) => {
    let browsers: Launched[];
    const asked = new Map<string, Promise<Answers[]>>();

    /** What the plain browser answers, and the one with the extension, each asked once. */
    function answersOf(topic: string): Promise<Answers[]> {
      const answers = asked.get(topic) ?? Promise.all(browsers.map(({ browser }) => ask(browser, topic)));
      asked.set(topic, answers);
      return answers;
    }

    beforeAll(async () => {
      browsers = await Promise.all([launch(true), launch(false)]);
    });
    afterAll(() => Promise.all(browsers.map(({ close }) => close())));

    describe.each(Object.keys(topics))('%s', topic => {
      it.each([...Object.keys(topics[topic]!), 'console'])('%s', async check => {
        const [plain, observed] = await answersOf(topic);
        // Should they differ, the next try asks both anew: what we do to a page, we do each time.
        asked.delete(topic);
        expect(plain![check], 'the browser itself answers').toBeDefined();
        const why = known[name]![`${topic} > ${check}`];
        if (why) expect(observed![check], `mended by now? It differed: ${why}`).not.toEqual(plain![check]);
        else expect(observed![check]).toEqual(plain![check]);
        asked.set(topic, Promise.resolve([plain!, observed!]));
      });
    });
  },
);
