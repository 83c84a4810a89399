// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type AwardingActions,
  OtherQuizzes,
  type OtherQuizzesProps,
} from '../../../components/options/quizzes/other-quizzes.tsx';
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

const connection = {
  environment: 'production',
  organizationId: 'o',
  organizationName: 'Example',
  mayIssue: 'yes',
} as const;

async function open(id: string): Promise<void> {
  await vi.waitFor(() => button(`Award a Credly Badge: Quiz ${id}`).click());
  await vi.waitFor(() => expect(document.querySelector('dialog')).not.toBeNull());
}

async function typeAndLeave(score: string): Promise<void> {
  type(field('Passing score'), score);
  await drawn();
  pressEsc();
  await drawn();
}

const isBack = () => document.body.textContent?.includes('What you typed before is back.');

function list(part: Partial<AwardingActions> = {}) {
  const awarding = awardingActions({
    templates: signal({ status: 'ready', items: [], total: 0, error: null }),
    otherQuizzes: vi.fn(async () => [quiz('one'), quiz('two')]),
    ...part,
  });
  return (under: OtherQuizzesProps['connection'] = connection) =>
    show(<OtherQuizzes awarding={awarding} connection={under} isShown version={1} />);
}

it('what was typed for a quiz is back after Esc, for that quiz alone, and gone after Cancel', async () => {
  list()();
  await open('one');
  pressEsc();
  await drawn();
  await open('one');
  expect(isBack()).toBe(false);
  await typeAndLeave('72');
  expect(document.querySelector('dialog')).toBeNull();

  await open('one');
  expect(isBack()).toBe(true);
  expect(field('Passing score').value).toBe('72');
  button('Cancel').click();
  await drawn();
  await open('one');
  expect(isBack()).toBe(false);
  expect(field('Passing score').value).toBe('');
  await typeAndLeave('73');
  await open('two');
  expect(field('Passing score').value).toBe('');
});

it('what was typed for one quiz outlives Cancel for another', async () => {
  list()();
  await open('one');
  await typeAndLeave('72');
  await open('two');
  button('Cancel').click();
  await drawn();
  await open('one');
  expect(field('Passing score').value).toBe('72');
});

it('what was typed under one connection is not there under another, and is back with the first', async () => {
  const draw = list();
  draw();
  await open('one');
  await typeAndLeave('72');
  draw({ ...connection, environment: 'sandbox' });
  await open('one');
  expect(isBack()).toBe(false);
  expect(field('Passing score').value).toBe('');
  pressEsc();
  await drawn();
  draw();
  await open('one');
  expect(field('Passing score').value).toBe('72');
});
