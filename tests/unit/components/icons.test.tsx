// @vitest-environment happy-dom
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Icon, type IconName } from '../../../components/ui/icons.tsx';
import { type OwnPageIcon, ownPageDrawings } from '../../../components/ui/own-page-icons.ts';
import { clear, show } from './page.tsx';

afterEach(clear);

const root = resolve(import.meta.dirname, '../../..');
const own = Object.keys(ownPageDrawings) as OwnPageIcon[];

it('every icon is drawn where the options page has added its own', () => {
  for (const name of [...own, 'check', 'spinner'] as IconName[]) {
    show(<Icon name={name} />);
    expect(document.querySelector('path')?.getAttribute('d'), name).toMatch(/^m/i);
  }
});

it('nothing that is loaded into pages of others draws an icon that the options page alone has', () => {
  const files = globSync(
    ['components/{editor,player,teaching}/**/*.tsx', 'components/ui/*.tsx', 'entrypoints/*.content/**/*.{ts,tsx}'],
    { cwd: root },
  );
  expect(files.length).toBeGreaterThan(50);
  const drawn = new RegExp(`\\b(?:icon|name)(?:=|: )["'](?:${own.join('|')})["']`, 'g');
  const found = files.flatMap((file) => {
    // The chips of the list of awards.
    if (file.endsWith('status-chip.tsx')) return [];
    return [...readFileSync(join(root, file), 'utf8').matchAll(drawn)].map(([it]) => `${file}: ${it}`);
  });
  expect(found).toEqual([]);
});
