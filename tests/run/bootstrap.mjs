#!/usr/bin/env node
// The first step of `npm test` and `npm run demo`: makes sure of packages, the right Node and a Chromium, then runs the
// named script with them. Plain JavaScript for any Node from 20 on, since nothing is installed yet when it starts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const binaries = join(root, 'node_modules/.bin');
const environment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` };

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment, ...options });
  return error ? 1 : (status ?? 1);
}

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  // The runner's closing line, so that a failed set-up is counted like any other failure.
  if (script === 'all.ts') process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

/** Whether what is installed is what the lock file says. */
function packagesAreCurrent() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(binaries, 'node'))) return false;
  if (statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages).map(([path, { version }]) => [path, version]);
  const present = new Map(versions(installed));
  return versions(join(root, 'package-lock.json')).every(
    ([path, version]) => path === '' || !present.has(path) || present.get(path) === version,
  );
}

function installChromium() {
  process.stdout.write('No Chromium was found; installing one.\n');
  if (run('playwright', ['install', 'chromium']) === 0) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    return run(command, rest);
  };
  if (existsSync('/usr/bin/apt-get') && apt('update', '-qq') === 0 && apt('install', '-y', '-qq', 'chromium') === 0)
    return;
  fail('No Chromium could be installed. Install one and name it: CHROMIUM_PATH=/path/to/chromium');
}

const [script, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20) fail('Node 20 or later is needed.');
if (!packagesAreCurrent() && run('npm', ['ci', '--no-audit', '--no-fund']) !== 0)
  fail('The packages could not be installed.');
const findChromium = "import('./tests/run/chromium.ts').then((it) => process.exit(it.findChromium() ? 0 : 1))";
const hasChromium = () => run('node', ['--input-type=module', '-e', findChromium], { stdio: 'ignore' }) === 0;
if (!hasChromium()) {
  installChromium();
  if (!hasChromium()) fail('Chromium was installed but not found. Name it: CHROMIUM_PATH=/path/to/chromium');
}
process.exit(run('node', [join('tests/run', script), ...args]));
