import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type ExtensionTarget = 'chrome' | 'firefox';

/** Where the unpacked extension for one browser is built to. */
export function extensionDirectory(target: ExtensionTarget): string {
  return join(ROOT, 'dist', target);
}

export interface BuildOptions {
  /** Keeps what the bundler prints to itself, unless it fails. */
  quiet?: boolean;
}

/** Builds the unpacked extension for one browser afresh. */
export function buildExtension(target: ExtensionTarget, { quiet = false }: BuildOptions = {}): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--mode', target],
    { cwd: ROOT, stdio: quiet ? 'pipe' : 'inherit', encoding: 'utf8' },
  );
  if (status === 0) return;
  throw new Error(`the extension for ${target} could not be built\n${stdout ?? ''}${stderr ?? ''}`);
}
