import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { InboundStream } from '../../trace/schema/sample.ts';
import type { Pace } from './pace.ts';
import type { ConnectionRecord } from './record.ts';
import type { StatsReading } from './stats.ts';

const began = 1_700_000_000_000;
const record = { troubled: false } as ConnectionRecord;

/** A connection whose streams send a packet each so many milliseconds, until they are told to stop. */
class Call {
  readonly #pace: Pace;
  readonly #streams: { kind: 'audio' | 'video'; everyMs: number; until: number }[];

  constructor(pace: Pace, streams: { kind: 'audio' | 'video'; everyMs: number }[]) {
    this.#pace = pace;
    this.#streams = streams.map(stream => ({ ...stream, until: Number.POSITIVE_INFINITY }));
  }

  stop(t: number): void {
    for (const stream of this.#streams) stream.until = t;
  }

  read(t: number): void {
    const inbound = this.#streams.map(({ kind, everyMs, until }, i): InboundStream => {
      const packets = Math.floor((Math.min(t, until) - began) / everyMs);
      const lastPacketAt = began + packets * everyMs;
      return {
        ...{ ssrc: i + 1, kind, mid: String(i), at: t, packets, bytes: 0, lastPacketAt },
      } as InboundStream;
    });
    const lastReceivedAt = Math.max(...inbound.map(stream => stream.lastPacketAt!));
    const transports = [{ id: 'T', at: t, lastReceivedAt }] as StatsReading['transports'];
    this.#pace.read({ at: t, transports, inbound, outbound: [], data: undefined, pairs: [] }, record, t);
  }

  isFast = (t: number) => this.#pace.isFast(t);
}

describe('the pace', () => {
  let make: typeof Pace;
  beforeAll(async () => {
    vi.stubGlobal('window', globalThis);
    ({ Pace: make } = await import('./pace.ts'));
  });

  /** Read as often as it is while all is well, for a while; how often a closer look was wanted. */
  function wanted(call: Call, from: number, to: number, everyMs = 5_000): number {
    let times = 0;
    for (let t = from; t < to; t += everyMs) {
      call.read(t);
      if (call.isFast(t)) times++;
    }
    return times;
  }

  it.each([
    ['a camera', 40],
    ['a shared screen with two pictures a second', 500],
    ['one with a picture a second', 1_000],
  ])('stays slow while %s flows', (_, everyMs) => {
    const call = new Call(new make(began), [
      { kind: 'audio', everyMs: 20 },
      { kind: 'video', everyMs },
    ]);
    wanted(call, began + 2_013, began + 12_000);
    expect(wanted(call, began + 12_377, began + 120_000, 5_017)).toBe(0);
  });

  it.each([20, 60, 500])('is fast soon after packets each %d ms stop coming', everyMs => {
    const call = new Call(new make(began), [{ kind: 'video', everyMs }]);
    wanted(call, began + 2_013, began + 30_000);
    call.stop(began + 31_000);
    wanted(call, began + 30_000, began + 31_000, 1_000);
    const reads = [31_100, 32_100, 33_100].map(ms => began + ms);
    const noticed = reads.find(t => {
      call.read(t);
      return call.isFast(t);
    });
    expect(noticed).toBe(began + 32_100);
  });
});
