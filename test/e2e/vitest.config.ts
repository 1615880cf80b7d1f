import { defineConfig } from 'vitest/config';

/** Real browsers with the built extension. One file is one thing that a person does. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // Tests mostly wait for a browser; more of these side by side would disturb each other's timing.
    maxWorkers: 2,
    maxConcurrency: 3,
    testTimeout: 120_000,
    // A shared machine may stall for longer than a call survives. What fails three times is broken.
    retry: 2,
    hookTimeout: 120_000,
  },
});
