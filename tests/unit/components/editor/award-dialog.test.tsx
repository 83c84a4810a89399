// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AwardDialog, type AwardDialogProps } from '../../../../components/editor/award-dialog.tsx';
import type { AwardDraft, QuizOnPage } from '../../../../components/editor/draft/draft.ts';
import { awardForOf, unseenBadge } from '../../../../entrypoints/background/rule-of-draft.ts';
import { tryRule } from '../../../../lib/awards/try-rule.ts';
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
        facts={{ connection, registration: null, joined: true, addressChanged: false, saved: null }}
        onShowChanged={null}
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
    expect(descriptionOf(box)).toContain('with a point and without a sign');
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
      { facts: { connection, registration: null, joined: true, addressChanged: false, saved: null } },
    );
    for (const it of document.querySelectorAll('input')) expect(it.type).not.toBe('number');
    button('Save').click();
    await drawn();
    expect(listed('.ui-field__error').filter((it) => it.includes('with a point'))).toHaveLength(2);
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

  it('ask how many points there are where it takes that to compare them with the passing score', async () => {
    const { onSave } = open(quizOnPage(), {
      kind: 'score-ranges',
      rangeUnit: 'points',
      ranges: [
        { from: '0', badge: null },
        { from: '10', badge: gold },
      ],
    });
    button('Save').click();
    await drawn();
    expect(document.activeElement).toBe(field('Most points of this quiz'));
    type(field('Most points of this quiz'), '30');
    await drawn();
    expect(document.body.textContent).toContain('60 percent, which is 18 of 30 points');
    button('Save').click();
    await drawn();
    button('Split at 18').click();
    await drawn();
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
    expect(onSave.mock.calls[0]?.[0].awardFor).toMatchObject({
      maximum: '30',
      ranges: [{ from: '0' }, { from: '10', templateId: null }, { from: '18', templateId: 'gold' }],
    });
  });

  it('say what the passing score is counted in', () => {
    const passMark = { value: '6', unit: 'points' } as const;
    open(quizOnPage({ passingScore: null }), { kind: 'score-ranges', rangeUnit: 'points', ranges, passMark });
    expect(field('Points from which the quiz passes').value).toBe('6');
  });

  it('offer no split at a passing score that nobody can reach', async () => {
    const quiz = quizOnPage({ passingScore: { value: '150', unit: 'percent' } });
    const { onSave } = open(quiz, { kind: 'score-ranges', ranges });
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain('no result can reach this passing score');
    expect(document.body.textContent).not.toContain('Split at');
    expect(document.activeElement?.textContent).toContain('passes from 150 percent');
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

  it('close the list of their row by Esc, one layer a press, and give the focus back to its button', async () => {
    open(quizOnPage(), { kind: 'score-ranges', ranges: ranges.map((it) => ({ ...it, badge: null })) });
    const what = 'Choose badge: 80 percent or more';
    button(what).click();
    await drawn();
    const press = async (target: HTMLElement, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...more });
      const heard = vi.fn();
      document.addEventListener('keydown', heard, { once: true });
      target.dispatchEvent(event);
      document.removeEventListener('keydown', heard);
      await drawn();
      return { isTaken: event.defaultPrevented, goesOn: heard.mock.calls.length > 0 };
    };
    const box = field('Badge for: 80 percent or more');
    expect(document.activeElement).toBe(box);
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    await drawn();
    await press(box);
    expect(box.isConnected).toBe(true);
    expect(box.getAttribute('aria-expanded')).toBe('false');
    expect(await press(box, { isComposing: true })).toMatchObject({ isTaken: false });
    expect(box.isConnected).toBe(true);
    expect(await press(box)).toEqual({ isTaken: true, goesOn: false });
    expect(document.querySelector('input[role=combobox]')).toBeNull();
    expect(document.activeElement).toBe(button(what));
    // With nothing of the row left to close, it is the dialog's.
    expect(await press(button(what))).toEqual({ isTaken: false, goesOn: true });
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

  it('are checked when a row is left, and not before', async () => {
    const gone = { name: 'Wizard', chosen: false, badge: null, confirmed: false };
    open(quiz, { badge: gold, outcomes: [gone, { ...gone, name: 'Explorer' }] });
    const box = control<HTMLInputElement>('input[type=checkbox]', 'Wizard');
    box.click();
    await drawn();
    expect(document.body.textContent).not.toContain('no longer shows this outcome');
    leave(box, control('input[type=checkbox]', 'Explorer'));
    await drawn();
    expect(document.body.textContent).toContain('This page no longer shows this outcome.');
  });

  it('that were typed are kept in the draft, and added by Save without a press of Add', async () => {
    const { draft, onSave } = open(quiz, { badge: gold });
    type(field('Another outcome'), 'Wizard');
    await drawn();
    expect(draft().newOutcome).toBe('Wizard');
    button('Save').click();
    await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
    expect(onSave.mock.calls[0]?.[0].awardFor).toMatchObject({
      outcomes: [
        { name: 'Explorer', templateId: null },
        { name: 'Builder', templateId: null },
        { name: 'Guardian', templateId: null },
        { name: 'Wizard', templateId: 'gold', kept: true },
      ],
    });
  });

  it('are added by Enter, but not by the Enter that ends what an input method composes', async () => {
    const { draft } = open(quiz, { badge: gold });
    const box = field('Another outcome');
    type(box, 'まほう');
    await drawn();
    const enter = (more: KeyboardEventInit = {}) => {
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
      return drawn();
    };
    await enter({ isComposing: true });
    await enter({ keyCode: 229 });
    expect(draft().outcomes).toHaveLength(3);
    expect(draft().newOutcome).toBe('まほう');
    await enter();
    expect(draft().outcomes.at(-1)?.name).toBe('まほう');
  });

  it('that are listed already stay as they were typed, and it is said', async () => {
    const { draft, onSave } = open(quiz, { badge: gold });
    const box = field('Another outcome');
    type(box, ' explorer');
    await drawn();
    button('Add').click();
    await drawn();
    expect(draft().outcomes).toHaveLength(3);
    expect(box.value).toBe(' explorer');
    expect(descriptionOf(box)).toContain('This outcome is listed above already.');
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(box);
  });

  it('that were mistyped can be removed, unlike those of the page', async () => {
    const { draft } = open(quiz, { badge: gold });
    type(field('Another outcome'), 'Wizrad');
    await drawn();
    button('Add').click();
    await drawn();
    expect(field('Another outcome').value).toBe('');
    expect(() => button('Remove: Explorer')).toThrow();
    button('Remove: Wizrad').click();
    await drawn();
    expect(draft().outcomes.map((it) => it.name)).toEqual(['Explorer', 'Builder', 'Guardian']);
  });

  it('say that several give the same badge, whether they name it or have the one above', () => {
    const row = { chosen: true, badge: null, confirmed: false };
    open(quiz, {
      badge: gold,
      outcomes: [
        { name: 'Explorer', ...row },
        { name: 'Builder', ...row, badge: gold },
      ],
    });
    expect(document.body.textContent).toContain('Several outcomes give the same badge, which is allowed: Gold');
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

describe('a badge that was archived in Credly', () => {
  const bronze = { id: 'old', name: 'Bronze', imageUrl: null };

  it('is marked in the row of a range, with a way to another one, and named on Save', async () => {
    const ranges = [
      { from: '0', badge: null },
      { from: '60', badge: bronze },
      { from: '80', badge: gold },
    ];
    const { onSave } = open(quizOnPage(), { kind: 'score-ranges', ranges });
    const another = button('Choose another: 60 up to, not including, 80 percent');
    expect(descriptionOf(another)).toContain('“Bronze” was archived or removed in Credly');
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(another);
  });

  it('is marked in the row of an outcome', async () => {
    const quiz = quizOnPage({ type: 'outcome', outcomes: ['Explorer'] });
    const outcomes = [{ name: 'Explorer', chosen: true, badge: bronze, confirmed: false }];
    const { onSave } = open(quiz, { badge: gold, outcomes });
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button('Choose another: Explorer'));
    expect(listed('.outcome-row .ui-field__warning')).toEqual([expect.stringContaining('“Bronze” was archived')]);
  });

  it('is named where one badge is chosen for all', async () => {
    const { onSave } = open(quizOnPage(), { badge: bronze });
    button('Save').click();
    await drawn();
    expect(onSave).not.toHaveBeenCalled();
    expect(descriptionOf(field('Select Badge'))).toContain('“Bronze” was archived or removed in Credly');
    expect(listed('.combobox .ui-field__warning')).toEqual([]);
  });

  it('is not claimed of a list that is not whole', () => {
    open(quizOnPage(), { badge: bronze }, { list: { status: 'loading', items: [], total: null, error: null } });
    expect(document.body.textContent).not.toContain('was archived');
  });
});

describe('"Copy from another quiz"', () => {
  const pointsRule = {
    kind: 'passing-score',
    threshold: '20',
    unit: 'points',
    badge: { templateId: 'gold', name: 'Gold', imageUrl: null },
  } as const;
  const others = [
    savedRule({ id: 'outcomes', quizTitle: 'Which analyst', awardFor: { kind: 'outcomes', outcomes: [] } }),
    savedRule({ id: 'points', quizTitle: 'Food safety', awardFor: pointsRule }),
  ];

  it('leaves this quiz its passing score and says so; what does not fit is listed last, with the reason', async () => {
    const quiz = quizOnPage({ passingScore: { value: '80', unit: 'percent' } });
    const { draft } = open(quiz, {}, { onOthers: async () => others });
    button('Copy from another quiz').click();
    await drawn();
    await drawn();
    const choice = control<HTMLSelectElement>('select', 'Copy from another quiz');
    expect([...choice.options].map((it) => it.label || it.textContent)).toEqual([
      'Food safety',
      'Which analyst – does not fit',
    ]);
    choice.value = 'outcomes';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await drawn();
    expect(listed('.copy-rule [role=status]')).toEqual(['That one awards for outcomes, and this quiz gives scores.']);
    expect(button('Copy').disabled).toBe(true);
    choice.value = 'points';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await drawn();
    button('Copy').click();
    await drawn();
    expect(draft()).toMatchObject({ badge: { name: 'Gold' }, threshold: '80', unit: 'percent' });
    expect(listed('.copy-rule [role=status]')[0]).toContain('all but its “20 points or more”');
  });
});

describe('leaving the dialog', () => {
  it('by Esc keeps what was typed, by Cancel does not', () => {
    const onClose = vi.fn();
    const onLeave = vi.fn();
    open(quizOnPage(), {}, { onClose, onLeave });
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(onLeave).toHaveBeenCalledOnce();
    expect(onClose).not.toHaveBeenCalled();
    button('Cancel').click();
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('options', () => {
  it('say until when a badge of a certain day is valid, in the reader’s time', () => {
    open(quizOnPage(), { badge: gold, expires: { kind: 'date', date: '2030-05-01', months: '' } });
    const local = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
    const end = local.format(Date.UTC(2030, 4, 1, 23, 59, 59));
    expect(descriptionOf(field('Last valid day'))).toBe(
      `Valid until 23:59 UTC on that day. Where you are, that is ${end}.`,
    );
    clear();
    open(quizOnPage(), { badge: gold, expires: { kind: 'date', date: '', months: '' } });
    expect(descriptionOf(field('Last valid day'))).toContain('23:59 UTC');
  });

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
  const facts = { connection, registration: null, joined: true, addressChanged: false, saved: null };
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
          addressChanged: false,
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
        { score: null, maximum: null, percent: '85.5', outcome: null, passMark: { value: '60', unit: 'percent' } },
      ),
    );
    await vi.waitFor(() => expect(document.body.textContent).toContain('recipient_emailada@example.com'));
    expect(document.body.textContent).toContain('85.5 percent reaches the passing score of 60 percent.');
  });

  /** Answers as the worker does: by the engine itself. */
  const engine: AwardDialogProps['onTry'] = async ({ awardFor, options }, reading) => {
    const { decision, request } = tryRule(
      { awardFor: awardForOf(awardFor, unseenBadge), issue: options.issue },
      reading,
      Date.UTC(2026, 2, 3),
    );
    return {
      decision: decision.kind,
      reason: decision.kind === 'hold' ? decision.reason : null,
      templateId: 'badge' in decision ? (decision.badge?.templateId ?? null) : null,
      request: request && Object.entries(request).map(([name, value]) => ({ field: name, value: String(value) })),
    };
  };
  const result = () => listed('.try-result__badge')[0] ?? '';
  const fieldsSent = () => listed('.try-result__fields tr');

  it('says of a score which range it lies in, draws it on the scale, and shows no fields where there is no badge', async () => {
    const ranges = [
      { from: '0', badge: null },
      { from: '60', badge: silver },
      { from: '90', badge: gold },
    ];
    open(quizOnPage(), { kind: 'score-ranges', ranges }, { onTry: engine });
    await vi.waitFor(() => expect(result()).toBe('Silver60 lies in the range “60 up to, not including, 90 percent”.'));
    expect(fieldsSent()).toContain('badge_template_idsilver');
    type(field('Exactly'), '90');
    await vi.waitFor(() => expect(result()).toBe('Gold90 lies in the range “90 percent or more”.'));
    expect(fieldsSent()).toContain('badge_template_idgold');
    expect(document.querySelector<HTMLElement>('.score-bar__mark')?.style.insetInlineStart).toBe('90%');
    type(field('Exactly'), '59.9');
    await vi.waitFor(() => expect(result()).toContain('which has no badge'));
    expect(fieldsSent()).toEqual([]);
    type(field('Exactly'), '9,5');
    await vi.waitFor(() => expect(document.body.textContent).toContain('with a point and without a sign'));
  });

  it('tries outcomes, also the one that is still being typed', async () => {
    const quiz = quizOnPage({ type: 'outcome', passingScore: null, outcomes: ['Explorer', 'Builder'] });
    const { draft } = open(quiz, { badge: gold, newOutcome: 'Wizard' }, { onTry: engine });
    const choice = control<HTMLSelectElement>('select', 'Outcome');
    expect([...choice.options].map((it) => it.value)).toEqual(['Explorer', 'Builder', 'Wizard']);
    await vi.waitFor(() => expect(result()).toBe('No badgeThe outcome “Explorer” has no badge.'));
    choice.value = 'Wizard';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(result()).toBe('GoldThe outcome “Wizard” has this badge.'));
    expect(fieldsSent()).toContain('badge_template_idgold');
    expect(draft().tried.outcome).toBe('Wizard');
  });

  it('holds a score that the quiz itself calls failed, as the engine will, and the dialog says so beside the field', async () => {
    const quiz = quizOnPage({ passingScore: { value: '80', unit: 'percent' } });
    open(quiz, { badge: gold, threshold: '40' }, { onTry: engine });
    expect(descriptionOf(field('Passing score'))).toContain('own passing score is 80 percent. Results between the two');
    type(field('Exactly'), '60');
    await vi.waitFor(() => expect(result()).toContain('Held for review'));
    expect(result()).toContain('pass mark');
    expect(fieldsSent()).toEqual([]);
    type(field('Exactly'), '80');
    await vi.waitFor(() => expect(result()).toContain('80 percent reaches the passing score of 40 percent.'));
  });

  it('holds it too where the quiz counts in points and the badge in percent', async () => {
    const quiz = quizOnPage({
      passingScore: { value: '24', unit: 'points' },
      ranges: { unit: 'points', rows: [{ name: '', from: '0', to: '30' }] },
    });
    open(quiz, { badge: gold, threshold: '50', unit: 'percent' }, { onTry: engine });
    type(field('Exactly'), '79.9');
    await vi.waitFor(() => expect(result()).toContain('Held for review'));
    type(field('Exactly'), '80');
    await vi.waitFor(() => expect(result()).toContain('Gold'));
  });

  it('says so when nobody answers, and asks again on demand', async () => {
    const onTry = vi.fn<AwardDialogProps['onTry']>(async () => null);
    open(quizOnPage(), { badge: gold }, { onTry });
    await vi.waitFor(() => expect(listed('.try-it [role=alert]')[0]).toContain('This could not be tried'));
    onTry.mockImplementation(engine);
    button('Try again').click();
    await vi.waitFor(() => expect(result()).toContain('Gold'));
    expect(listed('.try-it [role=alert]')).toEqual([]);
  });

  it('gives up on an answer that never comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    open(quizOnPage(), { badge: gold }, { onTry: () => new Promise(() => {}) });
    await drawn();
    await drawn();
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(listed('.try-it [role=alert]')[0]).toContain('This could not be tried'));
  });

  it('keeps what is tried with the draft', async () => {
    const { draft } = open(quizOnPage({ passingScore: null }), { badge: gold, threshold: '7', unit: 'points' });
    type(field('Exactly'), '7.5');
    await drawn();
    type(field('Out of'), '12');
    await drawn();
    expect(draft().tried).toMatchObject({ score: '7.5', maximum: '12' });
    // 7.5 points are not 7.5 percent.
    [...document.querySelectorAll('label')]
      .find((it) => it.textContent === 'Percent')
      ?.querySelector('input')
      ?.click();
    await drawn();
    expect(draft().tried.score).toBeNull();
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
    const { draft } = open(
      quizOnPage(),
      { badge: gold },
      { onTry, onTest, facts: { ...sandbox, joined: true, addressChanged: false, saved: null } },
    );
    await vi.waitFor(() => expect(listed('.test-badge')).toHaveLength(1));
    type(field('Send a test badge to'), 'me@example.com');
    await drawn();
    button('Send test badge').click();
    await drawn();
    expect(onTest).not.toHaveBeenCalled();
    button('Send it').click();
    await vi.waitFor(() => expect(onTest).toHaveBeenCalledOnce());
    expect(onTest.mock.calls[0]?.[2]).toBe('me@example.com');
    expect(draft().tried.email).toBe('me@example.com');
  });
});

