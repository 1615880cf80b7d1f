import type { ConnectionEvent, RecordedEvent } from '../../trace/schema/events.ts';
import { deref, NativeWeakRef, now } from './builtins.ts';
import type { Call } from './call.ts';
import { SdpRedaction } from './sdp-redaction.ts';

/** Takes events as they happen. The recorder knows no more of the world than this. */
export type Sink = (event: RecordedEvent) => void;

type Fields<E> = E extends unknown ? Omit<E, 'seq' | 't' | 'frameId' | 'connectionId'> : never;
export type ConnectionFields = Fields<ConnectionEvent>;

/** What the recorder keeps of one connection. It does not keep the connection alive. */
export class ConnectionRecord {
  readonly id: string;
  readonly redaction = new SdpRedaction();
  /** Identity of the last selected pair that was told, by transport. */
  readonly toldPairs: Record<string, string> = { __proto__: null } as never;
  /** Descriptions that are being applied, in the order of the calls. */
  applying: Call[] = [];
  closed = false;
  /** ICE is not in a state in which media flows, though it was. */
  troubled = false;
  /** Media can flow: it was connected at least once. */
  connected = false;
  #ref: WeakRef<RTCPeerConnection> | null;
  readonly #sink: Sink;
  #calls = 0;

  constructor(id: string, connection: RTCPeerConnection, sink: Sink) {
    this.id = id;
    this.#ref = new NativeWeakRef(connection);
    this.#sink = sink;
  }

  /** The connection, unless the page has let go of it, or we have. */
  get connection(): RTCPeerConnection | undefined {
    return this.#ref ? deref(this.#ref) : undefined;
  }

  /** Lets go of the connection: it is read and told of no more. */
  rest(): void {
    this.closed = true;
    this.#ref = null;
  }

  nextCallId(): number {
    return this.#calls++;
  }

  emit(fields: ConnectionFields, t = now()): void {
    this.#sink({ t, connectionId: this.id, ...fields } as RecordedEvent);
  }
}
