/**
 * `npm run look [mode ...]`: builds, plays the tests tagged `@states` once in each mode (`tests/look`), and leaves pictures of
 * every state with a page to see them side by side. Exit status 1 when a state does not fit or a test fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { modes } from '../look/mode.ts';
import { makePseudoExtension } from '../look/pseudo-locale.ts';
import { builtExtension } from './extension-browser.ts';

const root = resolve(import.meta.dirname, '../..');
const pictures = join(root, 'screenshots');

const words = process.argv.slice(2);
const wanted = modes.filter((mode) => words.length === 0 || words.includes(mode));
if (spawnSync('wxt', ['build'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
makePseudoExtension(builtExtension);

let failed = 0;
for (const mode of wanted) {
  process.stdout.write(`\n== ${mode}\n`);
  rmSync(join(pictures, mode), { recursive: true, force: true });
  const { status } = spawnSync(
    'playwright',
    // What is wrong with one state is no reason to try the others again.
    ['test', '--config', 'tests/playwright.config.ts', '--grep', '@states', '--retries', '0', '--workers', '2'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, LOOK: mode } },
  );
  if (status !== 0) failed += 1;
}

const states = new Set(
  modes.flatMap((mode) => (existsSync(join(pictures, mode)) ? readdirSync(join(pictures, mode)) : [])),
);
const figure = (mode: string, state: string) =>
  `<td><a href="${mode}/${state}"><img loading="lazy" src="${mode}/${state}" alt="${mode}"></a></td>`;
mkdirSync(pictures, { recursive: true });
writeFileSync(
  join(pictures, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Every state</title>
<style>td{vertical-align:top}img{max-width:30vw;border:1px solid #999}</style>
<table>${[...states]
    .sort()
    .map((state) => `<tr><th>${state}</th>${modes.map((mode) => figure(mode, state)).join('')}</tr>`)
    .join('\n')}</table>
`,
);
process.stdout.write(`\n${states.size} pictures a mode: ${join(pictures, 'index.html')}\n`);
process.exit(failed === 0 ? 0 : 1);
