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
type Answers = Record<string, Record<string, unknown>>;

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

/** Runs each topic in a fresh page and notes what the console says beside. */
async function ask(browser: Browser): Promise<Answers> {
  const answers: Answers = {};
  for (const topic of Object.keys(topics)) {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', message => said.push(message.text()));
    await page.goto(`${server.origin}/${topic}.html`);
    answers[topic] = JSON.parse((await page.evaluate('answers()')) as string);
    answers[topic]!.console = said;
    await page.close();
  }
  return answers;
}

async function answersOf(launch: (plain: boolean) => Promise<Launched>, plain: boolean): Promise<Answers> {
  const { browser, close } = await launch(plain);
  try {
    return await ask(browser);
  } finally {
    await close();
  }
}

describe.each(Object.entries(launchers))(
  '%s answers a page as it does without the extension',
  (name, launch) => {
    let plain: Answers;
    let observed: Answers;

    beforeAll(async () => {
      [plain, observed] = await Promise.all([answersOf(launch, true), answersOf(launch, false)]);
    }, 240_000);

    describe.each(Object.keys(topics))('%s', topic => {
      it.each([...Object.keys(topics[topic]!), 'console'])('%s', check => {
        const answer = plain[topic]![check];
        expect(answer, 'the browser itself answers').toBeDefined();
        const why = known[name]![`${topic} > ${check}`];
        if (why) expect(observed[topic]![check], `mended by now? It differed: ${why}`).not.toEqual(answer);
        else expect(observed[topic]![check]).toEqual(answer);
      });
    });
  },
);
