import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import { FrameBuffer } from '../content/bridge/buffer.ts';
import { Link } from '../content/bridge/link.ts';
import type { Batch, FrameDown, FrameUp } from '../wire/messages.ts';
import { framePort } from '../wire/ports.ts';
import { collect } from './collect.ts';
import { Frames } from './frames.ts';
import { Router, type Watcher } from './router.ts';

const sendMessage = vi.hoisted(() => vi.fn());
/** Where the browser says why it closed a port. */
const runtime = vi.hoisted((): { lastError?: { message: string } } => ({}));
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime,
    tabs: { sendMessage },
    storage: { session: { get: async () => ({}), set: async () => {}, remove: async () => {} } },
  },
}));

let ready = Promise.resolve();
const tabId = 7;

/** One end of a port; what is posted arrives at the other in a task of its own, as between processes. */
class End {
  readonly name = `${framePort}f`;
  readonly sender = { tab: { id: tabId }, frameId: 0 };
  other!: End;
  #gone = false;
  #heard: ((message: never) => void)[] = [];
  #closed: (() => void)[] = [];
  readonly onMessage = { addListener: (listener: (message: never) => void) => this.#heard.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#closed.push(listener) };
  postMessage(message: unknown): void {
    const json = JSON.stringify(message);
    setTimeout(() => {
      if (this.other.#gone) return;
      for (const listener of this.other.#heard) listener(JSON.parse(json) as never);
    });
  }
  disconnect(): void {
    this.#gone = true;
    setTimeout(() => {
      for (const listener of this.other.#closed) listener();
    });
  }
  get port(): Runtime.Port {
    return this as unknown as Runtime.Port;
  }
}

function newPort(): [own: End, theirs: End] {
  const [own, theirs] = [new End(), new End()];
  own.other = theirs;
  theirs.other = own;
  return [own, theirs];
}

/** A frame with a buffer, as the bridge has it. */
class Frame {
  readonly buffer = new FrameBuffer('f');
  link: Link | null = null;
  #own: End | null = null;
  /** With its page. */
  leave(): void {
    this.link!.leave(true);
  }
  /** By the browser. */
  cutOff(): void {
    this.#own!.disconnect();
  }
  /** What its script would not have sent. */
  send(message: FrameUp): void {
    this.#own!.postMessage(message);
  }
  tell(count: number): void {
    for (let i = 0; i < count; i++) {
      this.buffer.push({ t: i, connectionId: '1', type: 'state', name: 'ice', state: 'new' });
      this.link?.flush();
    }
  }
  connect(router: Router, acknowledged = -1): void {
    const [own, theirs] = newPort();
    const link = new Link(own.port, 'f', this.buffer, acknowledged);
    own.onMessage.addListener((message: FrameDown) => {
      if (message.type === 'stream' || message.type === 'ack') link.take(message);
    });
    this.link = link;
    this.#own = own;
    setTimeout(() => void router.connected(theirs.port, ready));
  }
}

/** Takes what it is given; `slow` as a disk is. */
class Taker implements Watcher {
  readonly tabId = tabId;
  readonly seqs: number[] = [];
  readonly left = vi.fn();
  #reached: number;
  readonly #slow: boolean;
  constructor(reached = -1, slow = false) {
    this.#reached = reached;
    this.#slow = slow;
  }
  have = () => this.#reached;
  async batch({ events, reached }: Batch): Promise<void> {
    this.#reached = Math.max(this.#reached, reached);
    this.seqs.push(...events.map(({ seq }) => seq));
    if (this.#slow) await new Promise(resolve => setTimeout(resolve, 5));
  }
  cleared(): void {}
  frames(): void {}
}

let router: Router;
let frame: Frame;

beforeEach(() => {
  ready = Promise.resolve();
  runtime.lastError = undefined;
  router = new Router(new Frames());
  frame = new Frame();
  sendMessage.mockReset();
  sendMessage.mockImplementation(async () => {
    if (!frame.link) frame.connect(router);
    return true;
  });
});

const from = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i);

it('lets nobody jump over what another watcher has already', async () => {
  await router.announced({ frameId: 'f', tabId, browserFrameId: 0 });
  frame.tell(50);
  const ahead = new Taker(29);
  await router.watch(ahead);
  frame.tell(5);
  const behind = new Taker(9, true);
  void router.watch(behind);
  const all = new Taker();
  void router.watch(all);
  const telling = setInterval(() => frame.tell(1), 1);
  await vi.waitFor(() => expect(behind.seqs.length).toBeGreaterThan(70));
  clearInterval(telling);
  await vi.waitFor(() => expect(all.seqs.at(-1)).toBe(frame.buffer.newest));
  await vi.waitFor(() => expect(behind.seqs.at(-1)).toBe(frame.buffer.newest));
  const end = frame.buffer.newest + 1;
  expect(ahead.seqs).toEqual(from(30, end));
  expect(behind.seqs).toEqual(from(10, end));
  expect(all.seqs).toEqual(from(0, end));
});

it('takes what a page sends that leaves before anybody could ask', async () => {
  const recording = new Taker(4);
  await router.watch(recording);
  frame.tell(8);
  frame.connect(router, 4);
  frame.leave();
  await vi.waitFor(() => expect(recording.left).toHaveBeenCalledWith('f', true));
  expect(recording.seqs).toEqual([5, 6, 7]);
});

it('says that something is lost where a page that left had not sent it', async () => {
  const recording = new Taker(1);
  await router.watch(recording);
  frame.tell(8);
  frame.connect(router, 4);
  frame.leave();
  await vi.waitFor(() => expect(recording.left).toHaveBeenCalledWith('f', false));
  expect(recording.seqs).toEqual([]);
});

it('takes nothing for lost of what a recording asks for that comes back later than a panel', async () => {
  let resumed = () => {};
  ready = new Promise(resolve => {
    resumed = resolve;
  });
  await router.announced({ frameId: 'f', tabId, browserFrameId: 0 });
  frame.tell(8);
  const panel = new Taker(4);
  await router.watch(panel);
  // What the panel asked for is on its way when the recording comes.
  await new Promise(resolve => setTimeout(resolve, 5));
  const recording = new Taker(1);
  void router.watch(recording);
  resumed();
  await vi.waitFor(() => expect(recording.seqs).toEqual([2, 3, 4, 5, 6, 7]));
  expect(panel.seqs).toEqual([5, 6, 7]);
  expect(recording.left).not.toHaveBeenCalled();
});

it.each([
  [undefined, false],
  [
    'The page keeping the extension port is moved into back/forward cache, so the message channel is closed.',
    true,
  ],
])(
  'takes a frame that left without a goodbye for cut off, unless it can come back (%s)',
  async (message, whole) => {
    const recording = new Taker();
    await router.watch(recording);
    frame.tell(3);
    frame.connect(router);
    await vi.waitFor(() => expect(recording.seqs).toEqual([0, 1, 2]));
    runtime.lastError = message === undefined ? undefined : { message };
    frame.cutOff();
    await vi.waitFor(() => expect(recording.left).toHaveBeenCalledWith('f', whole));
  },
);

it.each([
  ['in order', true],
  ['cut off', false],
])('tells once how a frame left (%s) that was asked for meanwhile and could not answer', async (_, whole) => {
  await router.announced({ frameId: 'f', tabId, browserFrameId: 0 });
  const recording = new Taker(1);
  frame.tell(4);
  sendMessage.mockImplementation(async () => {
    frame.connect(router, 1);
    if (whole) frame.leave();
    else frame.cutOff();
    await new Promise(resolve => setTimeout(resolve, 20));
    throw new Error('Receiving end does not exist.');
  });
  await router.watch(recording);
  await vi.waitFor(() => expect(recording.left).toHaveBeenCalled());
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(recording.left.mock.calls).toEqual([['f', whole]]);
  expect(recording.seqs).toEqual(whole ? [2, 3] : []);
});

it('says of a frame that it ended while the worker was dead to those who had something of it', async () => {
  sendMessage.mockRejectedValue(new Error('Receiving end does not exist.'));
  await router.announced({ frameId: 'f', tabId, browserFrameId: 0 });
  const [knew, newcomer] = [new Taker(3), new Taker()];
  await Promise.all([router.watch(knew), router.watch(newcomer)]);
  expect(knew.left).toHaveBeenCalledWith('f', false);
  expect(newcomer.left).not.toHaveBeenCalled();
});

const event = (seq: number) => ({
  ...{ seq, t: seq, frameId: 'f', connectionId: 'f.1' },
  ...{ type: 'state', name: 'ice', state: 'new' },
});
const batchOf = (after: number, reached: number, seqs: number[]): FrameUp => ({
  ...{ type: 'batch', frameId: 'f', events: seqs.map(event), after, reached },
  ...{ newest: 20, dropped: 0 },
});

it('takes a batch that comes again once, and refuses what is out of its turn', async () => {
  const recording = new Taker();
  await router.watch(recording);
  frame.tell(3);
  frame.connect(router);
  await vi.waitFor(() => expect(recording.seqs).toEqual([0, 1, 2]));
  frame.send(batchOf(-1, 2, [0, 1, 2]));
  frame.send(batchOf(2, 4, [2, 3, 3, 4, 3, 9]));
  frame.send(batchOf(2, 4, [3, 4]));
  frame.send(batchOf(-1, 5, [0, 5]));
  await vi.waitFor(() => expect(recording.seqs).toEqual([0, 1, 2, 3, 4, 5]));
  // Nor is anything kept twice that comes over another port.
  frame.cutOff();
  await vi.waitFor(() => expect(recording.left).toHaveBeenCalledTimes(1));
  frame.connect(router);
  frame.leave();
  await vi.waitFor(() => expect(recording.left).toHaveBeenCalledTimes(2));
  expect(recording.seqs).toEqual([0, 1, 2, 3, 4, 5]);
});

it('gives nobody an event twice, whatever a frame sends', async () => {
  const numbers = fc.integer({ min: -1, max: 12 });
  const batches = fc.array(fc.tuple(numbers, numbers, fc.array(fc.nat(12), { maxLength: 8 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(batches, async sent => {
      router = new Router(new Frames());
      const [own, theirs] = newPort();
      const taker = new Taker();
      await router.watch(taker);
      await router.connected(theirs.port, ready);
      const collected = collect(tabId, router, { timeoutMs: 10 });
      for (const [after, reached, seqs] of sent) own.postMessage(batchOf(after, reached, seqs));
      own.disconnect();
      await vi.waitFor(() => expect(taker.left).toHaveBeenCalled(), { timeout: 5_000, interval: 1 });
      for (const seqs of [taker.seqs, (await collected).events.map(({ seq }) => seq)]) {
        expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      }
    }),
    { numRuns: 50 },
  );
});
