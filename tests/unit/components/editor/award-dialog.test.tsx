// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AwardDialog, type AwardDialogProps } from '../../../../components/editor/award-dialog.tsx';
import type { AwardDraft, QuizOnPage } from '../../../../components/editor/draft/draft.ts';
import { rule as savedRule } from '../builders.ts';
import { button, clear, control, descriptionOf, field, show, type } from '../page.tsx';
import { draftOf, gold, quizOnPage, silver, template } from './builders.ts';

beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
});
afterEach(clear);

const connection = { organizationName: 'Example', environment: 'production', mayIssue: 'yes', paused: null } as const;

function open(quiz: QuizOnPage, part: Partial<AwardDraft> = {}, props: Partial<AwardDialogProps> = {}) {
  const onSave = vi.fn<AwardDialogProps['onSave']>(async () => null);
  const onTry = vi.fn<AwardDialogProps['onTry']>(async () => null);
  let latest: AwardDraft = draftOf(quiz, part);
  function Owner() {
    const [draft, setDraft] = useState(latest);
    return (
      <AwardDialog
        quizTitle="Leadership Check"
        quiz={quiz}
        facts={{ connection, registration: null, joined: true, saved: null }}
        draft={draft}
        onDraft={(changed) => {
          latest = changed;
          setDraft(changed);
        }}
        isRestored={false}
        onStartOver={() => {}}
        list={{ status: 'ready', items: [template(gold), template(silver)], total: 2, error: null }}
        onRefresh={() => {}}
        onTry={onTry}
        onTest={async () => null}
        onOthers={async () => []}
        onSave={onSave}
        onClose={() => {}}
        {...props}
      />
    );
  }
  show(<Owner />);
  return { onSave, onTry, draft: () => latest };
}

const drawn = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
function leave(control: HTMLElement, to: HTMLElement | null = null): void {
  control.dispatchEvent(new FocusEvent('blur', { relatedTarget: to }));
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: to }));
}
const radios = () =>
  [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].map(
    (it) => it.parentElement?.textContent ?? '',
  );
const listed = (selector: string) => [...document.querySelectorAll(selector)].map((it) => it.textContent ?? '');

describe('what can be awarded for', () => {
  it.each<[QuizOnPage['type'], string[]]>([
    ['scored', ['Passing score', 'Score Ranges']],
    ['outcome', []],
    [null, ['Passing score', 'Score Ranges', 'Outcomes']],
  ])('a quiz of type %s', (kind, offered) => {
    open(quizOnPage({ type: kind, outcomes: ['Builder'] }));
    const words = ['Passing score', 'Score Ranges', 'Outcomes'];
    expect(radios().filter((it) => words.includes(it))).toEqual(offered);
  });
});

describe('a number with a comma', () => {
  it.each(['8,5', '7,5'])('is refused as it stands, and never read as another number: %s', async (typed) => {
    const { onSave, draft } = open(quizOnPage(), { badge: gold });
    const box = field('Passing score');
    // A number field would drop the comma before anybody sees it.
    expect(box.type).toBe('text');
    type(box, typed);
    await drawn();
    leave(box);
    await drawn();
    expect(draft().threshold).toBe(typed);
    expect(descriptionOf(box)).toContain('with a point, not a comma');
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(box);
  });

  it('is refused by every other field of a number alike', async () => {
    const ranges = [
      { from: '0', badge: null },
      { from: '7,5', badge: gold },
    ];
    const { onSave } = open(
      quizOnPage({ passingScore: null }),
      { kind: 'score-ranges', ranges, passMark: { value: '7,5', unit: 'percent' } },
      { facts: { connection, registration: null, joined: true, saved: null } },
    );
    for (const it of document.querySelectorAll('input')) expect(it.type).not.toBe('number');
    button('Save').click();
    await drawn();
    expect(listed('.ui-field__error').filter((it) => it.includes('not a comma'))).toHaveLength(2);
    expect(onSave).not.toHaveBeenCalled();
  });
});

