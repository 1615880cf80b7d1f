/**
 * The way in: `node tools/bootstrap.mjs <task> [arguments]`, on a fresh clone with nothing but Node.
 * Checks Node's version, installs the dependencies when they are not those of the lockfile, runs the task.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './dependencies.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MINIMUM_NODE = [20, 19];

const typescript = file => ['--import', 'tsx', file];
/** What each task hands to Node. */
const TASKS = {
  demo: typescript('demo/main.ts'),
  test: typescript('tools/test.ts'),
  'bench:gap': typescript('bench/gap/main.ts'),
  'bench:panel': typescript('bench/panel/main.ts'),
  'bench:latency': typescript('bench/latency/main.ts'),
  'bench:overhead': typescript('bench/overhead/main.ts'),
  screenshots: typescript('tools/screenshots.ts'),
  build: typescript('tools/build.ts'),
  dev: [join('node_modules', 'vite', 'bin', 'vite.js'), '--mode', 'chrome'],
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`IceScope needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function run(task, args) {
  const child = spawn(process.execPath, [...TASKS[task], ...args], { cwd: ROOT, stdio: 'inherit' });
  // The child hears of Ctrl-C itself and takes its time to close the browser; leaving before it would orphan it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', code => process.exit(code ?? 1));
}

const [task, ...args] = process.argv.slice(2);
checkNode();
if (!Object.hasOwn(TASKS, task ?? '')) {
  fail(`Expected a task, one of ${Object.keys(TASKS).join(', ')}; got ${task ? `"${task}"` : 'none'}.`);
}
try {
  installDependencies(ROOT);
} catch (error) {
  fail(error.message);
}
run(task, args);
