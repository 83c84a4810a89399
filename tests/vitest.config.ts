import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = resolve(import.meta.dirname, '..');

/** Unit tests, and the stand-ins' tests of themselves. `WxtVitest` puts a fake `browser` in place of Chrome's. */
export default defineConfig({
  root,
  plugins: [await WxtVitest(), preact()],
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/credly-server/**/*.test.ts', 'tests/quiz-site/**/*.test.ts'],
    restoreMocks: true,
    // The model-based test of the award engine fills one core for most of the time; the rest runs beside it.
    maxWorkers: 2,
    // What takes longer hangs; a machine that is busy with other things is no fault of the code's.
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
