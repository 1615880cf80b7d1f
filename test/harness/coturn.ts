import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interfaceAddress } from '../../path-breaker/index.ts';
import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';

const user = { username: 'alice', credential: 'secret' };

/** A coturn of our own, which relays between addresses of this machine. */
export class Coturn {
  readonly #address = interfaceAddress();
  readonly #port: number;
  readonly #directory = mkdtempSync(join(tmpdir(), 'icescope-coturn-'));
  #process: ServerProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<Coturn> {
    const coturn = new Coturn(await freePort());
    await coturn.#run();
    return coturn;
  }

  /** What a connection needs to use it. */
  get iceServer(): RTCIceServer {
    return { urls: `turn:${this.#address}:${this.#port}`, ...user };
  }

  /** Dies and comes back on the same port: it knows nothing of its allocations any more. */
  async forget(): Promise<void> {
    await this.#process?.stop();
    await this.#run();
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    rmSync(this.#directory, { recursive: true });
  }

  async #run(): Promise<void> {
    const addresses = ['--listening-ip', '--relay-ip'].map(option => `${option}=${this.#address}`);
    const files = ['--pidfile', '--userdb'].map(option => `${option}=${join(this.#directory, option)}`);
    const quiet = ['--no-tls', '--no-dtls', '--no-cli', '--no-rfc5780', '--log-file=stdout'];
    const credentials = ['--lt-cred-mech', '--realm=test', `--user=${user.username}:${user.credential}`];
    const args = ['-n', `--listening-port=${this.#port}`, '--allow-loopback-peers'];
    this.#process = await ServerProcess.start(
      'turnserver',
      [...args, ...addresses, ...files, ...quiet, ...credentials],
      'Total General servers',
    );
  }
}
