import { defineConfig } from 'vitest/config';

/** Pure parts, beside the code they test. */
export default defineConfig({
  test: {
    // Only for what hangs: a shared machine may take its time.
    testTimeout: 60_000,
    include: [
      'extension/**/*.test.ts',
      'path-breaker/**/*.test.ts',
      'demo/**/*.test.ts',
      'bench/**/*.test.ts',
      'test/harness/**/*.test.ts',
      'tools/**/*.test.{ts,mjs}',
      'cli/**/*.test.ts',
    ],
  },
});
