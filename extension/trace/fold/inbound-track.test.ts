import { describe, expect, it } from 'vitest';
import { Activity } from '../activity.ts';
import { Paths } from '../gap/paths.ts';
import type { StreamView } from '../view.ts';
import { InboundTrack, type Witnesses } from './inbound-track.ts';

const frameMs = 50;
const perFrame = 3;

const noWitnesses: Witnesses = {
  audioCutMs: () => null,
  lost: () => false,
  accompanied: () => false,
  troubled: () => false,
};

function trackOf(kind: 'audio' | 'video'): InboundTrack {
  const view: StreamView = {
    key: 'in-1',
    direction: 'inbound',
    kind,
    mid: '0',
    ssrc: 1,
    from: 0,
    silentSince: null,
    activity: new Activity(),
    gaps: [],
    idle: [],
  };
  return new InboundTrack(view, kind);
}

interface Watched {
  everyMs: number;
  /** Packets that are told as lost by a reading at `at`. */
  lost(at: number): number;
  witnesses: Witnesses;
}

/** Frames come every 50 ms for 10 s, but those that do not `come`. */
function video(come: (t: number) => boolean, { everyMs, lost, witnesses }: Watched): StreamView {
  const track = trackOf('video');
  const path = new Paths().of('T');
  const arrivals = Array.from({ length: 200 }, (_, i) => i * frameMs).filter(come);
  for (let at = everyMs; at <= 10_000; at += everyMs) {
    const came = arrivals.filter(t => t <= at);
    const stream = {
      ...{ ssrc: 1, mid: '0', kind: 'video' as const, at, bytes: 0 },
      packets: came.length * perFrame,
      frames: came.length,
      lost: lost(at),
      jitterMs: 1,
      lastPacketAt: came.at(-1)!,
    };
    track.read(stream, at, path);
    track.classify(at, path, track.asksWitnesses ? witnesses : null);
  }
  return track.view;
}

/** The frames of [4 s, 4 s + `lostFrames` × 50 ms) are lost. */
function durationOfGap(lostFrames: number, audioCutMs: number, everyMs: number): number | undefined {
  const backAt = 4_000 + lostFrames * frameMs;
  const lost = (at: number) => (at > backAt ? lostFrames * perFrame : 0);
  const witnesses = {
    ...noWitnesses,
    audioCutMs: () => audioCutMs,
    lost: () => true,
    accompanied: () => true,
  };
  const view = video(t => t < 4_000 || t >= backAt, { everyMs, lost, witnesses });
  return view.gaps[0]?.durationMs;
}

describe('a silence of video that no reading fell into', () => {
  it.each([2, 3, 4, 7])('took whole distances of frames: %i were lost', lost => {
    // The path was cut from somewhere between two frames to somewhere between two others.
    for (const more of [-20, 0, 20]) {
      expect(durationOfGap(lost, lost * frameMs + more, 1_000)).toBe((lost + 1) * frameMs);
    }
  });
});

it('a silence of video that readings fell into is known without the audio', () => {
  expect(durationOfGap(20, 500, 50)).toBe(21 * frameMs);
});

describe('two silences in a row', () => {
  /** Nothing comes within [4 s, 5 s), and one frame within [5 s, 5.3 s); at `toldAt` so many frames are told lost. */
  function viewOf(toldAt: number, lostFrames: number): StreamView {
    const lost = (at: number) => (at >= toldAt ? lostFrames * perFrame : 0);
    const witnesses = { ...noWitnesses, troubled: (from: number) => from < 4_500 };
    return video(t => t < 4_000 || t === 5_000 || t >= 5_300, { everyMs: frameMs, lost, witnesses });
  }

  it.each([5_000, 5_050, 5_300])('lose the packets of the first only once: told at %i', toldAt => {
    const { gaps, idle } = viewOf(toldAt, 20);
    expect(gaps.map(({ from }) => from)).toEqual([3_950]);
    expect(idle.map(({ from }) => from)).toEqual([5_000]);
  });

  it('are two gaps when the packets of both were lost', () => {
    expect(viewOf(5_300, 25).gaps.map(({ from }) => from)).toEqual([3_950, 5_000]);
  });
});

describe('a pause on a path that lives', () => {
  const reports = [1_500, 2_610, 4_000];

  /** Audio pauses within [2 s, 2.6 s]; so many packets never come, told by the report at `lostBy`. */
  function pause(lostBy: number, lost = 20, reportedAts = reports): StreamView {
    const track = trackOf('audio');
    const path = new Paths().of('T');
    const came = (t: number) => Math.floor(Math.min(t, 2_000) / 20) + Math.floor(Math.max(0, t - 2_600) / 20);
    for (let at = 50; at <= 5_000; at += 50) {
      const reportedAt = reportedAts.findLast(t => t <= at);
      const missing = reportedAt !== undefined && reportedAt >= lostBy ? lost : 0;
      const paused = at >= 2_000 && at < 2_620;
      track.read(
        {
          ...{ ssrc: 1, mid: '0', kind: 'audio', at, bytes: 0, lost: 0, jitterMs: 1, packets: came(at) },
          lastPacketAt: paused ? 2_000 : at - (at % 20),
          ...(reportedAt && { sent: { at: reportedAt, packets: came(reportedAt) + missing } }),
        },
        at,
        path,
      );
      path.add({ id: 'T', at, pairId: 'p', lastReceivedAt: at });
      track.classify(at, path, track.asksWitnesses ? noWitnesses : null);
    }
    return track.view;
  }

  it('is a gap when the first report after it tells that its packets were lost', () => {
    expect(pause(2_610).gaps).toHaveLength(1);
  });

  it('is none when that report tells of no loss, whatever is lost later', () => {
    expect(pause(4_000)).toMatchObject({ gaps: [], idle: [{ from: 2_000 }] });
  });

  it.each([
    [30, 1],
    [0, 0],
    [500, 0],
  ])('of which the first report of all tells: %i packets are missing, %i gaps', (lost, gaps) => {
    expect(pause(2_700, lost, [2_700, 4_000]).gaps).toHaveLength(gaps);
  });
});
