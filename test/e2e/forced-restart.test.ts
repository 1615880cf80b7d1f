import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gap, Restart } from '../../extension/trace/schema/trace.ts';
import { CallPage } from '../harness/call-page.ts';
import { type Chromium, launchChromium } from '../harness/chromium.ts';
import { hiccupMs } from '../harness/gaps-of-breaks.ts';
import { expectTrueBrackets } from '../harness/true-brackets.ts';

/** What the network cost our streams. */
function inbound({ gaps }: Restart): Gap[] {
  return gaps.filter(({ layer, direction }) => layer === 'network' && direction === 'inbound');
}

describe('a restart forced over the automation API', () => {
  let chromium: Chromium;
  let call: CallPage;

  beforeAll(async () => {
    chromium = await launchChromium();
    call = await CallPage.open(chromium);
    await call.start();
  });
  afterAll(async () => {
    await call?.close();
    await chromium?.close();
  });

  const forced = (tabId: number, connectionId: string) =>
    chromium.background.evaluate((tab, id) => icescope.restartIce(tab, id), tabId, connectionId);

  it('is carried out when the application follows it up, and costs a working path nothing', async () => {
    await call.run('call.alice.pc.onnegotiationneeded = () => call.alice.offer()');
    const [tab] = await chromium.background.evaluate(() => icescope.tabs());
    expect(tab).toMatchObject({ connections: 2, url: `${call.origin}/call.html` });
    const { connections, restarts: before } = await call.trace();
    await forced(tab!.tabId, connections[0]!.id);
    const mine = ({ id, trigger }: Restart) =>
      trigger === 'forced' && before.every(restart => restart.id !== id);
    const trace = await call.traceWhen('the forced restart to be told', ({ restarts }) =>
      restarts.some(each => mine(each) && each.outcome === 'completed' && inbound(each).length === 2),
    );
    const restart = trace.restarts.find(mine)!;
    expect(restart).toMatchObject({ cause: 'none', outcome: 'completed', connectionId: connections[0]!.id });
    const lost = inbound(restart).filter(({ durationMs, lowMs }) => durationMs > 0 || lowMs > 0);
    // A busy machine holds a sender up at times: then the middlebox saw that as well.
    expectTrueBrackets(lost, call.breaker);
    expect(lost.filter(({ durationMs }) => durationMs > hiccupMs)).toEqual([]);
  });

  it('says why it could not be done', async () => {
    const [tab] = await chromium.background.evaluate(() => icescope.tabs());
    const { connections } = await call.trace();
    await expect(forced(tab!.tabId, `${connections[0]!.id}999`)).rejects.toThrow('no such connection');
    await expect(forced(tab!.tabId, 'nowhere.1')).rejects.toThrow('the frame of this connection is gone');
    await call.run('call.alice.pc.close()');
    await expect(forced(tab!.tabId, connections[0]!.id)).rejects.toThrow('closed');
  });

  it('forgets when told to, and goes on recording', async () => {
    const before = await call.trace();
    await chromium.background.evaluate(() => icescope.clear());
    const after = await call.trace();
    expect(after.events.length).toBeLessThan(before.events.length);
    expect(after.restarts).toEqual([]);
    await call.run('void new RTCPeerConnection()');
    const connections = await call.traceWhen('the new connection', trace => trace.connections.length === 2);
    expect(connections.page.url).toBe(`${call.origin}/call.html`);
  });
});
