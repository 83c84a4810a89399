import type { OptionsActions } from '@/components/options/model';
import { send } from '@/lib/messages/client';
import { done, orNull } from './answers.ts';
import { download } from './download.ts';
import { reload } from './state.ts';
import { lockActions, quizzesActions, transferActions } from './transfer-actions.ts';
import { show } from './view.ts';

/**
 * What the page asks of the worker. Each answer comes with the fresh state already in place, so that nothing flickers
 * between the two.
 */
export const actions: OptionsActions = {
  ...quizzesActions,
  ...transferActions,
  ...lockActions,
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
  async eraseParticipant(email) {
    const reply = await orNull(send('participant.erase', { email }));
    return reply?.erased ?? null;
  },
  act: (ids, action) => orNull(send('awards.act', { ids, action })),
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
