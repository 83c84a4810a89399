// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OptionsActions } from '../../../components/options/model.ts';
import { QuizSitesTab } from '../../../components/options/quiz-sites-tab.tsx';
import { byWords, doubtWords, pagesOfSite, whatWords } from '../../../components/options/site-words.ts';
import type { OptionsState } from '../../../lib/messages/client.ts';
import { doubts, findables, waysOfFinding } from '../../../lib/quiz-site/names.ts';
import { optionsActions, someTime } from './builders.ts';
import { button, clear, show } from './page.tsx';

type Site = OptionsState['sites'][number];
type Finding = Site['findings'][number];

afterEach(clear);

const finding = (what: Finding['what'], part: Partial<Finding> = {}): Finding => ({
  what,
  status: 'not-seen',
  page: null,
  by: null,
  foundAt: null,
  missingAt: null,
  ...part,
});

const site = (findings: Finding[] = [], doubtful: Site['doubts'] = []): Site => ({
  id: 'credspark',
  name: 'CredSpark',
  version: 2,
  origins: ['https://app.credspark.com'],
  owner: 'shipped',
  savedAt: null,
  isBehind: false,
  hasAccess: true,
  hasEditor: true,
  findings: findables.map((what) => findings.find((it) => it.what === what) ?? finding(what)),
  doubts: doubtful,
});

function open(shown: Site, part: Partial<OptionsActions> = {}) {
  const actions = optionsActions(part);
  show(<QuizSitesTab sites={[shown]} version="1.2.3" actions={actions} quizSiteUrl="https://app.credspark.com/" />);
  return actions;
}

const row = (name: string) =>
  [...document.querySelectorAll('tr')].find((it) => it.querySelector('th')?.textContent === name)?.textContent ?? '';

describe('a quiz site', () => {
  it('that was never seen says what will be here and how it gets there', () => {
    open(site());
    expect(document.body.textContent).toContain('Nothing of this site was seen yet');
    expect(document.querySelector('a')?.href).toBe('https://app.credspark.com/');
    expect(document.querySelector('table')).toBeNull();
  });

  it('shows what was found, by what, and what was not', () => {
    const found = finding('button', { status: 'found', by: 'buttons-of-panel', foundAt: someTime });
    const gone = finding('results-block', { status: 'missing', by: 'blocks-with-headings', foundAt: 1, missingAt: 2 });
    const never = finding('integrations-card', { status: 'missing', missingAt: 2 });
    open(site([found, gone, never]));
    expect(row('Place of “Award a Credly Badge”')).toMatch(/Found.*Beside the other buttons/);
    expect(row('List of results blocks')).toMatch(/Not found.*Last found/);
    expect(row('List of integrations')).toMatch(/Not found.*Never found/);
    expect(row('A final result')).toContain('Not seen yet');
    expect(document.querySelector('.options-card__head')?.textContent).toContain('2 not found');
    // A quiz need not have ranges: as long as none were seen, their absence is no news.
    expect(row('Score ranges')).toBe('');
  });

  it('says which results were not certain, when and why, and what to do', () => {
    open(
      site(
        [],
        [
          { reason: 'two-results', source: 'page-text', at: someTime },
          { reason: 'finality-unclear', source: 'answer', at: someTime - 1 },
        ],
      ),
    );
    const text = document.body.textContent;
    expect(text).toContain('2 results could not be read with certainty');
    expect(text).toContain('Nothing was awarded there');
    expect(text).toContain('Two results that differ. In the text of the page');
    expect(text).toContain('Nothing said whether the result is final. In the answer to the page');
  });

  it.each([
    [true, 'Copied'],
    [false, 'Not copied'],
  ])('gives a diagnosis to copy (copied: %j)', async (copied, said) => {
    const actions = open(site([finding('tabs', { status: 'found', by: 'words', foundAt: someTime })]), {
      copy: vi.fn(async () => copied),
    });
    button('Copy diagnosis').click();
    await vi.waitFor(() => expect(document.querySelector('[role=status]')?.textContent).toBe(said));
    expect(actions.copy).toHaveBeenCalledWith(expect.stringContaining('profile=credspark version=2'));
  });
});

describe('the words of the tab', () => {
  it('name everything that is looked for, every way of finding it and every doubt', () => {
    expect(Object.keys(whatWords).sort()).toEqual([...findables].sort());
    expect(pagesOfSite.flatMap((it) => it.whats).toSorted()).toEqual([...findables].sort());
    expect(Object.keys(byWords).sort()).toEqual([...waysOfFinding].sort());
    expect(Object.keys(doubtWords).sort()).toEqual([...doubts].sort());
  });
});
