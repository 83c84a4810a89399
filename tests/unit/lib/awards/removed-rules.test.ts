import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { removedRule, removeRule, restoreRule } from '../../../../lib/awards/removed-rules.ts';
import { getRule, putRule } from '../../../../lib/awards/rules-store.ts';
import { rule } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

it('a removed rule comes back once, and one that was not removed never', async () => {
  await putRule(rule({ id: 'a' }));
  await removeRule('a');
  expect(await getRule('a')).toBeNull();
  expect((await removedRule('a'))?.id).toBe('a');
  expect(await restoreRule('b')).toBe('gone');
  expect(await restoreRule('a')).toBe('restored');
  expect((await getRule('a'))?.id).toBe('a');
  expect(await restoreRule('a')).toBe('gone');
});

it('a quiz that has another rule by now keeps it', async () => {
  await putRule(rule({ id: 'a' }));
  await removeRule('a');
  await putRule(rule({ id: 'b' }));
  expect(await restoreRule('a')).toBe('replaced');
  expect(await getRule('a')).toBeNull();
});
