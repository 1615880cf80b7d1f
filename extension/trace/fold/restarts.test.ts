import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionEvent, Side, TraceEvent } from '../schema/events.ts';
import type { Restart } from '../schema/trace.ts';
import { createFold, restartsOf } from './fold.ts';

type Fields<E> = E extends unknown ? Omit<E, 'seq' | 't' | 'frameId' | 'connectionId'> : never;

/** What may happen next to a connection. What is not allowed in its state is skipped, as browsers throw it back. */
type Act =
  | 'restartIce'
  | 'createOffer'
  | 'refused-offer'
  | 'setConfiguration'
  | 'offer'
  | 'remote-offer'
  | 'answer'
  | 'ignoring-answer'
  | 'provisional-answer'
  | 'rollback'
  | 'pair'
  | 'fail'
  | 'connect'
  | 'sample'
  | 'have-local-offer'
  | 'close';

const acts: Act[] = [
  'restartIce',
  'createOffer',
  'refused-offer',
  'setConfiguration',
  'offer',
  'remote-offer',
  'answer',
  'ignoring-answer',
  'provisional-answer',
  'rollback',
  'pair',
  'fail',
  'connect',
  'sample',
  'close',
];

/** A connection as JSEP has it (RFC 9429 section 3.2), as far as ICE credentials go: it makes valid sequences of events. */
class SimulatedConnection {
  readonly events: ConnectionEvent[] = [];
  #current: Record<Side, number> = { local: 0, remote: 0 };
  #pending: Record<Side, number | null> = { local: null, remote: null };
  #offerSide: Side | null = null;
  #restartNext = false;
  #generations = 0;
  #bytes = 0;
  #t = 0;
  closed = false;
  #callId = 0;

  constructor() {
    this.#emit({ type: 'connection', configuration: { iceServers: [] } });
    this.#describe('local', 'offer', 0);
    this.#describe('remote', 'answer', 0);
    this.#pair(0, 0);
    this.#emit({ type: 'state', name: 'ice', state: 'connected' });
  }

  act(act: Act, restarts: boolean): void {
    this.#t += 700;
    if (this.closed) return this.#actClosed(act);
    switch (act) {
      case 'restartIce':
      case 'setConfiguration':
        this.#restartNext = true;
        if (act === 'restartIce') return this.#call('restartIce');
        return this.#emit({ type: 'configuration', configuration: { iceServers: [] } });
      case 'createOffer':
        this.#restartNext = true;
        return this.#emit({ type: 'call', callId: this.#callId++, method: 'createOffer', iceRestart: true });
      case 'refused-offer':
        return this.#refusedOffer();
      case 'offer':
        // Only an offer of the far side rolls another back by itself.
        if (this.#offerSide === 'remote') return;
        return this.#offer('local', this.#restartNext);
      case 'remote-offer':
        return this.#offer('remote', restarts);
      case 'answer':
      case 'provisional-answer':
      case 'ignoring-answer':
        return this.#answer(act);
      case 'rollback':
        return this.#rollback();
      case 'pair':
        return this.#pair(
          this.#pending.local ?? this.#current.local,
          this.#pending.remote ?? this.#current.remote,
        );
      case 'fail':
      case 'connect':
        return this.#emit({ type: 'state', name: 'ice', state: act === 'fail' ? 'failed' : 'connected' });
      case 'have-local-offer':
        return this.#emit({ type: 'state', name: 'signaling', state: act });
      case 'sample':
        return this.#sample();
      case 'close':
        this.closed = true;
        return this.#call('close');
    }
  }

  /** A page may go on calling: `restartIce()` says nothing, and an offer is refused. */
  #actClosed(act: Act): void {
    if (act === 'restartIce') this.#call(act);
    if (act === 'createOffer' || act === 'refused-offer') this.#refusedOffer();
  }

  #refusedOffer(): void {
    const call = { callId: this.#callId++, method: 'createOffer' } as const;
    this.#emit({ type: 'call', ...call, iceRestart: true });
    this.#emit({ type: 'result', ...call, error: { name: 'InvalidStateError', message: '' } });
  }

  #offer(side: Side, restarts: boolean): void {
    if (this.#offerSide !== null && this.#offerSide !== side) this.#forgetPending();
    this.#offerSide = side;
    this.#pending[side] = restarts ? ++this.#generations : this.#current[side];
    this.#describe(side, 'offer', this.#pending[side]);
  }

  #answer(act: Act): void {
    if (this.#offerSide === null) return;
    const side: Side = this.#offerSide === 'local' ? 'remote' : 'local';
    const offered = this.#pending[this.#offerSide]!;
    const restarted = offered !== this.#current[this.#offerSide];
    const answered = restarted && act !== 'ignoring-answer' ? offered : this.#current[side];
    if (act === 'provisional-answer') return this.#describe(side, 'pranswer', answered);
    this.#describe(side, 'answer', answered);
    if (this.#offerSide === 'local' || restarted) this.#restartNext = false;
    this.#current = { ...this.#current, [this.#offerSide]: offered, [side]: answered };
    this.#forgetPending();
  }

  #rollback(): void {
    if (this.#offerSide === null) return;
    this.#emit({ type: 'description', side: this.#offerSide, descriptionType: 'rollback', sdp: '' });
    this.#forgetPending();
  }

  #forgetPending(): void {
    this.#pending = { local: null, remote: null };
    this.#offerSide = null;
  }

  #describe(side: Side, descriptionType: 'offer' | 'answer' | 'pranswer', generation: number): void {
    const sdp = `a=group:BUNDLE 0\r\nm=audio 9 X 0\r\na=mid:0\r\na=ice-ufrag:${side}${generation}\r\n`;
    this.#emit({ type: 'description', side, descriptionType, sdp });
  }

  #pair(local: number, remote: number): void {
    const end = (ufrag: string) => ({ type: 'host', protocol: 'udp', address: '192.0.2.1', port: 9, ufrag });
    const pair = { local: end(`local${local}`), remote: end(`remote${remote}`) };
    this.#emit({ type: 'selected-pair', transportId: 'T', pair, source: 'stats' });
  }

  #sample(): void {
    this.#bytes += 100;
    const transport = { id: 'T', at: this.#t, pairId: 'P', bytesReceived: this.#bytes };
    const none = { inbound: [], outbound: [] };
    this.#emit({ type: 'sample', askedAt: this.#t, pace: 'fast', transports: [transport], ...none });
  }

  #call(method: 'restartIce' | 'close'): void {
    this.#emit({ type: 'call', callId: this.#callId++, method });
  }

  #emit(fields: Fields<ConnectionEvent>): void {
    const seq = this.events.length;
    this.events.push({ seq, t: this.#t, frameId: 'f', connectionId: 'f.1', ...fields } as ConnectionEvent);
  }
}

