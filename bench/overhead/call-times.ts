import type { CDPSession, Page } from 'puppeteer-core';
import { shuffled } from '../gap/random.ts';
import type { Means } from './round.ts';
import type { Tool } from './tools.ts';

/** How long the calls took that a page makes for a new connection. Milliseconds. */
export interface CallTimes {
  construct: number;
  createOffer: number;
  setLocalDescription: number;
}

/** Medians of a few of each, one after the other, in a page that a tool watches. */
export interface CallTurn extends CallTimes {
  tool: string;
  turn: number;
}

export interface CallMeans extends Pick<Means, 'plain' | 'extended' | 'server'> {
  random: () => number;
}

const turns = 100;
const callsAtOnce = 5;
/** Browsers refuse a page more than some hundred connections that were not collected yet. */
const collectEvery = 15;

interface WatchedPage {
  tool: Tool;
  page: Page;
  session: CDPSession;
}

/**
 * A call takes a few milliseconds and a tool adds a few tenths of one, less than a machine varies from one minute to
 * the next. So a page of each tool stands ready, none of them with another call, and they take turns of
 * milliseconds, in any order. What has to be attached to a running call has no place among them.
 */
export async function measureCalls(tools: Tool[], means: CallMeans): Promise<CallTurn[]> {
  const pages: WatchedPage[] = [];
  try {
    for (const tool of tools) pages.push(await open(tool, means));
    const measured: CallTurn[] = [];
    for (let turn = 0; turn < turns; turn++) {
      if (turn % collectEvery === 0) await collectGarbage(pages);
      for (const { tool, page } of shuffled(means.random, pages)) {
        await page.bringToFront();
        const times = (await page.evaluate(`bench.callTimes(${callsAtOnce})`)) as CallTimes;
        measured.push({ tool: tool.name, turn, ...times });
      }
    }
    return measured;
  } finally {
    for (const { page } of pages) await page.close();
  }
}

async function open(tool: Tool, { plain, extended, server }: CallMeans): Promise<WatchedPage> {
  const chromium = tool.extended ? extended : plain;
  const page = await chromium.browser.newPage();
  await tool.inject?.(page);
  await page.goto(`${server.origin}/call.html`);
  return { tool, page, session: await page.createCDPSession() };
}

async function collectGarbage(pages: WatchedPage[]): Promise<void> {
  for (const { session } of pages) await session.send('HeapProfiler.collectGarbage');
}
