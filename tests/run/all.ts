/**
 * Everything that has to hold before a change lands: lint, types, unit tests, build, manifest, end-to-end tests. Always
 * ends with one line "N passed, N failed"; a step that is not a test suite counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const results = join(root, 'test-results');

interface Count {
  passed: number;
  failed: number;
}

function run(title: string, command: string, args: string[]): boolean {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return status === 0;
}

/** A step that passes or fails as a whole. */
function step(title: string, command: string, args: string[]): Count {
  return run(title, command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A test suite that reports its own numbers; a suite that could not run at all is one failure. */
function suite(title: string, command: string, args: string[], report: string, read: (json: unknown) => Count): Count {
  const file = join(results, report);
  rmSync(file, { force: true });
  const ok = run(title, command, args);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const count = readSafely(file, read);
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** A report that was cut off counts as one failure. */
function readSafely(file: string, read: (json: unknown) => Count): Count {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

mkdirSync(results, { recursive: true });
const counts: Count[] = [];
counts.push(step('Prepare', 'wxt', ['prepare']));
counts.push(step('Lint and format', 'biome', ['check', '--error-on-warnings', '.']));
counts.push(step('Types', 'tsc', ['--noEmit']));
counts.push(
  suite('Unit tests', 'vitest', ['run', '--config', 'tests/vitest.config.ts'], 'unit.json', (json) => {
    const { numPassedTests, numFailedTests } = json as { numPassedTests: number; numFailedTests: number };
    return { passed: numPassedTests, failed: numFailedTests };
  }),
);
const built = step('Build', 'wxt', ['build']);
counts.push(built);
if (built.passed === 1) {
  counts.push(step('Manifest and bundles', 'node', ['tests/run/check-build.ts']));
  counts.push(
    suite('End-to-end tests', 'playwright', ['test', '--config', 'tests/playwright.config.ts'], 'e2e.json', (json) => {
      const { expected, unexpected, flaky } = (
        json as { stats: { expected: number; unexpected: number; flaky: number } }
      ).stats;
      if (flaky > 0) process.stdout.write(`${flaky} of them passed only when run once more: see "flaky" above.\n`);
      return { passed: expected + flaky, failed: unexpected };
    }),
  );
}

const total = counts.reduce((sum, it) => ({ passed: sum.passed + it.passed, failed: sum.failed + it.failed }));
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
