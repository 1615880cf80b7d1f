import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/** CPU milliseconds that threads of a renderer have used, to the nanosecond (Linux). */
export interface ThreadTimes {
  /** Where scripts run, their garbage is collected, and WebRTC's calls are carried out. */
  page: number;
  /** libwebrtc's network and worker thread: every packet, and a share of every `getStats`. */
  packets: number;
}

/** As the kernel has them: cut off after 15 characters. */
const pageThreads = ['WebRTC_Signalin', 'ThreadPoolForeg'];
const packetThread = 'WebRTC_W_and_N';

/** The processes that show the pages of a browser. */
export async function renderersOf(browser: Browser): Promise<number[]> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Those of them that carry a call. */
export async function renderersWithCall(browser: Browser): Promise<number[]> {
  return (await renderersOf(browser)).filter(id => threadTimes(id).packets > 0);
}

export function threadTimes(pid: number): ThreadTimes {
  const times = { page: 0, packets: 0 };
  for (const { name, ms, main } of threadsOf(pid)) {
    if (main || pageThreads.some(each => name.startsWith(each))) times.page += ms;
    else if (name.startsWith(packetThread)) times.packets += ms;
  }
  return times;
}

/** CPU milliseconds that the threads of a process have used; 0 once it has ended. */
export function processMs(pid: number): number {
  return existsSync(`/proc/${pid}`) ? threadsOf(pid).reduce((sum, { ms }) => sum + ms, 0) : 0;
}

function threadsOf(pid: number): { name: string; ms: number; main: boolean }[] {
  const directory = `/proc/${pid}/task`;
  return readdirSync(directory).flatMap(thread => {
    try {
      const name = readFileSync(`${directory}/${thread}/comm`, 'utf8').trim();
      const [ns] = readFileSync(`${directory}/${thread}/schedstat`, 'utf8').split(' ');
      return [{ name, ms: Number(ns) / 1e6, main: thread === String(pid) }];
    } catch {
      // A thread that just ended.
      return [];
    }
  });
}
