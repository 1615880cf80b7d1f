import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface SuiteResult {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of Vitest's JSON report that is read here. */
interface VitestReport {
  numTotalTests: number;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

/** Runs a script of Node's as one check. */
export function run(script: string, args: string[]): SuiteResult {
  const passed = node(script, args) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Runs the tests of one Vitest configuration and counts them. */
export function runVitest(config: string): SuiteResult {
  const directory = mkdtempSync(join(tmpdir(), 'icescope-test-'));
  const reportPath = join(directory, 'report.json');
  try {
    const reporters = ['default', './tools/second-tries.ts', 'json'].map(each => `--reporter=${each}`);
    const args = ['run', `--config=${config}`, ...reporters, `--outputFile.json=${reportPath}`];
    const exitCode = node('node_modules/vitest/vitest.mjs', args);
    return countTests(readReport(reportPath), exitCode);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A run that did not work, or ran nothing, has failed even where no single test says so. */
export function countTests(report: VitestReport | null, exitCode: number | null): SuiteResult {
  if (!report || report.numTotalTests === 0) return { passed: 0, failed: 1, skipped: 0 };
  const failedOtherwise = exitCode !== 0 && report.numFailedTests === 0 ? 1 : 0;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + failedOtherwise,
    skipped: report.numPendingTests,
  };
}

function node(script: string, args: string[]): number | null {
  return spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status;
}

function readReport(path: string): VitestReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    return null;
  }
}
