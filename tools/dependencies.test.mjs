import { expect, it } from 'vitest';
import { isInstalled } from './dependencies.mjs';

const lockfile = packages => ({ packages });
const wanted = lockfile({
  '': { name: 'root' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
});

it.each([
  ['the same version', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }, true],
  ['another version', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-b' } }, false],
  ['a missing package', {}, false],
])('judges %s', (_what, packages, expected) => {
  expect(isInstalled(wanted, lockfile(packages))).toBe(expected);
});
