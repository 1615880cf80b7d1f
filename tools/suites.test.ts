import { expect, it } from 'vitest';
import { countTests } from './suites.ts';

const report = { numTotalTests: 4, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1 };

it('counts what the report counts', () => {
  expect(countTests({ ...report, numFailedTests: 1, numPassedTests: 2 }, 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

it('counts a failure outside of any test as one', () => {
  expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

it('takes a run without tests, or without a report, for a failure', () => {
  expect(countTests({ ...report, numTotalTests: 0 }, 0).failed).toBe(1);
  expect(countTests(null, 0).failed).toBe(1);
});
