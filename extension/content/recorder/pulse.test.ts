import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { InboundStream } from '../../trace/schema/sample.ts';
import type { Pulse } from './pulse.ts';
import type { StatsReading } from './stats.ts';

/** Stands for a receiver whose stream plays packets at the times it is told. */
class Receiver {
  playedAt = 0;
  looks = 0;
  constructor(readonly ssrc: number) {}
  getSynchronizationSources() {
    this.looks++;
    return [{ source: this.ssrc, timestamp: this.playedAt, rtpTimestamp: 1 }];
  }
}
class Transceiver {
  constructor(readonly own: { mid: string; receiver: Receiver }) {}
  get mid() {
    return this.own.mid;
  }
  get receiver() {
    return this.own.receiver;
  }
}
class Connection {
  constructor(readonly transceivers: Transceiver[]) {}
  getTransceivers() {
    return this.transceivers;
  }
}

const t = 1_700_000_000_000;
const audio = new Receiver(1);
const video = new Receiver(2);
const connection = new Connection([
  new Transceiver({ mid: '0', receiver: audio }),
  new Transceiver({ mid: '1', receiver: video }),
]);
const stream = (ssrc: number, kind: 'audio' | 'video', mid: string, transport = 'T'): InboundStream => ({
  ssrc,
  kind,
  mid,
  transport,
  at: t,
  packets: 1,
  bytes: 1,
});
const reading = (...inbound: InboundStream[]) => ({ inbound }) as StatsReading;
const both = reading(stream(1, 'audio', '0'), stream(2, 'video', '1'));
const dense = () => 20;

describe('Pulse', () => {
  let create: () => Pulse;
  beforeAll(async () => {
    vi.stubGlobal('RTCPeerConnection', Connection);
    vi.stubGlobal('RTCRtpTransceiver', Transceiver);
    vi.stubGlobal('RTCRtpReceiver', Receiver);
    const { Pulse } = await import('./pulse.ts');
    create = () => {
      audio.playedAt = video.playedAt = t - 10;
      return new Pulse();
    };
  });

  const following = (spacing = dense) => {
    const pulse = create();
    pulse.follow(connection, both, spacing, t);
    return pulse;
  };

  it('sees nothing before it knows the streams', () => {
    expect(create().sees).toBe(false);
    expect(create().beats(t)).toBe(false);
  });

  it('looks at audio alone where both are of one path', () => {
    const pulse = following();
    video.looks = 0;
    expect(pulse.beats(t + 20)).toBe(true);
    expect(video.looks).toBe(0);
  });

  it('is alarmed when nothing was played for longer than usual', () => {
    expect(following().beats(t + 200)).toBe(false);
  });

  it('looks at every path of a connection without BUNDLE', () => {
    const pulse = create();
    pulse.follow(connection, reading(stream(1, 'audio', '0'), stream(2, 'video', '1', 'U')), dense, t);
    audio.playedAt = t + 500;
    expect(pulse.beats(t + 510)).toBe(false);
    video.playedAt = t + 500;
    expect(pulse.beats(t + 510)).toBe(true);
  });

  it('takes video where audio does not play', () => {
    const pulse = create();
    audio.playedAt = 0;
    pulse.follow(connection, both, dense, t);
    expect(pulse.sees).toBe(true);
    expect(pulse.beats(t)).toBe(true);
  });

  it('does not rely on a stream of rare packets', () => {
    expect(following(() => 400).sees).toBe(false);
  });

  it('tries again at once where a packet was just played late, but not for ever', () => {
    const pulse = create();
    const lateAt = (ms: number) => {
      audio.playedAt = video.playedAt = t + ms - 5_000;
      pulse.follow(connection, both, dense, t + ms);
    };
    const inTimeAt = (ms: number) => {
      audio.playedAt = t + ms - 10;
      pulse.follow(connection, both, dense, t + ms);
    };
    lateAt(0);
    lateAt(1_000);
    inTimeAt(2_000);
    expect(pulse.sees).toBe(true);
    for (const ms of [3_000, 4_000, 5_000]) lateAt(ms);
    inTimeAt(6_000);
    expect(pulse.sees).toBe(false);
    inTimeAt(36_000);
    expect(pulse.sees).toBe(true);
  });

  it('gives up for a while after alarms about nothing, and tries again', () => {
    const pulse = following();
    for (let i = 0; i < 3; i++) {
      pulse.falseAlarm(t);
      pulse.follow(connection, both, dense, t);
    }
    expect(pulse.sees).toBe(false);
    audio.playedAt = t + 31_000;
    pulse.follow(connection, both, dense, t + 31_000);
    expect(pulse.sees).toBe(true);
  });
});
