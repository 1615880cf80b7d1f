/**
 * Everything that must hold, as `npm test` runs it: static checks, the build, unit tests, then end-to-end tests
 * in real browsers. With names as arguments, only those. The last line counts what passed and failed.
 */
import { ensureBrowser } from './browsers.ts';
import { run, runVitest, type SuiteResult } from './suites.ts';

const SUITES: Record<string, () => SuiteResult> = {
  biome: () => run('node_modules/@biomejs/biome/bin/biome', ['check', '.']),
  tsc: () => run('node_modules/typescript/bin/tsc', ['--noEmit']),
  build: () => run('--import', ['tsx', 'tools/build.ts']),
  unit: () => runVitest('vitest.config.ts'),
  e2e: () => runVitest('test/e2e/vitest.config.ts'),
  counterparts: () => runVitest('test/counterparts/vitest.config.ts'),
};

function chosenSuites(names: string[]): string[] {
  const unknown = names.find(name => !Object.hasOwn(SUITES, name));
  if (unknown) throw new Error(`Expected suites among ${Object.keys(SUITES).join(', ')}; got "${unknown}".`);
  return names.length > 0 ? names : Object.keys(SUITES);
}

function runSuites(names: string[]): SuiteResult {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    console.log(`\n── ${name}`);
    const result = SUITES[name]!();
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
    if (result.failed > 0) console.log(`── ${name} failed`);
  }
  return total;
}

try {
  const names = chosenSuites(process.argv.slice(2));
  if (names.includes('e2e') || names.includes('counterparts')) {
    // Now rather than midway: a browser that is missing is to be told in the first second.
    ensureBrowser('chromium');
    ensureBrowser('firefox');
  }
  const { passed, failed, skipped } = runSuites(names);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
