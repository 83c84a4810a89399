// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AttemptBlock, type AttemptBlockProps } from '../../../components/player/attempt-block.tsx';
import { awardStates } from '../../../lib/awards/states.ts';
import type { AttemptView, DetailsReply } from '../../../lib/messages/client.ts';
import { button, clear, descriptionOf, field, show, type } from './page.tsx';

afterEach(clear);

type Award = Extract<AttemptView, { kind: 'award' }>;
const attempt = (part: Partial<Award> = {}): Award => ({
  kind: 'award',
  state: 'issued',
  badge: { templateId: 'food', name: 'Safe Food Handling', imageUrl: null },
  shortEmail: 'a...@example.com',
  earnerKnown: false,
  mailSuppressed: false,
  repeated: false,
  alreadyAwarded: false,
  name: 'Ada',
  result: { score: '9', maximum: '10', percent: null, outcome: null },
  missing: [],
  isStalled: false,
  ...part,
});
const words = { heading: 'Well done, {name}!', text: 'You have {badge} with {score}.' };
const noWords = { heading: null, text: null };
const block = (part: Partial<AttemptBlockProps> = {}) =>
  show(
    <AttemptBlock
      attempt={attempt()}
      fallback={null}
      words={noWords}
      onDetails={async () => ({ taken: true, problems: [] })}
      {...part}
    />,
  );
const status = (part: Partial<Award>) =>
  block({ attempt: attempt(part) }).querySelector('[role=status]')?.textContent ?? '';

describe('the block on a result page', () => {
  it('tells the truth in every state, without blame and without jargon', () => {
    const said = Object.fromEntries(awardStates.map((state) => [state, status({ state })]));
    expect(said).toEqual({
      'needs-details': expect.stringContaining('Please ask the organizer'),
      held: expect.stringContaining('being reviewed'),
      waiting: 'Your badge is on its way.',
      sending: 'Your badge is on its way.',
      unconfirmed: 'Your badge is on its way.',
      issued: 'Credly sent an invitation to a...@example.com. Open it to claim your badge.',
      'already-issued': 'You have this badge already. Sign in to Credly with your e-mail address to see it.',
      failed: expect.stringContaining('could not be sent'),
      'not-passing': expect.anything(),
      cancelled: expect.stringContaining('No badge is sent'),
      revoked: expect.stringContaining('no longer valid'),
    });
    expect(status({ state: 'cancelled', alreadyAwarded: true })).toContain('earned this badge already');
    expect(status({ mailSuppressed: true })).toContain('was issued to a...@example.com');
    expect(status({ mailSuppressed: true })).not.toContain('invitation');
    expect(status({ state: 'already-issued', earnerKnown: true })).toContain('It is in your Credly account');
    expect(status({ earnerKnown: true })).toContain('Added to your Credly account');
    for (const unknown of [{ shortEmail: null }, { earnerKnown: null }])
      expect(status(unknown), 'no account and no invitation is claimed').toBe('Your badge was issued.');
    for (const state of ['waiting', 'unconfirmed'] as const)
      expect(status({ state, isStalled: true })).toContain('left for the organizer to settle');
    const failing = block({ attempt: { kind: 'not-passing' } });
    expect(failing.textContent).toContain('did not earn');
  });

  it('shows the author’s words to those who earned the badge, and to nobody else', () => {
    const shown = awardStates.filter((state) =>
      block({ words, attempt: attempt({ state }) }).textContent?.includes('Well done, Ada!'),
    );
    expect(shown).toEqual(['waiting', 'sending', 'unconfirmed', 'issued', 'already-issued']);
    expect(block({ words }).textContent).toContain('You have Safe Food Handling with 9 of 10.');
  });

  it('keeps a later result’s score out of the author’s words: the badge was earned by another one', () => {
    const again = block({ words, attempt: attempt({ repeated: true }) });
    expect(again.textContent).toContain('Well done, Ada!');
    expect(again.textContent).not.toContain('9 of 10');
    expect(again.textContent).toContain('You have earned this badge already.');
  });

  it('names the badge where the author’s heading takes the place of its name', () => {
    expect(block({ words }).querySelector('.guest-eyebrow')?.textContent).toBe('Credly badge: Safe Food Handling');
    expect(block().querySelector('.guest-heading')?.textContent).toBe('Safe Food Handling');
  });

  it('falls back to our words where a name is not known', () => {
    const shown = block({ words, attempt: attempt({ name: null }) });
    expect(shown.querySelector('.guest-heading')?.textContent).toBe('Safe Food Handling');
    expect(shown.textContent).toContain('You have Safe Food Handling with 9 of 10.');
  });
});

describe('details that are missing', () => {
  const incomplete = attempt({ state: 'needs-details', missing: ['last-name-missing', 'email-missing'] });
  const send = async () => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
  };

  it('are asked for, and no others', () => {
    const shown = block({ attempt: incomplete });
    expect([...shown.querySelectorAll('label')].map((it) => it.textContent)).toEqual(['Last name', 'Email']);
    expect(block({ attempt: attempt() }).querySelector('form')).toBeNull();
  });

  it('are sent as typed; what is wrong is said at its field, what was typed stays, and the focus goes there', async () => {
    const replies: DetailsReply[] = [{ taken: false, problems: ['last-name-missing', 'email-malformed'] }];
    const onDetails = vi.fn(async () => replies.shift() ?? null);
    block({ attempt: incomplete, onDetails });
    type(field('Email'), ' ada@example ');
    await send();
    expect(onDetails).toHaveBeenCalledWith({ firstName: null, lastName: null, email: 'ada@example' });
    expect(field('Email').value).toBe(' ada@example ');
    expect(descriptionOf(field('Email'))).toContain('not a whole e-mail address');
    expect(descriptionOf(field('Last name'))).toContain('If you have one name only, enter it in both fields.');
    expect(document.activeElement).toBe(field('Last name'));
    // Nothing answers the second time.
    await send();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('There was no answer');
    expect(field('Email').value).toBe(' ada@example ');
    expect(button('Send my badge').getAttribute('aria-busy')).toBe('false');
  });

  it('give way to what became of them, where the focus goes on', async () => {
    block({ attempt: incomplete });
    await send();
    const shown = block({ attempt: attempt({ state: 'waiting' }) });
    expect(shown.querySelector('form')).toBeNull();
    expect(document.activeElement).toBe(shown.querySelector('section'));
  });
});
