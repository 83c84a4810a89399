// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { previewSentence, problemOf } from '../../../components/teaching/preview.ts';
import { TeachingPanel, type TeachingPanelProps } from '../../../components/teaching/teaching-panel.tsx';
import type { TeachingView } from '../../../lib/messages/client.ts';
import { english } from './english.ts';
import { button, clear, show } from './page.tsx';

afterEach(clear);

type Preview = NonNullable<TeachingView['preview']>;
const result: NonNullable<Preview['result']> = {
  score: '8',
  maximum: '10',
  percent: null,
  passed: null,
  passMark: null,
  outcome: null,
  finality: 'final',
  attemptId: null,
};
const preview = (part: Partial<Preview> = {}): Preview => ({
  identity: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
  result,
  source: 'answer',
  doubt: null,
  ...part,
});

const view = (part: Partial<TeachingView> = {}): TeachingView => ({
  siteName: 'Academy',
  isNew: true,
  step: 'take',
  isFolded: false,
  steps: ['quiz', 'take', 'check', 'editor', 'save'],
  quiz: {
    address: 'https://quiz.example/food',
    title: 'Food',
    parts: [{ id: 'path:0', text: 'food' }],
    part: 'path:0',
  },
  seen: [],
  sentences: [],
  choices: [],
  preview: null,
  isTest: false,
  picks: { 'motivation-tab': null, button: null, 'results-tab': null, 'results-block': null },
  editor: null,
  isSaved: false,
  awardsOnOptions: true,
  ...part,
});

function open(part: Partial<TeachingView> = {}, props: Partial<TeachingPanelProps> = {}) {
  const handlers = {
    onAct: vi.fn(async () => undefined),
    onPick: vi.fn(),
    onCancelPick: vi.fn(),
    onOpenQuiz: vi.fn(),
  };
  show(<TeachingPanel view={view(part)} picking={null} notFound={null} isFailed={false} {...handlers} {...props} />);
  return handlers;
}

describe('the panel', () => {
  it('leads back and on, and can be left at every step', () => {
    for (const step of ['quiz', 'take', 'check', 'editor', 'save'] as const) {
      const { onAct } = open({ step });
      button('Cancel').click();
      expect(onAct).toHaveBeenCalledWith({ do: 'end', award: false });
      if (step !== 'quiz') button('Back').click();
      if (step !== 'quiz') expect(onAct).toHaveBeenLastCalledWith(expect.objectContaining({ do: 'go' }));
      clear();
    }
  });

  it('says what to type, and what was seen', () => {
    const field = { where: '/user/email', value: 'ada@example.com', from: 'request' as const };
    open({ seen: [{ method: 'POST', host: null, path: '/api/r', fields: [field], more: 3 }], sentences: ['8 of 10.'] });
    const text = document.body.textContent;
    for (const shown of ['Lovelace', '1 request seen. On the page: 8 of 10.', 'POST /api/r', '/user/email', '3 more'])
      expect(text).toContain(shown);
  });

  it('previews what would be read, and lets a wrong place be corrected', () => {
    const options = [
      { id: 'answer /a', from: 'answer' as const, where: '/a', value: '8' },
      { id: 'answer /b', from: 'answer' as const, where: '/b', value: '3' },
    ];
    const choices = [{ kind: 'score' as const, options, chosen: 'answer /a' }];
    const { onAct } = open({ step: 'check', preview: preview(), choices });
    expect(document.body.textContent).toContain('Ada Lovelace (ada@example.com), 8 of 10 = 80 %, final');
    const select = document.querySelector('select');
    if (!select) throw new Error('There is no choice.');
    select.value = 'answer /b';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(onAct).toHaveBeenCalledWith({ do: 'choose', kind: 'score', place: 'answer /b' });
  });

  it('folds to its head, which still says what was seen, and leaves the page free', () => {
    const { onAct } = open();
    expect(button('Fold').getAttribute('aria-expanded')).toBe('true');
    button('Fold').click();
    expect(onAct).toHaveBeenCalledWith({ do: 'fold', isFolded: true });
    clear();
    open({ isFolded: true, sentences: ['8 of 10.'] });
    expect(document.querySelector('[role=status]')?.textContent).toContain('8 of 10.');
    expect(document.body.textContent).not.toContain('Lovelace');
    expect(button('Unfold').getAttribute('aria-expanded')).toBe('false');
  });

  it('while pointing shows how, and a way out', () => {
    const { onCancelPick } = open({ step: 'editor' }, { picking: { name: 'button', words: 'button: Add' } });
    expect(document.querySelector('[role=status]')?.textContent).toBe('button: Add');
    button('Stop pointing').click();
    expect(onCancelPick).toHaveBeenCalledOnce();
  });
});

describe('what is still missing', () => {
  it.each<[string, Partial<Preview>, string | null]>([
    ['nothing', {}, null],
    ['a result', { result: null }, 'teach_problem_no_result'],
    ['one of two results', { result: null, doubt: 'two-results' }, 'teach_problem_two_results'],
    ['the end', { result: { ...result, finality: 'partial' } }, 'teach_problem_not_the_end'],
    ['finality', { result: { ...result, finality: 'unknown' } }, 'teach_problem_finality'],
    ['the e-mail', { identity: { firstName: 'A', lastName: 'L', email: null } }, 'teach_problem_no_email'],
    ['a name', { identity: { firstName: 'A', lastName: null, email: 'a@b.c' } }, 'teach_problem_no_name'],
  ])('is said: %s', (_, part, id) => {
    expect(problemOf(preview(part))).toBe(id);
  });

  it('shows in the preview', () => {
    const nobody = preview({ identity: { firstName: null, lastName: null, email: null }, result: null });
    expect(previewSentence(english, nobody)).toBe('no name (no e-mail), no result');
  });
});
