import { createSocket, type Socket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PathBreaker } from './path-breaker.ts';

/** A UDP endpoint as a peer's ICE agent would own it. */
class Peer {
  readonly received: { text: string; fromPort: number }[] = [];

  private constructor(
    readonly name: string,
    readonly socket: Socket,
  ) {
    socket.on('message', (datagram, source) =>
      this.received.push({ text: datagram.toString('latin1'), fromPort: source.port }),
    );
  }

  static async open(name: string): Promise<Peer> {
    const socket = createSocket('udp4');
    await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
    const peer = new Peer(name, socket);
    opened.push(peer);
    return peer;
  }

  get candidate(): string {
    return `candidate:1 1 udp 2122260223 127.0.0.1 ${this.socket.address().port} typ host`;
  }

  get texts(): string[] {
    return this.received.map(each => each.text);
  }

  send(datagram: string | Buffer, port: number): void {
    this.socket.send(datagram, port, '127.0.0.1');
  }
}

function portOf(candidate: string | null): number {
  return Number(candidate?.split(' ')[5]);
}

function rtp(ssrc: number, sequenceNumber: number): Buffer {
  const packet = Buffer.alloc(20);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(111, 1);
  packet.writeUInt16BE(sequenceNumber, 2);
  packet.writeUInt32BE(ssrc, 8);
  return packet;
}

const opened: Peer[] = [];
let breaker: PathBreaker;
let alice: Peer;
let bob: Peer;
/** Where bob sends to reach alice, and the other way round. */
let portToAlice: number;
let portToBob: number;

beforeEach(async () => {
  breaker = new PathBreaker({ peers: ['alice', 'bob'] });
  alice = await Peer.open('alice');
  bob = await Peer.open('bob');
  portToAlice = portOf(await breaker.rewriteCandidate('alice', alice.candidate));
  portToBob = portOf(await breaker.rewriteCandidate('bob', bob.candidate));
});

afterEach(async () => {
  await breaker.close();
  for (const peer of opened.splice(0)) peer.socket.close();
});

async function droppedReaches(count: number): Promise<void> {
  await expect.poll(() => breaker.datagrams().dropped).toBe(count);
}

describe('forwarding', () => {
  it('shows each peer the address that was signalled for the other', async () => {
    alice.send('ping', portToBob);
    await expect.poll(() => bob.received).toEqual([{ text: 'ping', fromPort: portToAlice }]);
    bob.send('pong', portToAlice);
    await expect.poll(() => alice.received).toEqual([{ text: 'pong', fromPort: portToBob }]);
  });

  it('gives an address signalled twice one representative', async () => {
    const again = await Promise.all([1, 2].map(() => breaker.rewriteCandidate('alice', alice.candidate)));
    expect(again.map(portOf)).toEqual([portToAlice, portToAlice]);
  });

  it('finds an address for a source that was never signalled, in the order it sent', async () => {
    const reflexive = await Peer.open('alice');
    for (const text of ['1', '2', '3']) reflexive.send(text, portToBob);
    await expect.poll(() => bob.texts).toEqual(['1', '2', '3']);
    const { fromPort } = bob.received[0]!;
    expect(fromPort).not.toBe(portToAlice);
    bob.send('back', fromPort);
    await expect.poll(() => reflexive.texts).toEqual(['back']);
    expect(portOf(await breaker.rewriteCandidate('alice', reflexive.candidate))).toBe(fromPort);
  });

  it('withholds what it cannot represent and refuses a stranger', async () => {
    expect(await breaker.rewriteCandidate('alice', '')).toBe('');
    expect(await breaker.rewriteCandidate('alice', 'candidate:1 1 udp 1 ::1 4000 typ host')).toBeNull();
    await expect(breaker.rewriteCandidate('carol', alice.candidate)).rejects.toThrow(
      'expected peer "alice" or "bob", got "carol"',
    );
  });

  it('rewrites the candidates of a description', async () => {
    const sdp = await breaker.rewriteSdp(
      'alice',
      `m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\na=${alice.candidate}\r\n`,
    );
    expect(sdp).toBe(
      `m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=candidate:1 1 udp 2122260223 127.0.0.1 ${portToAlice} typ host\r\n`,
    );
  });
});