describe('score ranges', () => {
  const ranges = [
    { from: '0', badge: null },
    { from: '60', badge: silver },
    { from: '80', badge: gold },
  ];

  it('say in words where each ends', () => {
    open(quizOnPage(), { kind: 'score-ranges', ranges });
    expect(listed('.range-row__end')).toEqual([
      'percent up to, not including, 60',
      'percent up to, not including, 80',
      'percent up to and including 100',
    ]);
    expect(field('Range 1 from').readOnly).toBe(true);
  });

  it('are checked when a row is left, not while it is typed in, and lose the error once mended', async () => {
    open(quizOnPage(), { kind: 'score-ranges', ranges });
    const bound = field('Range 3 from');
    type(bound, '50');
    await drawn();
    expect(bound.getAttribute('aria-invalid')).toBe('false');
    const own = button('Remove range: 50 percent or more');
    leave(bound, own);
    await drawn();
    expect(bound.getAttribute('aria-invalid'), 'still in its row').toBe('false');
    leave(own, field('Range 1 from'));
    await drawn();
    expect(bound.getAttribute('aria-invalid')).toBe('true');
    expect(descriptionOf(bound)).toContain('Type a number above 60.');
    type(bound, '70');
    await drawn();
    expect(bound.getAttribute('aria-invalid')).toBe('false');
  });

  it('are not saved while one is wrong, and the first wrong field gets the focus', async () => {
    const { onSave } = open(quizOnPage(), {
      kind: 'score-ranges',
      ranges: [...ranges, { from: '80', badge: null }, { from: '70', badge: null }],
    });
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field('Range 4 from'));
  });

  it('that straddle the passing score are split by one click', async () => {
    const { draft, onSave } = open(quizOnPage(), {
      kind: 'score-ranges',
      ranges: [
        { from: '0', badge: null },
        { from: '50', badge: gold },
      ],
    });
    button('Save').click();
    await drawn();
    button('Split at 60').click();
    await drawn();
    expect(draft().ranges).toEqual([
      { from: '0', badge: null },
      { from: '50', badge: null },
      { from: '60', badge: gold },
    ]);
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
  });

  it('send the quiz’s own passing score along', async () => {
    const { onSave } = open(quizOnPage(), { kind: 'score-ranges', ranges });
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
    expect(onSave.mock.calls[0]?.[0].awardFor).toEqual({
      kind: 'score-ranges',
      unit: 'percent',
      passMark: { value: '60', unit: 'percent' },
      ranges: [
        { from: '0', templateId: null },
        { from: '60', templateId: 'silver' },
        { from: '80', templateId: 'gold' },
      ],
    });
  });

  it('can be added and removed, but for the first', async () => {
    const { draft } = open(quizOnPage(), { kind: 'score-ranges', ranges });
    button('Add range').click();
    await drawn();
    expect(draft().ranges).toHaveLength(4);
    button('Remove range: 60 up to, not including, 80 percent').click();
    await drawn();
    expect(draft().ranges.map((it) => it.from)).toEqual(['0', '80', '']);
    expect(listed('.range-row__bounds button')).toHaveLength(2);
  });

  it('choose their badges one at a time', async () => {
    const { draft } = open(quizOnPage(), {
      kind: 'score-ranges',
      ranges: ranges.map((it) => ({ ...it, badge: null })),
    });
    button('Choose badge: 80 percent or more').click();
    await drawn();
    const box = control<HTMLInputElement>('input[role=combobox]', 'Badge for: 80 percent or more');
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    await drawn();
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await drawn();
    expect(draft().ranges.at(-1)?.badge?.name).toBe('Gold');
    expect(document.querySelector('input[role=combobox]')).toBeNull();
  });
});

describe('outcomes', () => {
  const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer', 'Builder', 'Guardian'] });

  it('get the badge chosen above unless one has its own', async () => {
    const row = { chosen: true, badge: null, confirmed: false };
    const { onSave } = open(quiz, {
      badge: gold,
      outcomes: [
        { name: 'Explorer', ...row },
        { name: 'Builder', ...row, badge: silver },
        { name: 'Guardian', ...row, chosen: false },
      ],
    });
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
    expect(onSave.mock.calls[0]?.[0].awardFor).toEqual({
      kind: 'outcomes',
      outcomes: [
        { name: 'Explorer', templateId: 'gold' },
        { name: 'Builder', templateId: 'silver' },
        { name: 'Guardian', templateId: null },
      ],
    });
  });

  it('that the page no longer shows are removed or kept on purpose', async () => {
    const gone = { name: 'Wizard', chosen: true, badge: null, confirmed: false };
    const { draft, onSave } = open(quiz, { badge: gold, outcomes: [gone] });
    button('Save').click();
    await drawn();
    expect(document.body.textContent).toContain('This page no longer shows this outcome.');
    expect(document.activeElement).toBe(button('Remove: Wizard'));
    button('Keep it: Wizard').click();
    await drawn();
    expect(draft().outcomes[0]?.confirmed).toBe(true);
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
  });

  it('can be put in order where a better one replaces a lesser one, and keep the focus', async () => {
    const { draft } = open(quiz, { badge: gold, retake: 'better' });
    button('Move up: Builder').click();
    await drawn();
    expect(draft().outcomes.map((it) => it.name)).toEqual(['Builder', 'Explorer', 'Guardian']);
    // At the top it can only go down again.
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Move down: Builder')));
  });

  it('have no order elsewhere', () => {
    open(quiz, { badge: gold });
    expect(listed('.outcome-row__moves')).toEqual([]);
  });
});

