import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRtpHeader } from '../../path-breaker/rtp.ts';
import type { Namespace } from './namespaces.ts';
import { PcapReader } from './pcap.ts';

/** Ethernet, IPv4, UDP and RTP headers, with room for options. */
const keptBytes = 96;
const chunkBytes = 1 << 20;

/** Whether this machine lets us capture packets. */
export function canCapture(): boolean {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return isRoot && spawnSync('tcpdump', ['--version'], { stdio: 'ignore' }).status === 0;
}

export interface CaptureOptions {
  link: string;
  /** In tcpdump's language. */
  filter: string;
  /** Where the link is; by default, on this machine. */
  namespace?: Namespace;
}

/** A running packet capture of one link: the kernel's own account of each packet. */
export class Capture {
  readonly #tcpdump: ChildProcess;
  readonly #directory: string;
  readonly #file: number;
  readonly #reader = new PcapReader();
  #offset = 0;

  private constructor(tcpdump: ChildProcess, directory: string, file: number) {
    this.#tcpdump = tcpdump;
    this.#directory = directory;
    this.#file = file;
  }

  static async start({ link, filter, namespace }: CaptureOptions): Promise<Capture> {
    const directory = mkdtempSync(join(tmpdir(), 'icescope-capture-'));
    const path = join(directory, 'packets.pcap');
    // Through a file: reading a pipe all the time would delay the path breaker, which shares this process.
    const output = openSync(path, 'w');
    const args = ['-i', link, '-n', '-U', '--immediate-mode', '--time-stamp-precision=nano'];
    const command = namespace?.wrapper('tcpdump') ?? 'tcpdump';
    const tcpdump = spawn(command, [...args, '-s', String(keptBytes), '-w', '-', filter], {
      stdio: ['ignore', output, 'pipe'],
    });
    closeSync(output);
    await listening(tcpdump);
    return new Capture(tcpdump, directory, openSync(path, 'r'));
  }

  /** When RTP packets arrived at the ports that `isBrowserPort` knows, or at any, since the last call, by SSRC. */
  collect(isBrowserPort: (port: number) => boolean = () => true): Map<number, number[]> {
    const times = new Map<number, number[]>();
    for (const bytes of this.#newBytes()) {
      for (const { t, destinationPort, payload } of this.#reader.read(bytes)) {
        const header = isBrowserPort(destinationPort) ? parseRtpHeader(payload) : null;
        if (!header) continue;
        const known = times.get(header.ssrc);
        if (known) known.push(t);
        else times.set(header.ssrc, [t]);
      }
    }
    return times;
  }

  stop(): void {
    this.#tcpdump.kill();
    closeSync(this.#file);
    rmSync(this.#directory, { recursive: true });
  }

  *#newBytes(): Generator<Buffer> {
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const length = readSync(this.#file, chunk, 0, chunkBytes, this.#offset);
      if (length === 0) return;
      this.#offset += length;
      yield chunk.subarray(0, length);
    }
  }
}

/** Resolves once tcpdump says that it captures. */
function listening(tcpdump: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    tcpdump.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('listening on')) resolve();
    });
    tcpdump.on('error', reject);
    tcpdump.on('exit', code => reject(new Error(`tcpdump ended with ${code}: ${said}`)));
  });
}
