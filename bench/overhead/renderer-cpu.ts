import { readdirSync, readFileSync } from 'node:fs';
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

/** The renderers of a browser that carry a call. */
export async function renderersWithCall(browser: Browser): Promise<number[]> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.map(({ id }) => id).filter(id => threadTimes(id).packets > 0);
}

export function threadTimes(pid: number): ThreadTimes {
  const times = { page: 0, packets: 0 };
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const directory = `/proc/${pid}/task/${thread}`;
    try {
      const name = readFileSync(`${directory}/comm`, 'utf8').trim();
      const ms = Number(readFileSync(`${directory}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
      if (thread === String(pid) || pageThreads.some(each => name.startsWith(each))) times.page += ms;
      else if (name.startsWith(packetThread)) times.packets += ms;
    } catch {
      // A thread that just ended.
    }
  }
  return times;
}