describe('options', () => {
  it('unfold when Save finds something wrong in them', async () => {
    const { onSave } = open(quizOnPage(), { badge: gold, evidence: { name: 'About', url: 'nowhere' } });
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(field('Link').closest('details')?.open).toBe(true);
    expect(descriptionOf(field('Link'))).toContain('https://');
  });

  it('offer a badge for every result only where every chosen badge may be earned several times', () => {
    const twice = [template(gold, { allowsDuplicates: true }), template(silver)];
    const list = { status: 'ready', items: twice, total: 2, error: null } as const;
    open(quizOnPage(), { badge: gold }, { list: { ...list, items: [...twice] } });
    expect(radios()).toContain('A badge for every passing result');
    clear();
    open(quizOnPage(), { badge: silver }, { list: { ...list, items: [...twice] } });
    expect(radios()).not.toContain('A badge for every passing result');
  });
});

describe('what has to be in place', () => {
  const facts = { connection, registration: null, joined: true, saved: null };
  it('says what it could not tell, and what to do', () => {
    open(quizOnPage(), { badge: gold });
    expect(listed('.preflight__check--unsure')).toEqual([
      expect.stringContaining('Could not tell: Whether the quiz asks for first name'),
    ]);
  });

  it('names the details that the quiz does not ask for', () => {
    const registration = { firstName: true, lastName: false, email: false };
    open(quizOnPage(), { badge: gold }, { facts: { ...facts, registration } });
    expect(listed('.preflight__check--to-do')[0]).toContain('does not ask for last name and e-mail');
  });

  it('names badges that are no longer active, the sandbox, and a stopped rule', () => {
    open(
      quizOnPage(),
      { badge: { id: 'old', name: 'Bronze', imageUrl: null } },
      {
        facts: {
          connection: { ...connection, environment: 'sandbox' },
          registration: { firstName: true, lastName: true, email: true },
          joined: true,
          saved: savedRule({ stopped: { reason: 'own-credly-button', at: 1 } }),
        },
      },
    );
    const toDo = listed('.preflight__check--to-do').join('\n');
    expect(toDo).toContain('Not active in Credly any more: Bronze');
    expect(toDo).toContain('sandbox');
    expect(toDo).toContain('starts again when you press Save');
  });
});

describe('"Try it"', () => {
  it('asks the engine with the rule as it would be saved, and shows each field that would leave', async () => {
    const onTry = vi.fn<AwardDialogProps['onTry']>(async () => ({
      decision: 'award',
      reason: null,
      templateId: 'gold',
      request: [{ field: 'recipient_email', value: 'ada@example.com' }],
    }));
    open(quizOnPage(), { badge: gold }, { onTry });
    type(field('Exactly'), '85.5');
    await vi.waitFor(() =>
      expect(onTry).toHaveBeenLastCalledWith(
        expect.objectContaining({ awardFor: expect.objectContaining({ templateId: 'gold', threshold: '60' }) }),
        { score: null, maximum: null, percent: '85.5', outcome: null },
      ),
    );
    await vi.waitFor(() => expect(document.body.textContent).toContain('recipient_emailada@example.com'));
    expect(document.body.textContent).toContain('85.5 percent reaches the passing score of 60 percent.');
  });

  it('waits for a rule that can be saved', () => {
    const { onTry } = open(quizOnPage());
    expect(document.body.textContent).toContain('Complete what is above.');
    expect(onTry).not.toHaveBeenCalled();
  });

  it('offers a test badge with a sandbox connection only', async () => {
    const onTry: AwardDialogProps['onTry'] = async () => ({
      decision: 'award',
      reason: null,
      templateId: 'gold',
      request: [],
    });
    open(quizOnPage(), { badge: gold }, { onTry });
    await vi.waitFor(() => expect(document.querySelector('.try-result__name')?.textContent).toBe('Gold'));
    expect(listed('.test-badge')).toEqual([]);
    clear();
    const onTest = vi.fn<AwardDialogProps['onTest']>(async () => null);
    const sandbox = { connection: { ...connection, environment: 'sandbox' as const }, registration: null };
    open(quizOnPage(), { badge: gold }, { onTry, onTest, facts: { ...sandbox, joined: true, saved: null } });
    await vi.waitFor(() => expect(listed('.test-badge')).toHaveLength(1));
    type(field('Send a test badge to'), 'me@example.com');
    await drawn();
    button('Send test badge').click();
    await drawn();
    expect(onTest).not.toHaveBeenCalled();
    button('Send it').click();
    await vi.waitFor(() => expect(onTest).toHaveBeenCalledOnce());
    expect(onTest.mock.calls[0]?.[2]).toBe('me@example.com');
  });
});

it('says that a kept draft is back, and starts over on demand', () => {
  const onStartOver = vi.fn();
  open(quizOnPage(), {}, { isRestored: true, onStartOver });
  expect(document.body.textContent).toContain('What you typed before is back.');
  button('Start over').click();
  expect(onStartOver).toHaveBeenCalledOnce();
});
