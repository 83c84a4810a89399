import type { AfterIssuingOutcome, AfterIssuingTrouble, OptionsActions } from '@/components/options/model';
import { type ReplyOf, send } from '@/lib/messages/client';
import { done, orNull } from './answers.ts';
import { download } from './download.ts';
import { resultsActions } from './results-actions.ts';
import { sitesActions } from './sites-actions.ts';
import { reload } from './state.ts';
import { lockActions, quizzesActions, transferActions } from './transfer-actions.ts';
import { show } from './view.ts';

/** So many awards go into one message. */
const maxAtOnce = 1000;

/**
 * What the page asks of the worker. Each answer comes with the fresh state already in place, so that nothing flickers
 * between the two.
 */
export const actions: OptionsActions = {
  ...quizzesActions,
  ...transferActions,
  ...lockActions,
  ...sitesActions,
  ...resultsActions,
  answerConsent: (answer) => done(send('consent.answer', { answer })),
  async saveConnection(draft) {
    const outcome = await orNull(send('connection.save', draft));
    return outcome ?? { ok: false, problem: { kind: 'no-answer', field: 'form' } };
  },
  disconnect: () => done(send('connection.disconnect')),
  resumeRule: (ruleId) => done(send('rule.resume', { ruleId })),
  setRuleOptions: (ruleId, options) => done(send('rule.options', { ruleId, ...options })),
  releaseQueue: () => done(send('queue.release')),
  saveSettings: (settings) => done(send('awards.save-settings', settings)),
  // Only looks, so there is nothing to reload.
  receipt: (id) =>
    send('awards.receipt', { id }).then(
      (receipt) => ({ receipt }),
      () => null,
    ),
  eraseParticipant: (email) => orNull(send('participant.erase', { email })),
  refresh: (id) => troubleOf(id === null ? send('awards.refresh-all') : send('awards.refresh', { id })),
  revoke: (id, why) => troubleOf(send('awards.revoke', { id, why })),
  correctEmail: (id, email) => troubleOf(send('awards.correct-email', { id, email })),
  async act(ids, action) {
    const total: ReplyOf<'awards.act'> = { changed: 0, unchanged: {} };
    for (let start = 0; start < ids.length; start += maxAtOnce) {
      const reply = await orNull(send('awards.act', { ids: ids.slice(start, start + maxAtOnce), action }));
      if (!reply) return null;
      total.changed += reply.changed;
      for (const [why, count] of Object.entries(reply.unchanged) as [keyof typeof total.unchanged, number][])
        total.unchanged[why] = (total.unchanged[why] ?? 0) + count;
    }
    return total;
  },
  async setDetails(id, details) {
    const reply = await orNull(send('awards.set-details', { id, details }));
    return reply?.problems ?? null;
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  },
  download,
  reload: () => void reload(),
  show,
};

async function troubleOf(
  reply: Promise<{ ok: true } | { ok: false; trouble: AfterIssuingTrouble }>,
): Promise<AfterIssuingOutcome> {
  const outcome = await orNull(reply);
  if (outcome === null) return 'no-answer';
  return outcome.ok ? null : outcome.trouble;
}
