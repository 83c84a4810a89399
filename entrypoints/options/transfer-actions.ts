import type { LockActions } from '@/components/options/lock/model';
import type { QuizzesActions } from '@/components/options/quizzes/model';
import type { TransferActions } from '@/components/options/transfer/model';
import { send } from '@/lib/messages/client';
import { done, orNull } from './answers.ts';
import { download } from './download.ts';

/** The list of quizzes, the files that carry it, and the lock. What only looks reloads nothing. */
export const quizzesActions: QuizzesActions = {
  quizFacts: (ruleIds) => send('quizzes.facts', { ruleIds }).catch(() => null),
  checkBadges: (fresh) => send('quizzes.check', { fresh }).catch(() => null),
  answerAddress: async (quizIds, slug, is) =>
    (await orNull(send('quiz.address', { quizIds, slug, is })))?.done ?? false,
  removeRule: (ruleId) => done(send('rule.delete', { ruleId })),
  watchResponses: async (ruleId, on) => (await orNull(send('watch.set', { ruleId, on }))) !== null,
  readResponsesNow: async (ruleId) => (await orNull(send('watch.read-now', { ruleId }))) !== null,
  async restoreRule(ruleId) {
    return (await orNull(send('rule.restore', { ruleId })))?.outcome ?? null;
  },
};

const mediaType = 'application/json';

export const transferActions: TransferActions = {
  async exportRules() {
    const file = await send('rules.export').catch(() => null);
    if (file) download({ ...file, mediaType });
    return file !== null;
  },
  previewImport: (text) => send('rules.preview-import', { text }).catch(() => null),
  importRules: (text, take) => orNull(send('rules.import', { text, take })),
  previewProduction: () => send('production.preview').catch(() => null),
  moveToProduction: (rules, badges) => orNull(send('production.move', { rules, badges })),
  async exportSetup(passphrase) {
    const reply = await send('setup.export', { passphrase }).catch(() => null);
    if (!reply || 'problem' in reply) return reply?.problem ?? null;
    download({ ...reply, mediaType });
    return 'saved';
  },
  previewSetup: (text, passphrase) => send('setup.preview', { text, passphrase }).catch(() => null),
  importSetup: (text, passphrase, take, withSettings) =>
    orNull(send('setup.import', { text, passphrase, take, withSettings })),
};

export const lockActions: LockActions = {
  setPin: (pin) => done(send('lock.set', { pin })),
  lockNow: () => done(send('lock.now')),
  removeLock: () => done(send('lock.remove')),
  unlock: (pin) => orNull(send('lock.unlock', { pin })),
  resetLock: () => done(send('lock.reset')),
};
