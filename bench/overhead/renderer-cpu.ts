import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/** The thread of libwebrtc's that handles packets: every renderer with a call has one. */
const packetThread = 'WebRTC_W_and_N';

/** The renderers of a browser that carry a call. */
export async function renderersWithCall(browser: Browser): Promise<number[]> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.flatMap(({ type, id }) => (type === 'renderer' && packetMs(id) > 0 ? [id] : []));
}

/** CPU milliseconds that all threads of a process have used, to the nanosecond (Linux). */
export function cpuMs(pid: number): number {
  return sum(pid, () => true);
}

function packetMs(pid: number): number {
  return sum(pid, name => packetThread.startsWith(name) || name.startsWith(packetThread));
}

function sum(pid: number, wanted: (name: string) => boolean): number {
  let ns = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const directory = `/proc/${pid}/task/${thread}`;
    try {
      if (!wanted(readFileSync(`${directory}/comm`, 'utf8').trim())) continue;
      ns += Number(readFileSync(`${directory}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // A thread that just ended.
    }
  }
  return ns / 1e6;
}
