import { defineConfig } from 'vitest/config';

/** Far sides, networks and client libraries that are not ours. One file is one of them. */
export default defineConfig({
  test: {
    include: ['test/counterparts/**/*.test.ts'],
    // Browsers side by side would disturb each other's timing.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 2,
  },
});
