import { defineConfig } from '@playwright/test';
import type { BuildOption } from './e2e/harness.ts';

/** A flow that reads pages runs on all three builds of the stand-in; what has nothing to do with the quiz site runs once. */
export default defineConfig<BuildOption>({
  testDir: './e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Two do what two cores can; the third is for the long tests, which mostly wait.
  workers: 3,
  // Once more in a browser of its own; what needed it is named as flaky in the closing lines, and its first try is kept.
  retries: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  projects: [
    // First, since it mostly waits: the others run beside it.
    { name: 'long', testMatch: 'long/**/*.spec.ts', use: { build: 'b' }, workers: 1 },
    { name: 'a', testMatch: 'flows/**/*.spec.ts', use: { build: 'a' } },
    { name: 'b', testMatch: 'flows/**/*.spec.ts', grepInvert: /@one-build/, use: { build: 'b' } },
    { name: 'c', testMatch: 'flows/**/*.spec.ts', grepInvert: /@one-build/, use: { build: 'c' } },
    { name: 'once', testMatch: 'once/**/*.spec.ts', use: { build: 'a' } },
  ],
});
