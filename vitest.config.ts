import { defineConfig } from 'vitest/config';

/** Pure parts, beside the code they test. */
const pure = [
  'extension/**/*.test.ts',
  'path-breaker/**/*.test.ts',
  'demo/**/*.test.ts',
  'bench/**/*.test.ts',
  'test/harness/**/*.test.ts',
  'tools/**/*.test.{ts,mjs}',
  'cli/**/*.test.ts',
];
/** Parts that take hold of globals as they load: each test file needs its own. */
const withGlobals = ['extension/background/**/*.test.ts', 'extension/content/**/*.test.ts'];

const shared = {
  pool: 'threads',
  // Only for what hangs: a shared machine may take its time.
  testTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'pure', include: pure, exclude: withGlobals, isolate: false } },
      { test: { ...shared, name: 'with globals', include: withGlobals } },
    ],
  },
});
