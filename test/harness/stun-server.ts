import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { interfaceAddress } from '../../path-breaker/index.ts';

const bindingRequest = 0x0001;
const bindingSuccess = 0x0101;
const xorMappedAddress = 0x0020;
const magicCookie = 0x2112a442;

export interface StunServerOptions {
  publicAddress: string;
  delayMs?: number;
}

/** A STUN server (RFC 8489) in front of which all clients stand behind one NAT. */
export class StunServer {
  /** The NAT's public IPv4 address. */
  publicAddress: string;
  readonly #socket = createSocket('udp4');
  readonly #pending = new Set<NodeJS.Timeout>();

  private constructor(publicAddress: string) {
    this.publicAddress = publicAddress;
  }

  /** A server that takes `delayMs` for each answer. */
  static async start({ publicAddress, delayMs = 0 }: StunServerOptions): Promise<StunServer> {
    const server = new StunServer(publicAddress);
    server.#socket.on('message', (request, { address, port }) => {
      const response = server.#answer(request, port);
      if (response) server.#later(delayMs, () => server.#socket.send(response, port, address));
    });
    server.#socket.bind(0, interfaceAddress());
    await once(server.#socket, 'listening');
    return server;
  }

  get url(): string {
    const { address, port } = this.#socket.address();
    return `stun:${address}:${port}`;
  }

  close(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#socket.close();
  }

  #later(delayMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      act();
    }, delayMs);
    this.#pending.add(timer);
  }

  #answer(request: Buffer, port: number): Buffer | null {
    if (request.length < 20 || request.readUInt16BE(0) !== bindingRequest) return null;
    if (request.readUInt32BE(4) !== magicCookie) return null;
    const response = Buffer.alloc(32);
    response.writeUInt16BE(bindingSuccess, 0);
    response.writeUInt16BE(12, 2);
    request.copy(response, 4, 4, 20);
    response.writeUInt16BE(xorMappedAddress, 20);
    response.writeUInt16BE(8, 22);
    response.writeUInt8(1, 25);
    response.writeUInt16BE(port ^ (magicCookie >>> 16), 26);
    const address = Buffer.from(this.publicAddress.split('.').map(Number)).readUInt32BE(0);
    response.writeUInt32BE((address ^ magicCookie) >>> 0, 28);
    return response;
  }
}