function fold(events: TraceEvent[]): Restart[] {
  const folded = createFold();
  for (const event of events) folded.apply(event);
  return restartsOf(folded.view);
}

function play(...played: Act[]): Restart[] {
  const connection = new SimulatedConnection();
  for (const act of played) connection.act(act, true);
  return fold(connection.events);
}

const outcomes = (restarts: Restart[]) => restarts.map(({ trigger, outcome }) => `${trigger} ${outcome}`);

function expectPossible(restart: Restart): void {
  const { outcome, settledAt, requestedAt, localUfrag, remoteUfrag, phases } = restart;
  expect(outcome === 'pending').toBe(settledAt === null);
  if (settledAt !== null) expect(settledAt).toBeGreaterThanOrEqual(requestedAt);
  if (outcome === 'completed') {
    for (const { from, to } of [localUfrag, remoteUfrag]) {
      expect(to).not.toBeNull();
      expect(to).not.toBe(from);
    }
  }
  for (const { from, to } of phases) if (to !== null) expect(to).toBeGreaterThanOrEqual(from);
}

describe('random valid negotiations', () => {
  const sequences = fc.array(fc.tuple(fc.constantFrom(...acts), fc.boolean()), { maxLength: 40 });

  it('never give an impossible restart', () => {
    fc.assert(
      fc.property(sequences, sequence => {
        const connection = new SimulatedConnection();
        for (const [act, restarts] of sequence) connection.act(act, restarts);
        const told = fold(connection.events);
        for (const restart of told) expectPossible(restart);
        const open = told.filter(({ settledAt }) => settledAt === null);
        expect(open.length).toBeLessThanOrEqual(connection.closed ? 0 : 1);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a restart', () => {
  it('is complete with a pair of both new credentials', () => {
    expect(outcomes(play('restartIce', 'offer', 'answer', 'pair'))).toEqual(['restartIce completed']);
  });

  it('is not undone by the rollback of a later, plain offer', () => {
    expect(outcomes(play('createOffer', 'offer', 'answer', 'offer', 'rollback', 'pair'))).toEqual([
      'createOffer completed',
    ]);
  });

  it('waits when it is asked for while another is under way, and begins when that is settled', () => {
    expect(outcomes(play('restartIce', 'offer', 'restartIce'))).toEqual(['restartIce pending']);
    expect(outcomes(play('restartIce', 'offer', 'restartIce', 'answer', 'pair'))).toEqual([
      'restartIce completed',
      'restartIce pending',
    ]);
  });

  it('is another one when it is asked for between the state and the description of the first offer', () => {
    const connection = new SimulatedConnection();
    for (const act of ['restartIce', 'have-local-offer', 'restartIce', 'offer', 'answer', 'pair'] as const) {
      connection.act(act, true);
    }
    expect(outcomes(fold(connection.events))).toEqual(['restartIce completed', 'restartIce pending']);
  });

  it('serves both sides at once after glare', () => {
    expect(outcomes(play('restartIce', 'offer', 'remote-offer', 'answer', 'pair'))).toEqual([
      'restartIce completed',
    ]);
    expect(outcomes(play('createOffer', 'offer', 'remote-offer', 'answer', 'pair'))).toEqual([
      'createOffer rolled-back',
      'remote-offer completed',
    ]);
  });

  it('has failed when the browser refuses the offer with the flag', () => {
    expect(outcomes(play('refused-offer'))).toEqual(['createOffer failed']);
    expect(outcomes(play('restartIce', 'refused-offer', 'offer', 'answer', 'pair'))).toEqual([
      'restartIce completed',
    ]);
  });

  it('cannot be asked for once the connection is closed', () => {
    expect(play('close', 'restartIce', 'createOffer')).toEqual([]);
  });

  it('may complete on a provisional answer', () => {
    expect(outcomes(play('createOffer', 'offer', 'provisional-answer', 'pair', 'answer'))).toEqual([
      'createOffer completed',
    ]);
  });

  it('is complete on the old pair when that goes on answering', () => {
    const kept = play('restartIce', 'offer', 'answer', 'sample', 'sample', 'sample', 'sample');
    expect(outcomes(kept)).toEqual(['restartIce completed']);
    expect(kept[0]!.findings.map(({ code }) => code)).toContain('kept-old-pair');
  });
});
