import { parseCandidate } from './candidate.ts';
import { epochNow } from './clock.ts';
import { DelayLine } from './delay-line.ts';
import { ForwardingRecord, type RecordedStream, type Silence } from './record.ts';
import type { Arrival, Flow, Representative } from './representative.ts';
import { Representatives } from './representatives.ts';
import { parseRtpHeader } from './rtp.ts';
import { rewriteSdpLines } from './sdp.ts';

export interface PathBreakerOptions {
  /** The two peers' names: the first is "a" in directions, the second "b". */
  peers: readonly [a: string, b: string];
  /**
   * The address of this machine that the breaker's sockets are bound to; 127.0.0.1 by default. Firefox needs
   * `interfaceAddress()`.
   */
  bindAddress?: string;
}

export interface CutOptions {
  /**
   * `existing` (the default) kills every path there is, and candidates signalled later work: Wi-Fi is lost,
   * another network comes. `all` kills those too, until `mend`.
   */
  scope?: 'existing' | 'all';
  direction?: 'both' | Flow;
}

/**
 * A UDP middlebox between the two peers of one WebRTC call. Each candidate that one peer signals is rewritten
 * to a socket here before the other peer hears of it. So all traffic between them crosses this process, which
 * can stop it, delay it or move it to other ports, and keeps a record of every silence.
 *
 * Only host candidates over UDP and IPv4 are represented. Every other candidate is withheld (`null`), for
 * media that went by it would go around the breaker. The end-of-candidates indication passes.
 */
export class PathBreaker {
  readonly #peers: readonly [string, string];
  readonly #representatives: Representatives;
  readonly #record = new ForwardingRecord();
  readonly #delayLine = new DelayLine();
  readonly #cutFlows = new Set<Flow>();
  #datagrams = { forwarded: 0, dropped: 0 };
  #closed = false;

  constructor({ peers, bindAddress = '127.0.0.1' }: PathBreakerOptions) {
    if (peers[0] === peers[1]) throw new Error(`expected two different peer names, got "${peers[0]}" twice`);
    this.#peers = peers;
    this.#representatives = new Representatives(bindAddress, arrival => this.#arrived(arrival));
  }

  /**
   * Takes a candidate (`RTCIceCandidate.candidate`) that `peer` signals, and answers what the other peer is to
   * be told instead: foundation, priority and ufrag stay, address and port become the breaker's. `null`
   * means: do not pass it on.
   */
  async rewriteCandidate(peer: string, candidate: string): Promise<string | null> {
    this.#otherThan(peer);
    const parsed = parseCandidate(candidate);
    if (parsed.kind === 'end') return candidate;
    if (parsed.kind === 'other') return null;
    const { address, port } = parsed;
    const representative = await this.#representatives.ofSignalled(peer, { address, port });
    return parsed.at(representative.endpoint.address, representative.endpoint.port);
  }

  /** The same for the candidates inside a session description that `peer` signals. */
  rewriteSdp(peer: string, sdp: string): Promise<string> {
    return rewriteSdpLines(sdp, line => this.rewriteCandidate(peer, line));
  }

  /** Stops forwarding, silently: sockets stay open, and what arrives at them is lost. */
  cut({ scope = 'existing', direction = 'both' }: CutOptions = {}): void {
    const flows: Flow[] = direction === 'both' ? ['a-to-b', 'b-to-a'] : [direction];
    const where = scope === 'all' ? [this.#cutFlows] : this.#representatives.all.map(each => each.cutFlows);
    for (const cutFlows of where) {
      for (const flow of flows) cutFlows.add(flow);
    }
  }

  /** Undoes every cut. */
  mend(): void {
    this.#cutFlows.clear();
    for (const representative of this.#representatives.all) representative.cutFlows.clear();
  }

  /** Holds every datagram, in either direction, for `ms` milliseconds from now on. */
  delay(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`expected a delay of 0 ms or more, got ${ms}`);
    this.#delayLine.delayMs = ms;
  }

  /**
   * Moves the sockets that represent `peer` to other ports, as a NAT in front of that peer does when it loses
   * its mappings: the other peer hears it from a new address, and what it sends to the old one is lost.
   */
  rebind(peer: string = this.#peers[0]): Promise<void> {
    this.#otherThan(peer);
    return this.#representatives.rebind(peer);
  }

  /** How many datagrams of any kind were forwarded, and how many withheld by a cut or a rebinding. */
  datagrams(): { forwarded: number; dropped: number } {
    return { ...this.#datagrams };
  }

  /** The silences of at least `minMs` (200 by default; none below 100 is recorded), in the order they ended. */
  silences({ minMs = 200 }: { minMs?: number } = {}): Silence[] {
    return this.#record.silences(minMs);
  }

  /** Every RTP stream that has crossed the breaker. */
  streams(): RecordedStream[] {
    return this.#record.streams();
  }

  /** When the packets of one stream were forwarded, epoch milliseconds, for the stream's last minute. */
  forwardTimes(sender: string, ssrc: number): number[] {
    return this.#record.forwardTimes(sender, ssrc);
  }

  /** Frees every socket. The record stays readable. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#delayLine.clear();
    await this.#representatives.close();
  }

  #otherThan(peer: string): string {
    const [a, b] = this.#peers;
    if (peer !== a && peer !== b) throw new Error(`expected peer "${a}" or "${b}", got "${peer}"`);
    return peer === a ? b : a;
  }

  #arrived(arrival: Arrival): void {
    const sender = this.#otherThan(arrival.at.owner);
    const source = { address: arrival.source.address, port: arrival.source.port };
    const arrivedAt = epochNow();
    const pass = (from: Representative) =>
      this.#delayLine.enter(() => this.#release(arrival, from, sender, arrivedAt));

    const known = this.#representatives.find(sender, source);
    if (known) pass(known);
    // A source that was never signalled is peer-reflexive to the receiver, and needs an address all the same.
    else this.#representatives.ofSource(sender, source).then(pass, lostWhileClosing);
  }

  #release({ at, datagram, stale }: Arrival, from: Representative, sender: string, arrivedAt: number): void {
    if (this.#closed) return;
    const flow: Flow = sender === this.#peers[0] ? 'a-to-b' : 'b-to-a';
    const isCut = [this.#cutFlows, at.cutFlows, from.cutFlows].some(cutFlows => cutFlows.has(flow));
    const header = parseRtpHeader(datagram);
    const packet = header && { sender, receiver: at.owner, ...header };
    if (isCut || stale) {
      this.#datagrams.dropped += 1;
      if (packet) this.#record.dropped(packet, isCut ? 'cut' : 'rebind');
      return;
    }
    const forwardedAt = epochNow();
    from.send(datagram, at.real);
    this.#datagrams.forwarded += 1;
    if (packet) this.#record.forwarded({ ...packet, arrivedAt, forwardedAt });
  }
}

function lostWhileClosing(): void {}
