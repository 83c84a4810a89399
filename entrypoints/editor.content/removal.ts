import { computed, signal } from '@preact/signals';
import { send } from '@/lib/messages/client.ts';
import { context, quizIds, refreshContext } from './context.ts';
import type { Stage } from './stage.ts';

/** "Remove", and its undo for as long as the page stays. */
export function createRemoval(stage: Stage) {
  const removed = signal<{ ruleId: string; quizIds: string[]; isGone: boolean } | null>(null);

  /** What the note beside the button says of the quiz at hand. */
  const state = computed<'none' | 'removed' | 'gone'>(() => {
    const { value } = removed;
    if (!value || context.value?.rule || !value.quizIds.some((id) => quizIds.value.includes(id))) return 'none';
    return value.isGone ? 'gone' : 'removed';
  });

  async function removeRule(): Promise<void> {
    const ids = [...quizIds.value];
    const reply = await send('rule.remove', { quizIds: ids }).catch(() => null);
    removed.value = reply?.removed ? { ruleId: reply.removed, quizIds: ids, isGone: false } : null;
    await refreshContext();
    stage.check();
    // The button that was pressed went with the group; its place is taken by the one that was there before.
    requestAnimationFrame(() => stage.slots.button.root.querySelector('button')?.focus());
  }

  async function restoreRule(): Promise<void> {
    const { value } = removed;
    if (!value) return;
    const { ruleId, quizIds } = value;
    const reply = await send('rule.put-back', { quizIds, ruleId }).catch(() => null);
    removed.value = reply?.restored ? null : { ...value, isGone: true };
    await refreshContext();
    stage.check();
    if (reply?.restored) requestAnimationFrame(() => stage.slots.group.root.querySelector('button')?.focus());
  }

  return { state, remove: () => void removeRule(), undo: () => void restoreRule() };
}
