import { describe, expect, it } from 'vitest';
import { SenderReports } from './sender-reports.ts';

/** Readings every 100 ms of a stream of 50 packets a second, reported once a second, with so many sent in vain. */
function reportsOf({ until, cut }: { until: number; cut?: [number, number] }): SenderReports {
  const reports = new SenderReports();
  const arrived = (t: number) => {
    const [from, to] = cut ?? [until, until];
    return Math.floor((t - Math.max(0, Math.min(t, to) - from)) / 20);
  };
  for (let at = 0; at <= until; at += 100) {
    const reportedAt = Math.floor(at / 1_000) * 1_000;
    const cutOff = cut && reportedAt > cut[0] && reportedAt < cut[1];
    const sent = cutOff || reportedAt === 0 ? undefined : { at: reportedAt, packets: reportedAt / 20 };
    reports.add(
      { ssrc: 1, kind: 'audio', mid: '0', at, packets: arrived(at), bytes: 0, ...(sent && { sent }) },
      20,
    );
  }
  return reports;
}

describe('what the far side sent', () => {
  it('arrived, when nothing was cut off', () => {
    expect(reportsOf({ until: 5_000 }).missingBefore(5_000)).toBe(0);
  });

  it('is missing as long as the path was cut', () => {
    const reports = reportsOf({ until: 6_000, cut: [3_210, 4_710] });
    expect(reports.missingAfter(4_710)).toBeCloseTo(75, -0.5);
  });

  it('is not known before it has reported, nor long after', () => {
    expect(reportsOf({ until: 900 }).missingBefore(900)).toBeNull();
    const reports = reportsOf({ until: 3_000 });
    expect(reports.missingBefore(2_999)).toBeNull();
    expect(reports.missingAfter(3_000)).toBeNull();
    expect(reports.missingBefore(16_000)).toBeNull();
  });

  it('is not told by a report amid uneven readings', () => {
    const reports = new SenderReports();
    const stream = { ssrc: 1, kind: 'audio', mid: '0', bytes: 0 } as const;
    reports.add({ ...stream, at: 0, packets: 0 }, 20);
    reports.add({ ...stream, at: 5_000, packets: 100, sent: { at: 2_500, packets: 100 } }, 20);
    expect(reports.missingBefore(5_000)).toBeNull();
  });
});
