import { expect, it } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import type { FrameUp } from '../../wire/messages.ts';
import { FrameBuffer } from './buffer.ts';
import { Link } from './link.ts';

/** A port that keeps what is posted. */
class Port {
  readonly posted: FrameUp[] = [];
  closed = false;
  postMessage(message: FrameUp): void {
    this.posted.push(message);
  }
  disconnect(): void {
    this.closed = true;
  }
  get seqs(): number[][] {
    return this.posted.flatMap(up =>
      up.type === 'batch' ? [up.events.map(event => (event as { seq: number }).seq)] : [],
    );
  }
}

function linked(acknowledged?: number) {
  const port = new Port();
  const buffer = new FrameBuffer('f');
  const link = new Link(port as unknown as Runtime.Port, 'f', buffer, acknowledged);
  const push = () => {
    buffer.push({ t: 1, connectionId: '1', type: 'state', name: 'ice', state: 'new' });
    link.flush();
  };
  return { port, link, push };
}

it('sends nothing before it is asked, and then one batch for each acknowledgement', () => {
  const { port, link, push } = linked();
  push();
  expect(port.posted).toEqual([]);
  link.take({ type: 'stream', after: -1 });
  push();
  push();
  expect(port.seqs).toEqual([[0]]);
  link.take({ type: 'ack' });
  expect(port.seqs).toEqual([[0], [1, 2]]);
  expect(link.acknowledged).toBe(0);
  link.take({ type: 'ack' });
  expect(link.acknowledged).toBe(2);
});

it('says goodbye with all that is left, asked for or not, where it is kept', () => {
  const { port, link, push } = linked(0);
  for (let i = 0; i < 3; i++) push();
  link.leave(true);
  expect(port.seqs).toEqual([[1, 2]]);
  expect(port.posted.at(-1)).toEqual({ type: 'bye', reached: 2 });
  expect(port.closed).toBe(true);
});

it('leaves without a word where nobody listens', () => {
  const { port, link, push } = linked();
  push();
  link.leave(false);
  expect(port.posted).toEqual([]);
});
