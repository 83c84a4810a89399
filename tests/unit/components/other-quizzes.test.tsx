// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OtherQuizzes } from '../../../components/options/quizzes/other-quizzes.tsx';
import { awardingActions } from './builders.ts';
import { button, clear, field, show, type } from './page.tsx';

beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
});
afterEach(clear);

const drawn = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
const pressEsc = () => document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
const quiz = (id: string) => ({ quizIds: [id], title: `Quiz ${id}`, siteName: 'Example', rule: null });

it('what was typed for a quiz is back after Esc, for that quiz alone, and gone after Cancel', async () => {
  const awarding = awardingActions({
    templates: signal({ status: 'ready', items: [], total: 0, error: null }),
    otherQuizzes: vi.fn(async () => [quiz('one'), quiz('two')]),
  });
  const connection = { environment: 'production', organizationName: 'Example', mayIssue: 'yes' } as const;
  show(<OtherQuizzes awarding={awarding} connection={connection} isShown version={1} />);
  const open = async (id: string) => {
    await vi.waitFor(() => button(`Award a Credly Badge: Quiz ${id}`).click());
    await vi.waitFor(() => expect(document.querySelector('dialog')).not.toBeNull());
  };
  const isBack = () => document.body.textContent?.includes('What you typed before is back.');

  await open('one');
  pressEsc();
  await drawn();
  await open('one');
  expect(isBack()).toBe(false);
  type(field('Passing score'), '72');
  await drawn();
  pressEsc();
  await drawn();
  expect(document.querySelector('dialog')).toBeNull();

  await open('one');
  expect(isBack()).toBe(true);
  expect(field('Passing score').value).toBe('72');
  button('Cancel').click();
  await drawn();
  await open('one');
  expect(isBack()).toBe(false);
  expect(field('Passing score').value).toBe('');
  type(field('Passing score'), '73');
  await drawn();
  pressEsc();
  await drawn();
  await open('two');
  expect(field('Passing score').value).toBe('');
});