describe('a cut', () => {
  it('loses what comes until it is mended', async () => {
    breaker.cut({ scope: 'all' });
    alice.send('lost', portToBob);
    bob.send('lost', portToAlice);
    await droppedReaches(2);
    breaker.mend();
    alice.send('found', portToBob);
    bob.send('found', portToAlice);
    await expect.poll(() => [alice.texts, bob.texts]).toEqual([['found'], ['found']]);
  });

  it('of one direction leaves the other alone', async () => {
    breaker.cut({ scope: 'all', direction: 'a-to-b' });
    alice.send('lost', portToBob);
    bob.send('heard', portToAlice);
    await expect.poll(() => alice.texts).toEqual(['heard']);
    await droppedReaches(1);
    expect(bob.texts).toEqual([]);
  });

  it('of what exists lets candidates signalled later work', async () => {
    breaker.cut();
    const [newAlice, newBob] = [await Peer.open('alice'), await Peer.open('bob')];
    await breaker.rewriteCandidate('alice', newAlice.candidate);
    const newPortToBob = portOf(await breaker.rewriteCandidate('bob', newBob.candidate));
    alice.send('old path', portToBob);
    newAlice.send('to an old address', portToBob);
    alice.send('from an old address', newPortToBob);
    await droppedReaches(3);
    newAlice.send('new path', newPortToBob);
    await expect.poll(() => newBob.texts).toEqual(['new path']);
    expect(bob.texts).toEqual([]);
  });

  it('of what exists lets the same address work once it is signalled again', async () => {
    breaker.cut();
    const newPortToAlice = portOf(await breaker.rewriteCandidate('alice', alice.candidate));
    const newPortToBob = portOf(await breaker.rewriteCandidate('bob', bob.candidate));
    expect(newPortToAlice).not.toBe(portToAlice);
    alice.send('old', portToBob);
    await droppedReaches(1);
    alice.send('new', newPortToBob);
    await expect.poll(() => bob.received).toEqual([{ text: 'new', fromPort: newPortToAlice }]);
  });

  it('of all holds for candidates signalled later, too', async () => {
    breaker.cut({ scope: 'all' });
    const newBob = await Peer.open('bob');
    alice.send('lost', portOf(await breaker.rewriteCandidate('bob', newBob.candidate)));
    await droppedReaches(1);
    expect(newBob.texts).toEqual([]);
  });
});

describe('a rebinding', () => {
  it('moves one peer to another port and leaves the old one deaf', async () => {
    await breaker.rebind('alice');
    bob.send('lost', portToAlice);
    await droppedReaches(1);
    alice.send('moved', portToBob);
    await expect.poll(() => bob.texts).toEqual(['moved']);
    const { fromPort } = bob.received[0]!;
    expect(fromPort).not.toBe(portToAlice);
    bob.send('found', fromPort);
    await expect.poll(() => alice.texts).toEqual(['found']);
  });
});

describe('the delay', () => {
  it('holds each datagram for that long', async () => {
    breaker.delay(60);
    const sentAt = performance.now();
    alice.send('late', portToBob);
    await expect.poll(() => bob.texts, { interval: 1 }).toEqual(['late']);
    expect(performance.now() - sentAt).toBeGreaterThan(59);
  });

  it('is no negative number', () => {
    expect(() => breaker.delay(-1)).toThrow('expected a delay of 0 ms or more, got -1');
  });
});

describe('the record', () => {
  it('tells a stream, its times, and the silence of a cut', async () => {
    alice.send(rtp(7, 1), portToBob);
    await expect.poll(() => bob.received.length).toBe(1);
    breaker.cut({ scope: 'all' });
    alice.send(rtp(7, 2), portToBob);
    await droppedReaches(1);
    const silentSince = breaker.streams()[0]!.lastForwardedAt;
    const now = () => performance.timeOrigin + performance.now();
    await expect.poll(() => now() - silentSince).toBeGreaterThan(210);
    breaker.mend();
    alice.send(rtp(7, 3), portToBob);
    await expect.poll(() => bob.received.length).toBe(2);

    const [silence, ...others] = breaker.silences();
    expect(others).toEqual([]);
    expect(silence).toMatchObject({
      sender: 'alice',
      receiver: 'bob',
      ssrc: 7,
      payloadType: 111,
      cause: 'cut',
    });
    expect(silence).toMatchObject({ from: silentSince, droppedPackets: 1 });
    expect(breaker.forwardTimes('alice', 7)).toEqual([silence?.from, silence?.to]);
    expect(breaker.silences({ minMs: 60_000 })).toEqual([]);
  });
});

it('answers nothing once closed, and keeps its record', async () => {
  alice.send(rtp(7, 1), portToBob);
  await expect.poll(() => bob.received.length).toBe(1);
  await breaker.close();
  await expect(breaker.rewriteCandidate('alice', (await Peer.open('alice')).candidate)).rejects.toThrow(
    'closed',
  );
  expect(breaker.streams()).toMatchObject([{ sender: 'alice', ssrc: 7, packets: 1 }]);
});
