import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PanelDown, PanelUp } from '../../wire/messages.ts';
import { LiveSource } from './live-source.ts';

class FakePort {
  readonly sent: PanelUp[] = [];
  #message: (message: unknown) => void = () => {};
  #disconnect: () => void = () => {};
  onMessage = { addListener: (listener: (message: unknown) => void) => (this.#message = listener) };
  onDisconnect = { addListener: (listener: () => void) => (this.#disconnect = listener) };
  postMessage(message: unknown): void {
    this.sent.push(message as PanelUp);
  }
  deliver(message: PanelDown): void {
    this.#message(message);
  }
  die(): void {
    this.#disconnect();
  }
}

function liveSource() {
  const ports: FakePort[] = [];
  const frames: (() => void)[] = [];
  let elapsed = 0;
  const source = new LiveSource({
    tabId: 7,
    connect: () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    reloadPage: () => {},
    schedule: callback => void frames.push(callback),
    elapsed: () => elapsed,
  });
  return {
    source,
    ports,
    draw: () => frames.splice(0).map(callback => callback()).length,
    wait: (ms: number) => {
      elapsed += ms;
    },
  };
}

const hello = (frameId: string, seq = 0): PanelDown => ({
  type: 'batch',
  frameId,
  events: [
    {
      seq,
      t: 1000 + seq,
      frameId,
      connectionId: `${frameId}/c`,
      type: 'connection',
      configuration: { iceServers: [] },
    },
  ],
  reached: seq,
  newest: seq,
  dropped: 0,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells what changed once a drawing, however many batches came', () => {
  const { source, ports, draw } = liveSource();
  ports[0]!.deliver(hello('a'));
  ports[0]!.deliver(hello('b'));
  const before = source.snapshot.value;
  expect(draw()).toBe(1);
  expect(source.snapshot.value).not.toBe(before);
  expect(source.snapshot.value.view.connections.size).toBe(2);
  expect(source.status.value).toBe('live');
});

it('calls a new worker when the old one died and says what it holds', () => {
  const { source, ports } = liveSource();
  expect(ports[0]!.sent).toEqual([{ type: 'watch', tabId: 7, have: {} }]);
  ports[0]!.deliver(hello('a', 3));
  ports[0]!.die();
  expect(source.status.value).toBe('reconnecting');
  vi.advanceTimersByTime(200);
  expect(ports[1]!.sent).toEqual([{ type: 'watch', tabId: 7, have: { a: 3 } }]);
  ports[1]!.deliver({ type: 'frames', frameIds: ['a'] });
  expect(source.status.value).toBe('live');
});

it('refuses commands while no worker is there', () => {
  const { source, ports } = liveSource();
  ports[0]!.die();
  source.commands!.restartIce('a/c');
  expect(source.refusal.value).toMatch(/Try again/);
});

it.each(['frames first', 'navigation first'])('lets the old page go on navigation, %s', order => {
  const { source, ports, draw } = liveSource();
  ports[0]!.deliver(hello('old'));
  const gone = () => ports[0]!.deliver({ type: 'frames', frameIds: [] });
  if (order === 'frames first') gone();
  source.navigated();
  if (order === 'navigation first') gone();
  ports[0]!.deliver(hello('new'));
  draw();
  expect([...source.snapshot.value.view.frames.keys()]).toEqual(['new']);
});

it('keeps what a removed iframe has told', () => {
  const { source, ports, draw, wait } = liveSource();
  source.navigated();
  wait(10_000);
  ports[0]!.deliver(hello('top'));
  ports[0]!.deliver(hello('iframe'));
  ports[0]!.deliver({ type: 'frames', frameIds: ['top'] });
  draw();
  expect(source.snapshot.value.gone).toEqual(new Map([['iframe', 1000]]));
});
