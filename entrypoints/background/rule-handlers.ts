import { updateRule } from '@/lib/awards/rules-store.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import type { Worker } from './worker.ts';

type RuleMessages = 'rule.resume' | 'rule.options';

/** What an admin changes in a saved rule. */
export function ruleHandlers(worker: Worker): Pick<Handlers, RuleMessages> {
  return {
    async 'rule.resume'({ ruleId }) {
      await updateRule(ruleId, (rule) => ({ ...rule, stopped: null, updatedAt: Date.now() }));
      await worker.changed();
      return null;
    },

    async 'rule.options'({ ruleId, hold, retake }) {
      await updateRule(ruleId, (rule) => ({ ...rule, hold, retake, version: rule.version + 1, updatedAt: Date.now() }));
      await worker.changed();
      return null;
    },
  };
}
