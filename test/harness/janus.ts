import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';

export interface JanusOptions {
  /** Answers checks and sends none (RFC 8445 section 2.5). */
  iceLite?: boolean;
}

/** The streaming mountpoint that every server here has: an endless tone. */
export const mountpoint = 1;

/** What of Debian's `janus` is not needed here. */
const plugins = 'audiobridge duktape lua nosip recordplay sip textroom videocall videoroom voicemail';
const transports = 'http mqtt nanomsg pfunix rabbitmq';

/** A Janus media server of our own: with the EchoTest and Streaming plugins, over a WebSocket, on loopback. */
export class Janus {
  readonly url: string;
  readonly #process: ServerProcess;
  readonly #directory: string;

  private constructor(url: string, process: ServerProcess, directory: string) {
    this.url = url;
    this.#process = process;
    this.#directory = directory;
  }

  static async start({ iceLite = false }: JanusOptions = {}): Promise<Janus> {
    const port = await freePort();
    const directory = mkdtempSync(join(tmpdir(), 'icescope-janus-'));
    for (const [name, text] of Object.entries(configuration(directory, port, iceLite))) {
      writeFileSync(join(directory, name), text);
    }
    writeFileSync(join(directory, 'tone.mulaw'), tone());
    const args = ['-F', directory, '--disable-colors'];
    const server = await ServerProcess.start('janus', args, 'WebSockets thread started');
    return new Janus(`ws://127.0.0.1:${port}`, server, directory);
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    rmSync(this.#directory, { recursive: true });
  }
}

function configuration(directory: string, port: number, iceLite: boolean): Record<string, string> {
  const disabled = (names: string) => `"${names.replaceAll(/\w+/g, 'libjanus_$&.so').replaceAll(' ', ',')}"`;
  return {
    'janus.jcfg': `
      general: { debug_level = 4 }
      nat: { ice_enforce_list = "127.0.0.1", ice_lite = ${iceLite} }
      plugins: { disable = ${disabled(plugins)} }
      transports: { disable = ${disabled(transports)} }`,
    'janus.transport.websockets.jcfg': `
      general: { ws = true, ws_port = ${port}, ws_ip = "127.0.0.1" }`,
    'janus.plugin.streaming.jcfg': `
      tone: { type = "live", id = ${mountpoint}, filename = "${join(directory, 'tone.mulaw')}", audio = true }`,
  };
}

/** A second of 400 Hz as G.711 µ-law of constant loudness: a square wave, which needs no more than two values. */
function tone(): Buffer {
  return Buffer.from(Array.from({ length: 8_000 }, (_, i) => (i % 20 < 10 ? 0x9f : 0x1f)));
}
