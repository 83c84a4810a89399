// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OptionsActions } from '../../../components/options/model.ts';
import { QuizzesTab } from '../../../components/options/quizzes/quizzes-tab.tsx';
import type { OptionsState, QuizRuleView } from '../../../lib/messages/client.ts';
import { awardingActions, connection, noFacts, optionsActions, optionsState, rule, someTime } from './builders.ts';
import { button, clear, field, show, type } from './page.tsx';

afterEach(clear);

function open(state: Partial<OptionsState>, part: Partial<OptionsActions> = {}, isShown = true) {
  const actions = optionsActions(part);
  const draw = (now: Partial<OptionsState>) =>
    show(
      <QuizzesTab
        state={optionsState({ connection: connection(), ...now })}
        actions={actions}
        awarding={awardingActions()}
        quizSiteUrl="https://q/"
        isShown={isShown}
      />,
    );
  draw(state);
  return { actions, draw };
}

const many = (count: number): QuizRuleView[] =>
  Array.from({ length: count }, (_, n) => rule({ id: `rule-${n}`, quizTitle: `Quiz ${n}` }));
const cards = () => [...document.querySelectorAll<HTMLElement>('.options-rule')];
const text = () => document.body.textContent ?? '';

describe('the list of quizzes', () => {
  it('says what will be there, and the way to it', () => {
    open({});
    expect(text()).toContain('Quizzes appear here once you choose a badge');
    expect(text()).toContain('Open CredSpark');
    clear();
    open({ connection: null });
    expect(text()).toContain('once Credly is connected');
    expect(text()).not.toContain('Open CredSpark');
  });

  it('tells what came of each quiz, and leads to it where its address is known', async () => {
    const facts = [
      {
        ...noFacts,
        ruleId: 'a',
        address: 'https://q/a',
        awards: 12,
        last: { state: 'held' as const, reason: null, at: someTime },
      },
      { ...noFacts, ruleId: 'b' },
    ];
    const rules = [rule({ id: 'a', quizTitle: 'A' }), rule({ id: 'b', quizTitle: 'B' })];
    const { actions } = open({ rules }, { quizFacts: vi.fn(async () => facts) });
    await vi.waitFor(() => expect(cards()[0]?.textContent).toContain('12 awards, last:Held for review'));
    expect(cards()[0]?.querySelector<HTMLAnchorElement>('a')?.href).toBe('https://q/a');
    expect(cards()[1]?.textContent).toContain('No awards yet');
    expect(cards()[1]?.querySelector('a')).toBeNull();
    expect(actions.quizFacts).toHaveBeenCalledWith(['a', 'b']);
  });

  it('asks for nothing while another tab is looked at', async () => {
    const { actions } = open({ rules: [rule()] }, {}, false);
    await new Promise((resolve) => setTimeout(resolve));
    expect(actions.quizFacts).not.toHaveBeenCalled();
    expect(actions.checkBadges).not.toHaveBeenCalled();
  });

  it('says so when the awards could not be read, and keeps the quizzes in view', async () => {
    const { actions } = open({ rules: [rule()] }, { quizFacts: async () => null });
    await vi.waitFor(() => button('Try again').click());
    expect(actions.reload).toHaveBeenCalled();
    expect(cards()).toHaveLength(1);
  });

  it('draws a few of a thousand, asks for the facts of those alone, and draws more on request', async () => {
    const { actions } = open({ rules: many(1000) });
    expect(cards()).toHaveLength(25);
    expect(text()).toContain('1,000 quizzes');
    await vi.waitFor(() => expect(actions.quizFacts).toHaveBeenCalledTimes(1));
    expect(vi.mocked(actions.quizFacts).mock.calls[0]?.[0]).toHaveLength(25);
    button('Show 25 more').click();
    await vi.waitFor(() => expect(cards()).toHaveLength(50));
    await vi.waitFor(() => expect(document.activeElement?.closest('.options-rule')).toBe(cards()[25]));
  });

  it('is searched by quiz and by badge from 11 quizzes on', async () => {
    open({ rules: many(10) });
    expect(() => field('Search quiz or badge')).toThrow();
    clear();
    const awardFor = { ...rule().awardFor, badge: { templateId: 'x', name: 'Rare Badge', imageUrl: null } };
    open({
      rules: [...many(11), rule({ id: 'x', quizTitle: 'Other', awardFor: awardFor as QuizRuleView['awardFor'] })],
    });
    type(field('Search quiz or badge'), ' RARE ');
    await vi.waitFor(() => expect(cards()).toHaveLength(1));
    expect(text()).toContain('1 of 12 quizzes');
    type(field('Search quiz or badge'), 'nothing');
    await vi.waitFor(() => expect(text()).toContain('No quiz fits this search.'));
    button('Show all quizzes').click();
    await vi.waitFor(() => expect(cards()).toHaveLength(12));
  });
});

