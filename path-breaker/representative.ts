import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/** An IPv4 transport address. */
export interface Endpoint {
  address: string;
  port: number;
}

/** One way across the breaker, seen from the first peer (a) and the second (b). */
export type Flow = 'a-to-b' | 'b-to-a';

export interface Arrival {
  at: Representative;
  datagram: Buffer;
  source: RemoteInfo;
  /** The datagram came to a port that the representative had before it was rebound. */
  stale: boolean;
}

/**
 * A UDP socket that stands for one real address of a peer towards the other peer: what arrives here is meant
 * for that address, and what comes from that address leaves from here.
 */
export class Representative {
  /** Flows that are cut for this representative alone, whatever holds for the whole breaker. */
  readonly cutFlows = new Set<Flow>();
  #socket: Socket;
  #staleSockets: Socket[] = [];
  #closed = false;

  private constructor(
    readonly owner: string,
    readonly real: Endpoint,
    socket: Socket,
    private readonly onArrival: (arrival: Arrival) => void,
  ) {
    this.#socket = socket;
    this.#listen(socket);
  }

  static async open(
    owner: string,
    real: Endpoint,
    bindAddress: string,
    onArrival: (arrival: Arrival) => void,
  ): Promise<Representative> {
    return new Representative(owner, real, await bind(bindAddress), onArrival);
  }

  /** The address that the other peer sends to. */
  get endpoint(): Endpoint {
    const { address, port } = this.#socket.address();
    return { address, port };
  }

  send(datagram: Buffer, to: Endpoint): void {
    // Where the destination's network is gone the datagram is lost, as it would be further along the way.
    this.#socket.send(datagram, to.port, to.address, () => {});
  }

  /**
   * Moves on to another port, as a NAT that forgot its mapping would. The old socket stays open and leads
   * nowhere: closing it would send ICMP errors, which a NAT does not.
   */
  async rebind(): Promise<void> {
    const socket = await bind(this.endpoint.address);
    if (this.#closed) {
      socket.close();
      return;
    }
    this.#staleSockets.push(this.#socket);
    this.#socket = socket;
    this.#listen(socket);
  }

  close(): void {
    this.#closed = true;
    for (const socket of [this.#socket, ...this.#staleSockets]) socket.close();
  }

  #listen(socket: Socket): void {
    socket.on('message', (datagram, source) =>
      this.onArrival({ at: this, datagram, source, stale: socket !== this.#socket }),
    );
  }
}

function bind(address: string): Promise<Socket> {
  const socket = createSocket({
    type: 'udp4',
    // Every address here is already numeric. Answering in place keeps `send` synchronous down to the system
    // call, and so the time taken just before it true.
    lookup: (host, _options, answer) => answer(null, host, 4),
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address, () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}