describe('an award that was saved elsewhere meanwhile', () => {
  const changed = 'This award was changed meanwhile';
  function refused(onShowChanged: () => void) {
    const onSave = vi.fn<AwardDialogProps['onSave']>(async () => changed);
    open(quizOnPage(), { badge: gold }, { onShowChanged, onSave });
    button('Save').click();
    return onSave;
  }

  it('is said, and is overwritten by an express word only', async () => {
    const onSave = refused(vi.fn());
    await vi.waitFor(() => expect(document.body.textContent).toContain(changed));
    expect(onSave).toHaveBeenLastCalledWith(expect.anything(), false);
    // Busy until the first answer is here.
    await vi.waitFor(() => {
      button('Save mine').click();
      expect(onSave).toHaveBeenLastCalledWith(expect.anything(), true);
    });
  });

  it('can stand instead', async () => {
    const onShow = vi.fn();
    refused(onShow);
    await vi.waitFor(() => button('Show what is saved now').click());
    expect(onShow).toHaveBeenCalledOnce();
  });
});

it('says that a kept draft is back, and starts over on demand', () => {
  const onStartOver = vi.fn();
  open(quizOnPage(), {}, { isRestored: true, onStartOver });
  expect(document.body.textContent).toContain('What you typed before is back.');
  button('Start over').click();
  expect(onStartOver).toHaveBeenCalledOnce();
});
