import { expect, test } from '@playwright/test';
import type { z } from 'zod';
import { credsparkProfile } from '../../../lib/quiz-site/credspark.ts';
import { type AnchorName, strategyNames } from '../../../lib/quiz-site/names.ts';
import { type SiteProfile, type Strategy, strategySchema } from '../../../lib/quiz-site/profile.ts';
import type { Build } from '../../quiz-site/index.ts';
import { markRightPlace } from './support/disguise.ts';
import { type Lab, openLab } from './support/lab-browser.ts';

/** Every kind of strategy by itself, on every build of the stand-in: happy-dom could not judge them. */

const rewards = ['Add a certificate', 'Add a redirect', 'Add a message'];
const blocks = ['Score summary', 'Answer review', 'Share your result'];
const [certificate] = rewards as [string];

/** One element of the page, by which a place for a result's text is tried. */
const titles: Record<Build, string> = { a: 'h1', b: 'h1', c: '.tt-1' };

type Given = z.input<typeof strategySchema>;

interface Case {
  strategy: Given;
  /** What ours would stand behind, by the beginning of its text; null: the strategy must find nothing. */
  behind: string | RegExp | null;
}

/** How many rewards there are, and where they are, differs from build to build. */
const selectors: Record<Build, { reward: string; rewards: RegExp[]; lastButton: RegExp; block: string }> = {
  a: {
    reward: '.motivations > button',
    rewards: [/certificate$/, /redirect$/, /message$/],
    lastButton: /message$/,
    block: '.results-block',
  },
  b: {
    reward: '.rewards > .reward',
    rewards: [/certificate$/, /redirect$/, /message$/],
    lastButton: /message$/,
    block: '.block',
  },
  // The second reward is a link that only its looks make a button.
  c: {
    reward: '.br-8 > .bt-4fz',
    rewards: [/certificate$/, /redirect$/],
    lastButton: /certificate$/,
    block: '.rs-7y2',
  },
};

function onMotivation({ reward, rewards, lastButton }: (typeof selectors)[Build]): Case[] {
  const count = rewards.length;
  const last = rewards.at(-1) ?? null;
  return [
    { strategy: { by: 'role', role: 'button', names: [certificate] }, behind: /Add a certificate$/ },
    { strategy: { by: 'role', role: 'heading', names: [certificate] }, behind: null },
    { strategy: { by: 'role', role: ']', names: [certificate] }, behind: null },
    { strategy: { by: 'text', words: ['ADD A CERTIFICATE'] }, behind: /Add a certificate$/ },
    { strategy: { by: 'text', words: ['Add a'] }, behind: null },
    { strategy: { by: 'css', selector: reward, matches: { min: count, max: count } }, behind: last },
    { strategy: { by: 'css', selector: reward }, behind: null },
    { strategy: { by: 'css', selector: reward, matches: { min: count + 1, max: 9 } }, behind: null },
    { strategy: { by: 'css', selector: '!!' }, behind: null },
    { strategy: { by: 'buttons-of-panel' }, behind: lastButton },
    { strategy: { by: 'buttons-of-panel', matches: { min: 7, max: 9 } }, behind: null },
  ];
}

function onResultsView({ block }: (typeof selectors)[Build]): Case[] {
  return [
    { strategy: { by: 'blocks-with-headings' }, behind: /^Share your result/ },
    { strategy: { by: 'blocks-with-headings', matches: { min: 1, max: 2 } }, behind: null },
    { strategy: { by: 'css', selector: block, matches: { min: 3, max: 3 } }, behind: /^Share your result/ },
    { strategy: { by: 'role', role: 'heading', names: ['Share your result'] }, behind: /^Share your result$/ },
  ];
}

const onIntegrations: Case[] = [
  { strategy: { by: 'cards-with-buttons', words: ['Connect', 'Edit'] }, behind: /Mailchimp/ },
  { strategy: { by: 'cards-with-buttons', words: ['Install'] }, behind: null },
  { strategy: { by: 'cards-with-buttons', words: ['Connect', 'Edit'], matches: { min: 1, max: 3 } }, behind: null },
];

const withOnly = (name: AnchorName, strategy: Given): SiteProfile => ({
  ...credsparkProfile,
  anchors: { ...credsparkProfile.anchors, [name]: [strategySchema.parse(strategy)] },
});

async function tryCases(lab: Lab, name: AnchorName, clicked: string, cases: Case[], tried: Set<Strategy['by']>) {
  for (const { strategy, behind } of cases)
    await test.step(JSON.stringify(strategy), async () => {
      const { placed } = await lab.ask('look', withOnly(name, strategy), name, clicked);
      if (behind === null) expect(placed).toBeNull();
      else expect(placed).toMatchObject({ by: strategy.by, neighbour: expect.stringMatching(behind), isRight: true });
      tried.add(strategy.by);
    });
}

for (const build of ['a', 'b', 'c'] as const)
  test(`every strategy finds its place on build ${build}, and nothing where the number of matches is wrong`, async () => {
    const lab = await openLab(build);
    const { editor, page, site } = lab;
    const tried = new Set<Strategy['by']>();
    const atEnd: Case = { strategy: { by: 'end-of-panel' }, behind: /./ };
    try {
      await editor.open(site.quiz('scored'), 'motivation');
      await page.evaluate(markRightPlace, rewards);
      await tryCases(lab, 'button', 'motivation', [...onMotivation(selectors[build]), atEnd], tried);
      await editor.goToTab('results-view');
      await page.evaluate(markRightPlace, blocks);
      await tryCases(lab, 'results-block', 'results-view', onResultsView(selectors[build]), tried);
      const template = 'Quiz: {outcome}';
      const of = (...found: string[]) => found.map((selector) => ({ selector, template }));
      const results = { ...credsparkProfile.results, places: of(titles[build], 'button', '.nowhere', '!!') };
      const title = site.quiz('scored').title;
      expect(await lab.ask('resultPlaces', { results })).toEqual([{ template, text: title }]);
      await editor.openIntegrations();
      await page.evaluate(markRightPlace, ['HubSpot', 'Mailchimp']);
      await tryCases(lab, 'integrations-card', 'integrations', onIntegrations, tried);
      expect([...tried].sort()).toEqual([...strategyNames].sort());
    } finally {
      await lab.stop();
    }
  });
