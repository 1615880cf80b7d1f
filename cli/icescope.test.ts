import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const trace = 'test/traces/chromium-path-lost-restarted-on-disconnected.icescope.json';

function check(...args: string[]) {
  const command = ['--import', 'tsx', 'cli/icescope.ts', 'check', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('exits with 0 within the budget and 1 over it', { timeout: 60_000 }, () => {
  expect(check(trace, 'test/dumps/webrtc-internals.json.gz', '--max-gap', '60000')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/within the budget \(2 restarts\)\n.*within the budget \(2 restarts\)/),
  });
  const { status, stdout } = check(trace, '--max-gap', '500', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)[0].excesses).toHaveLength(2);
});

it('exits with 2 when it cannot tell', { timeout: 60_000 }, () => {
  const wrong = check(trace, '--max-gap', 'much');
  expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('got "much"') });
  const bad = check('package.json');
  expect(bad).toMatchObject({ status: 2, stderr: expect.stringContaining('neither an IceScope trace') });
});
