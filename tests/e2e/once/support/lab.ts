import { type Anchor, findAnchor } from '../../../../lib/quiz-site/dom/anchors.ts';
import { resultPlaces } from '../../../../lib/quiz-site/dom/result-places.ts';
import {
  currentTab,
  editorTabWords,
  findTabRow,
  panelOf,
  settingsTabWords,
} from '../../../../lib/quiz-site/dom/tabs.ts';
import type { AnchorName } from '../../../../lib/quiz-site/names.ts';
import type { SiteProfile } from '../../../../lib/quiz-site/profile.ts';

import { type Disguise, disguises, putOn } from './disguise.ts';

/**
 * What reads pages, to be tried in a real browser without the rest of the extension: happy-dom has no layout, and
 * misunderstands selectors. Bundled and put into the stand-in's pages by `lab-browser.ts`.
 */

/** Where an anchor was found, as far as a test can judge it from outside. */
export interface Placed {
  by: Anchor['by'];
  /** The text of the element that ours would stand behind or be dressed like. */
  neighbour: string;
  /** Whether ours would stand among what the test has marked as the right place. */
  isRight: boolean;
}

export interface Look {
  /** Null where the row of tabs, or the current one, is not recognised. */
  tab: string | null;
  placed: Placed | null;
}

/** @param clicked the tab that a person has clicked, or null after a page load */
function look(profile: SiteProfile, name: AnchorName, clicked: string | null): Look {
  const words = name === 'integrations-card' ? settingsTabWords(profile) : editorTabWords(profile);
  const row = findTabRow(document.body, words);
  if (!row) return { tab: null, placed: null };
  const panel = panelOf(row);
  const anchor = panel && findAnchor(profile, name, panel);
  return { tab: currentTab(row, clicked), placed: anchor && describe(anchor) };
}

function describe({ parent, before, neighbour, by }: Anchor): Placed {
  const probe = document.createElement('div');
  parent.insertBefore(probe, before);
  const marked = [...document.querySelectorAll('[data-right-place]')];
  const isRight =
    marked.length > 0 && (marked.some((it) => it.contains(probe)) || marked.every((it) => parent.contains(it)));
  probe.remove();
  return { by, neighbour: (neighbour?.textContent ?? '').trim().slice(0, 60), isRight };
}

interface Trial {
  profile: SiteProfile;
  name: AnchorName;
  clicked: string | null;
  /** A selector of the row of tabs. */
  row: string;
}

/** Puts each disguise on the page as it is now, and looks. */
function lookInDisguise({ profile, name, clicked, row }: Trial): { disguise: Disguise; look: Look }[] {
  const original = document.body.innerHTML;
  return disguises.map((disguise) => {
    document.body.innerHTML = original;
    putOn(disguise, row);
    return { disguise, look: look(profile, name, clicked) };
  });
}

export const lab = { look, lookInDisguise, resultPlaces };
(globalThis as unknown as { lab: typeof lab }).lab = lab;
