import { expect, test } from '@playwright/test';
import { credsparkProfile } from '../../../lib/quiz-site/credspark.ts';
import type { AnchorName } from '../../../lib/quiz-site/names.ts';
import { type Build, editorTabs } from '../../quiz-site/index.ts';
import { disguises, markRightPlace } from './support/disguise.ts';
import { type Lab, openLab } from './support/lab-browser.ts';

/**
 * CredSpark will look different from every stand-in. So the stand-in's pages are changed in every way that a redesign or a
 * translation would, and the shipped profile has to place ours rightly or find nothing: never in a wrong place.
 */
test.setTimeout(120_000);

const rows: Record<Build, string> = { a: 'nav.tabs', b: '.tabs', c: '.tr-b1' };
/** What stands where ours belongs. */
const places: Partial<Record<string, { anchor: AnchorName; words: string[] }>> = {
  motivation: { anchor: 'button', words: ['Add a certificate', 'Add a redirect', 'Add a message'] },
  'results-view': {
    anchor: 'results-block',
    words: ['Score summary', 'Answer review', 'Share your result'],
  },
};

interface Count {
  placed: number;
  notFound: number;
  wrong: string[];
}

async function tryAll(lab: Lab): Promise<Count> {
  const { site, page } = lab;
  const count: Count = { placed: 0, notFound: 0, wrong: [] };
  for (const { key: tab } of editorTabs) {
    await lab.editor.open(site.quiz('scored'), tab);
    const place = places[tab];
    if (place) await page.evaluate(markRightPlace, place.words);
    // A page load tells the current tab by itself; where tabs are client-side, a person has clicked one.
    const clicked = site.build === 'a' ? null : tab;
    const trial = { profile: credsparkProfile, name: place?.anchor ?? 'button', clicked, row: rows[site.build] };
    for (const { disguise, look: seen } of await lab.ask('lookInDisguise', trial)) {
      const isOurs = seen.tab === 'motivation' || seen.tab === 'results-view';
      const wrong = isOurs && (seen.tab !== tab || (seen.placed !== null && !seen.placed.isRight));
      if (wrong) count.wrong.push(`${tab} ${JSON.stringify(disguise)}: ${JSON.stringify(seen)}`);
      else if (place && seen.tab === tab && seen.placed) count.placed += 1;
      else if (place) count.notFound += 1;
    }
  }
  return count;
}

for (const build of ['a', 'b', 'c'] as const)
  test(`on changed pages of build ${build} ours is placed rightly or not at all`, async () => {
    const lab = await openLab(build);
    try {
      const { placed, notFound, wrong } = await tryAll(lab);
      const line = `build ${build}: ${placed} placed, ${notFound} not found, ${wrong.length} wrong`;
      process.stdout.write(`      mutations, ${line}\n`);
      test.info().annotations.push({ type: 'mutations', description: line });
      expect(wrong).toEqual([]);
      // Only words that the profile does not have leave it without a place.
      const unknown = disguises.filter((it) => it.words === 'unknown').length;
      expect(notFound).toBe(unknown * Object.keys(places).length);
    } finally {
      await lab.stop();
    }
  });