describe('what is wrong with a quiz', () => {
  const problems = async (part: Partial<QuizRuleView>, actions: Partial<OptionsActions> = {}) => {
    open({ rules: [rule(part)] }, actions);
    await vi.waitFor(() => expect(document.querySelector('.quizzes-facts__awards')?.textContent).not.toBe(''));
    await new Promise((resolve) => setTimeout(resolve));
    return [...document.querySelectorAll('.options-rule .ui-notice, .options-rule > p')].map((it) => it.textContent);
  };
  const last = (reason: string) => async (ids: string[]) =>
    ids.map((ruleId) => ({
      ...noFacts,
      ruleId,
      awards: 1,
      last: { state: 'failed' as const, reason, at: someTime },
    }));
  const changedAddress = { quizIds: ['id:4711'], from: 'food-safety', to: 'food-hygiene' };
  const asked = async (ids: string[]) => ids.map((ruleId) => ({ ...noFacts, ruleId, changedAddress }));
  const unusable = (state: 'archived' | 'gone') => async () => ({
    ok: true as const,
    at: someTime,
    unusable: [{ templateId: 'template-1', state }],
  });

  it('is nothing where all is well', async () => {
    expect(await problems({})).toEqual([]);
  });

  it.each<[string, Partial<QuizRuleView>, Partial<OptionsActions>, string]>([
    ['an archived badge', {}, { checkBadges: unusable('archived') }, '“Safety Basics” is archived or not published'],
    [
      'a badge that the picker found archived, until Credly is asked',
      { archivedBadges: ['template-1'] },
      { checkBadges: async () => null },
      '“Safety Basics” is archived or not published',
    ],
    ['a badge that is gone', {}, { checkBadges: unusable('gone') }, 'does not find “Safety Basics” any more'],
    [
      'a badge that was gone at the last award',
      {},
      { quizFacts: last('template-unavailable'), checkBadges: async () => null },
      'its badge is archived or gone',
    ],
    ['a token that may not issue', {}, { quizFacts: last('no-permission') }, 'did not let the token issue'],
    ['the page’s own button', { stopped: { reason: 'own-credly-button', at: someTime } }, {}, 'showed its own'],
    [
      'an expiry date that has passed',
      { isExpired: true, issue: { ...rule().issue, expires: { kind: 'date', date: '2026-03-01' } } },
      {},
      'March 1, 2026, has passed, so its results are held',
    ],
    [
      'another public address in the editor',
      {},
      { quizFacts: asked },
      'another public address for this quiz than before: food-hygiene instead of food-safety',
    ],
    ['an unknown public address', { joined: false }, {}, 'Deliver tab once'],
    ['another connection', { active: false, organizationId: 'org-9' }, {}, 'organization org-9'],
  ])('is said: %s', async (_what, part, actions, sentence) => {
    expect(await problems(part, actions)).toEqual([expect.stringContaining(sentence)]);
  });

  it('with its address is settled by a person’s word, there and then', async () => {
    const answerAddress = vi.fn(async () => false);
    open({ rules: [rule()] }, { quizFacts: asked, answerAddress });
    await vi.waitFor(() => button('Use the new address').click());
    expect(answerAddress).toHaveBeenCalledWith(['id:4711'], 'food-hygiene', 'ours');
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not work'));
    button('No, that is another quiz').click();
    expect(answerAddress).toHaveBeenLastCalledWith(['id:4711'], 'food-hygiene', 'not_ours');
  });

  it('of its badge is no matter while it is inactive', async () => {
    expect(await problems({ active: false }, { checkBadges: unusable('gone') })).toHaveLength(1);
  });

  it('is looked up anew at Credly on request', async () => {
    const { actions } = open({ rules: [rule()] });
    await vi.waitFor(() => button('Check again').click());
    await vi.waitFor(() => expect(actions.checkBadges).toHaveBeenLastCalledWith(true));
  });
});

