import { relative } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** Tells why tests failed that passed when they were tried again: what is only hidden is never mended. */
export default class SecondTries implements Reporter {
  readonly #told: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#told.push(tell(test));
  }

  onTestRunEnd(): void {
    if (this.#told.length === 0) return;
    console.log(`\nPassed only when tried again:\n${this.#told.join('\n')}`);
  }
}

/** Of a message; a difference of two values may be long. */
const mostLines = 6;

function tell(test: TestCase): string {
  const errors = test.result().errors ?? [];
  const told = errors.map(({ message, stacks }) => {
    const [place] = stacks ?? [];
    const where = place ? ` (${relative(process.cwd(), place.file)}:${place.line})` : '';
    return `    ${message.split('\n').slice(0, mostLines).join('\n    ')}${where}`;
  });
  return [`  ${test.module.relativeModuleId} > ${test.fullName}`, ...told].join('\n');
}
