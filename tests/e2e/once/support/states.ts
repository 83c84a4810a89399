import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mode, takesPictures } from '../../../look/mode.ts';
import { misfitsOn } from './fits.ts';
import { expect, test } from './test.ts';

const folder = resolve(import.meta.dirname, '../../../../screenshots', mode);

/** For tests that look at states: `npm run look` plays them in every mode. */
export const states = { tag: '@states' };

/** Where our own interface stands in host pages; what the page itself does wrong is not ours. */
export const ourElements = '[data-credly-badges-for-credspark]';

/** Our elements dress anew in the frame after the page has changed its scheme. */
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/**
 * Looks at named states one after the other, each in the light and in the dark scheme: everything fits, axe without violations
 * (in the plain mode), and a picture of each where those are wanted. Faults are collected, so that one bad state does not
 * hide the next; the list of states is printed with the test's result. What a scheme cannot change is looked at once.
 * Our own pages, whose colours are the same tokens everywhere, are looked at in the dark with the pictures only.
 * @param only looks at these elements alone, in pages that are not ours
 */
export function lookAtStates(only?: string) {
  return async (state: string, page: Page): Promise<void> => {
    for (const scheme of only || takesPictures ? (['light', 'dark'] as const) : (['light'] as const)) {
      await test.step(`${state} (${scheme})`, async () => {
        await page.emulateMedia({ colorScheme: scheme });
        await drawn(page);
        if (takesPictures)
          await page.screenshot({ path: `${folder}/${state.replaceAll(' ', '-')}-${scheme}.png`, fullPage: !only });
        if (scheme === 'light') expect.soft(await misfitsOn(page, only), `misfits in "${state}"`).toEqual([]);
        test.info().annotations.push({ type: 'state', description: `${state} (${scheme})` });
        if (mode !== 'plain') return;
        const builder = new AxeBuilder({ page }).setLegacyMode(true);
        if (scheme === 'dark') builder.withRules(['color-contrast']);
        const { violations, passes } = await (only ? builder.include(only) : builder).analyze();
        const faults = violations.map(({ id, nodes }) => ({
          id,
          at: nodes.map(({ target, any, all, none }) => ({
            target: target.flat().join(' > '),
            why: [...any, ...all, ...none].map(({ message }) => message).join(' '),
          })),
        }));
        expect.soft(faults, `${state} (${scheme})`).toEqual([]);
        if (scheme === 'light')
          expect.soft(passes.length, `axe found something to check in "${state}"`).toBeGreaterThan(0);
        process.stdout.write(`      axe: ${state} (${scheme})\n`);
      });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
}
