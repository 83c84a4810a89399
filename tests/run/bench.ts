/**
 * `npm run bench [name ...]`: builds, then runs every `tests/bench/*.bench.ts` (or those whose name contains one of the
 * words) and prints its ratios. A broken budget is measured twice more and fails only if it stays broken: a busy machine
 * is no slow program. Exit status 1 when a budget is broken.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench, Ratio } from '../bench/ratio.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'tests/bench');
const maxRuns = 3;

const isBroken = ({ ratio, atMost }: Ratio) => atMost !== undefined && !(ratio <= atMost);

function line(it: Ratio): string {
  const budget = it.atMost === undefined ? '' : ` (at most ${it.atMost})`;
  return `${isBroken(it) ? 'BROKEN' : '    ok'}  ${it.ratio.toFixed(3)}${budget}  ${it.what}: ${it.figures}\n`;
}

async function measure(bench: Bench): Promise<boolean> {
  for (let run = 1; run <= maxRuns; run += 1) {
    process.stdout.write(`\n== ${bench.name}${run > 1 ? `, once more (${run} of ${maxRuns})` : ''}\n`);
    const ratios = await bench.run();
    for (const it of ratios) process.stdout.write(line(it));
    if (!ratios.some(isBroken)) return true;
  }
  return false;
}

if (spawnSync('wxt', ['build'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
const words = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort();
const wanted = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
let broken = 0;
for (const file of wanted) {
  const { default: bench } = (await import(join(folder, file))) as { default: Bench };
  if (!(await measure(bench))) broken += 1;
}
process.stdout.write(`\n${wanted.length - broken} within budget, ${broken} broken\n`);
process.exit(broken === 0 ? 0 : 1);
