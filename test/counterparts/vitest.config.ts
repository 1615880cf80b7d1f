import { defineConfig } from 'vitest/config';

/** Far sides, networks and client libraries that are not ours. One file is one of them. */
export default defineConfig({
  test: {
    include: ['test/counterparts/**/*.test.ts'],
    // As in test/e2e/vitest.config.ts.
    maxWorkers: 2,
    testTimeout: 120_000,
    retry: 2,
    hookTimeout: 120_000,
  },
});