describe('Remove', () => {
  it('offers Undo, which has the focus, and Undo brings the quiz back', async () => {
    const { actions, draw } = open({ rules: [rule()] });
    button('Remove: Laboratory safety').click();
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Undo')));
    expect(actions.removeRule).toHaveBeenCalledWith('rule-1');
    draw({ rules: [] });
    expect(text()).toContain('Removed: Laboratory safety');
    button('Undo').click();
    await vi.waitFor(() => expect(text()).toContain('Restored: Laboratory safety'));
    expect(actions.restoreRule).toHaveBeenCalledWith('rule-1');
    button('Close').click();
    await vi.waitFor(() => expect(text()).not.toContain('Restored'));
  });

  it.each<['replaced' | 'gone' | null, string]>([
    ['replaced', 'has another badge by now'],
    ['gone', 'too long ago'],
    [null, 'did not work'],
  ])('says so where Undo ended as %s', async (outcome, sentence) => {
    open({ rules: [rule()] }, { restoreRule: async () => outcome });
    button('Remove: Laboratory safety').click();
    await vi.waitFor(() => button('Undo').click());
    await vi.waitFor(() => expect(text()).toContain(sentence));
  });

  it('keeps Undo for each of several, until it is closed', async () => {
    const rules = [rule({ id: 'a', quizTitle: 'A' }), rule({ id: 'b', quizTitle: 'B' })];
    const { actions } = open({ rules });
    button('Remove: A').click();
    await vi.waitFor(() => expect(text()).toContain('Removed: A'));
    button('Remove: B').click();
    await vi.waitFor(() => expect(text()).toContain('Removed: B'));
    expect(text()).toContain('Removed: A');
    button('Undo').click();
    await vi.waitFor(() => expect(text()).toContain('Restored: A'));
    expect(actions.restoreRule).toHaveBeenCalledWith('a');
    button('Close').click();
    await vi.waitFor(() => expect(text()).not.toContain('Restored: A'));
    expect(text()).toContain('Removed: B');
  });

  it('says so where nothing was removed', async () => {
    open({ rules: [rule()] }, { removeRule: async () => false });
    button('Remove: Laboratory safety').click();
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('did not work'));
    expect(() => button('Undo')).toThrow();
  });
});

describe('Move to production', () => {
  it('is offered where there are sandbox quizzes, and explains itself while production is not connected', async () => {
    open({ rules: [rule()] });
    expect(() => button('Move to production')).toThrow();
    clear();
    const { actions } = open({
      connection: connection({ environment: 'sandbox' }),
      rules: [rule({ environment: 'sandbox', quizTitle: 'Tried out' })],
    });
    button('Move to production').click();
    await vi.waitFor(() =>
      expect(document.querySelector('dialog')?.textContent).toMatch(/Connect your production organization.*Tried out/),
    );
    expect(actions.previewProduction).not.toHaveBeenCalled();
  });
});
