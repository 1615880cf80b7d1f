import { describe, expect, it } from 'vitest';
import { OutboundLoss } from './outbound.ts';

/** Fifty packets a second leave; the far side reports every second, missing those sent within [from, to). */
function reported(from: number, to: number): OutboundLoss {
  const loss = new OutboundLoss();
  for (let at = 0; at <= 12_000; at += 100) {
    const reportAt = Math.floor(at / 1_000) * 1_000;
    const lost = Math.max(0, Math.min(reportAt, to) - from) / 20;
    loss.add({
      ssrc: 1,
      mid: '0',
      kind: 'audio',
      at,
      packets: at / 20,
      bytes: 0,
      report: { at: reportAt, lost },
    });
  }
  return loss;
}

describe('OutboundLoss', () => {
  it('gives what the far side missed, within the bracket that its reports allow', () => {
    const missing = reported(3_400, 5_400).missing(3_400, 5_400);
    expect(missing!.durationMs).toBeCloseTo(2_000, -1);
    expect(missing!.lowMs).toBeLessThanOrEqual(2_000);
    expect(missing!.highMs).toBeGreaterThanOrEqual(2_000);
  });

  it('says nothing without losses, or before a report covers them', () => {
    expect(reported(20_000, 20_000).missing(3_000, 5_000)).toBeNull();
    expect(reported(3_000, 5_000).missing(3_000, 12_500)).toBeNull();
  });
});
