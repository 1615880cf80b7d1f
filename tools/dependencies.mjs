import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Runs `npm ci` unless node_modules holds what package-lock.json asks for. */
export function installDependencies(root) {
  const wanted = readLockfile(join(root, 'package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or not JSON: is this a complete checkout?');
  // npm's own account of what it installed.
  const installed = readLockfile(join(root, 'node_modules', '.package-lock.json'));
  if (installed && isInstalled(wanted, installed)) return;

  console.log('Installing dependencies…');
  const { status } = npm(['ci'], root);
  if (status !== 0) throw new Error('npm ci failed: the dependencies could not be installed.');
}

/** Whether every package of the lockfile is there in its version; optional ones of other platforms need not be. */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed.packages[path];
    return there
      ? there.version === entry.version && there.integrity === entry.integrity
      : Boolean(entry.optional);
  });
}

function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** The npm that runs this script when there is one: a machine may have Node without `npm` on its PATH. */
function npm(args, cwd) {
  const running = process.env.npm_execpath;
  const options = { cwd, stdio: 'inherit' };
  if (running && basename(running) === 'npm-cli.js') {
    return spawnSync(process.execPath, [running, ...args], options);
  }
  // On Windows npm is a batch file, which only a shell can start.
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
