import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const relay = fileURLToPath(new URL('relay.mjs', import.meta.url));

/** Runs a command to its end; it must succeed. */
function must(command: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
}

/** Why this machine lets us make no network namespaces, or `null` if it does. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces are made by root alone';
  const probe = `icescope-${process.pid}-probe`;
  try {
    must('ip', 'netns', 'add', probe);
    must('ip', '-n', probe, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other');
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    spawnSync('ip', ['netns', 'del', probe]);
  }
}

/** A machine of its own as far as the network goes: it reaches nothing but the links it is given. */
export class Namespace {
  readonly name: string;
  readonly #directory = mkdtempSync(join(tmpdir(), 'icescope-netns-'));
  readonly #relays: ChildProcess[] = [];

  constructor(title: string) {
    this.name = `icescope-${process.pid}-${title}`;
    must('ip', 'netns', 'add', this.name);
    this.ip('link', 'set', 'lo', 'up');
    this.set('net/ipv6/conf/all/disable_ipv6', 1);
  }

  /** `ip` in here. */
  ip(...args: string[]): void {
    must('ip', '-n', this.name, ...args);
  }

  /** Sets a value of /proc/sys, of which each namespace has its own. */
  set(key: string, value: number): void {
    must('ip', 'netns', 'exec', this.name, 'sh', '-c', `echo ${value} > /proc/sys/${key}`);
  }

  /** Forwards between its links, and drops what comes from an address that is not of the link's network. */
  route(): void {
    this.set('net/ipv4/ip_forward', 1);
    this.set('net/ipv4/conf/all/rp_filter', 1);
  }

  /** A link comes up: it gets its address, and leads everywhere. */
  up(link: string, subnet: string): void {
    this.ip('addr', 'add', `${subnet}.2/24`, 'dev', link);
    this.ip('link', 'set', link, 'up');
    this.ip('route', 'add', 'default', 'via', `${subnet}.1`);
  }

  /** A link goes down, and its address with it. */
  down(link: string): void {
    this.ip('addr', 'flush', 'dev', link);
    this.ip('link', 'set', link, 'down');
  }

  /** A program that runs `executable` in here with whatever arguments it gets. */
  wrapper(executable: string): string {
    const path = join(this.#directory, basename(executable));
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${this.name} ${executable} "$@"\n`, { mode: 0o755 });
    return path;
  }

  /** Makes a port of loopback in here reachable as the same port outside. */
  async offer(port: number): Promise<void> {
    const socket = join(this.#directory, `${port}`);
    await this.#relay([socket, `${port}`], [`${port}`, socket]);
  }

  /** Makes a port of loopback outside reachable as the same port in here. */
  async reach(port: number): Promise<void> {
    const socket = join(this.#directory, `${port}`);
    await this.#relay([`${port}`, socket], [socket, `${port}`]);
  }

  /** Sockets with a path know no namespaces: one relay in here and one outside meet there. */
  async #relay(inside: [string, string], outside: [string, string]): Promise<void> {
    const relays = [
      spawn('ip', ['netns', 'exec', this.name, process.execPath, relay, ...inside], { stdio: 'pipe' }),
      spawn(process.execPath, [relay, ...outside], { stdio: 'pipe' }),
    ];
    this.#relays.push(...relays);
    await Promise.all(relays.map(({ stdout }) => once(stdout, 'data')));
  }

  /** Its links go with it. */
  close(): void {
    for (const each of this.#relays) each.kill();
    must('ip', 'netns', 'del', this.name);
    rmSync(this.#directory, { recursive: true });
  }
}

/** Joins two namespaces by a cable of one name at both ends: `subnet.1` at `b`; the end at `a` is still down. */
export function cable(a: Namespace, b: Namespace, name: string, subnet: string): void {
  const peer = ['peer', 'name', name, 'netns', b.name];
  must('ip', 'link', 'add', name, 'netns', a.name, 'type', 'veth', ...peer);
  b.ip('addr', 'add', `${subnet}.1/24`, 'dev', name);
  b.ip('link', 'set', name, 'up');
}
