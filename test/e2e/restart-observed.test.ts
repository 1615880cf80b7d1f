import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTrace } from '../../extension/trace/file/read.ts';
import type { Trace } from '../../extension/trace/schema/trace.ts';
import { CallPage, restartsComplete } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('a restart in %s', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  let call: CallPage;
  let trace: Trace;

  /** What fails is tried again with another restart. */
  let spent = true;

  beforeAll(async () => {
    driven = await launch();
  });

  beforeEach(async () => {
    if (!spent) return;
    await call?.close();
    call = await CallPage.open(driven);
    await call.start();
    call.breaker.cut();
    await call.run(`call.settled('alice', ['disconnected', 'failed'])`);
    await call.restart();
    await call.mediaFlows();
    trace = await call.traceWhen('both restarts to be complete', restartsComplete(2));
    spent = false;
  });

  afterEach(({ task }) => {
    spent = task.result?.state === 'fail';
  });

  afterAll(async () => {
    await call?.close();
    await driven?.close();
  });

  it('is told by both sides, with its trigger, cause and outcome', () => {
    expect(trace.connections).toHaveLength(2);
    expect(trace.restarts).toHaveLength(2);
    const [asked, answered] = trace.restarts;
    expect(asked).toMatchObject({
      initiator: 'local',
      trigger: 'createOffer',
      cause: 'disconnected',
      outcome: 'completed',
    });
    expect(answered).toMatchObject({ initiator: 'remote', trigger: 'remote-offer', outcome: 'completed' });
    expect(asked!.localUfrag).toEqual(answered!.remoteUfrag);
    expect(asked!.localUfrag.from).not.toBe(asked!.localUfrag.to);
    expect(asked!.pair.to?.local.ufrag).toBe(asked!.localUfrag.to);
  });

  it('has its phases in order, each one ended', () => {
    for (const { phases, requestedAt } of trace.restarts) {
      expect(phases.map(({ name }) => name)).toEqual(['detect', 'signal', 'gather', 'check', 'resume']);
      expect(phases[0]).toMatchObject({ to: requestedAt });
      for (const { from, to } of phases) expect(to).toBeGreaterThanOrEqual(from);
    }
  });

  it("has a gap per stream, and the middlebox's own figure lies in its bracket", () => {
    const gaps = trace.restarts
      .flatMap(restart => restart.gaps)
      .filter(({ layer, direction }) => layer === 'network' && direction === 'inbound');
    expect(gaps).toHaveLength(4);
    expectTrueBrackets(gaps, call.breaker);
    for (const { lowMs, highMs } of gaps) expect(highMs - lowMs).toBeLessThan(1_000);
  });

  it('makes a trace that holds to the schema, and gives the same again when it is read', () => {
    expect(readTrace(JSON.stringify(trace))).toEqual(trace);
    expect(trace.dropped.events).toBe(0);
  });

  it('says nothing of passwords, fingerprints and credentials', () => {
    const text = JSON.stringify(trace);
    expect(text).not.toMatch(/a=ice-pwd:(?!redacted)/);
    expect(text).not.toMatch(/(?:[0-9A-F]{2}:){15}/);
  });
});
