import { defineConfig } from 'vitest/config';

const all = 'test/e2e/**/*.test.ts';

/** What measures how media flows: more of these side by side would disturb each other's timing. */
const timed = [
  'breaks',
  'forced-restart',
  'held-up',
  'hidden-tab',
  'idle-streams',
  'many-connections',
  'repeated-restarts',
  'restart-observed',
  'verdicts-in-chromium',
  'verdicts-in-firefox',
].map(name => `test/e2e/${name}.test.ts`);

/** Real browsers with the built extension. One file is one thing that a person does. */
export default defineConfig({
  test: {
    maxConcurrency: 3,
    testTimeout: 120_000,
    // A shared machine may stall for longer than a call survives. What fails three times is broken.
    retry: 2,
    hookTimeout: 120_000,
    // Tests mostly wait for a browser.
    projects: [
      {
        extends: true,
        test: { name: 'timed', include: timed, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: 'others', include: [all], exclude: timed, maxWorkers: 3, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
