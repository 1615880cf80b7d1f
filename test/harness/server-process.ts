import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** Whether a command is on this machine. */
export function hasCommand(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** A server that runs beside a test. */
export class ServerProcess {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Resolves once the server has said `ready`. */
  static async start(command: string, args: string[], ready: string): Promise<ServerProcess> {
    const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(ready)) resolve();
      };
      server.stdout.on('data', listen);
      server.stderr.on('data', listen);
      server.on('error', reject);
      server.on('exit', code => reject(new Error(`${command} ended with ${code}: ${said.slice(-2_000)}`)));
    });
    return new ServerProcess(server);
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
  }
}
