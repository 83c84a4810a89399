import { isStill, type Rule, type RuleBadge } from '@/lib/awards/rule.ts';
import { allRules } from '@/lib/awards/rules-store.ts';
import { belongsTo, type Connection } from '@/lib/connection/connection.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { activeTemplates, lookUpBadges } from '@/lib/transfer/badge-directory.ts';
import { storeRules } from '@/lib/transfer/import-rules.ts';
import { matchBadges, movedRule } from '@/lib/transfer/move-to-production.ts';
import { agreedSession } from './session.ts';
import { productionPreview } from './transfer-views.ts';
import { troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

/** "Move to production": reads templates of Credly, and sends nothing. */
export function productionHandlers(worker: Worker): Pick<Handlers, 'production.preview' | 'production.move'> {
  return {
    async 'production.preview'() {
      const agreed = await productionSession();
      if (!agreed.ok) return agreed;
      const { client, connection } = agreed.session;
      const sandbox = await sandboxRules(connection);
      const templates = await activeTemplates(client, connection.organizationId);
      if (!templates.ok) return { ok: false, trouble: troubleOf(templates.failure) };
      const moving = sandbox.filter((it) => !it.hasProductionRule).map((it) => it.rule);
      return {
        ok: true,
        preview: productionPreview(matchBadges(moving, templates.value), templates.value, sandbox),
      };
    },

    async 'production.move'({ rules, badges }) {
      const agreed = await productionSession();
      if (!agreed.ok) return agreed;
      const { client, connection } = agreed.session;
      const facts = await lookUpBadges(
        client,
        connection.organizationId,
        badges.map((it) => it.production),
      );
      if (!facts.ok) return { ok: false, trouble: troubleOf(facts.failure) };
      const chosen = new Map<string, RuleBadge>();
      for (const { sandbox, production } of badges) {
        const fact = facts.value.get(production);
        if (fact?.state !== 'active') return { ok: false, trouble: 'template-gone' };
        chosen.set(sandbox, fact.badge);
      }
      const now = Date.now();
      const present = (await sandboxRules(connection)).filter(({ rule }) => rules.some((it) => it.ruleId === rule.id));
      const made = present.flatMap(({ rule, hasProductionRule }) => {
        const isShown = rules.some((it) => isStill(rule, it));
        const moved =
          hasProductionRule || !isShown ? null : movedRule(rule, chosen, connection, crypto.randomUUID(), now);
        return moved ? [{ from: rule.id, rule: moved, since: null }] : [];
      });
      const stored = new Set((await storeRules(made, connection, now)).map((it) => it.id));
      const moved = new Set(made.filter((it) => stored.has(it.rule.id)).map((it) => it.from));
      await worker.changed();
      const left = present.filter(({ rule }) => !moved.has(rule.id)).map(({ rule }) => rule.quizTitle);
      return { ok: true, added: moved.size, left };
    },
  };
}

async function productionSession() {
  const agreed = await agreedSession();
  if (!agreed.ok) return agreed;
  return agreed.session.connection.environment === 'production'
    ? agreed
    : { ok: false as const, trouble: 'not-production' as const };
}

/**
 * All sandbox rules of this profile: a sandbox organization has an id of its own, so nothing but the profile ties it to
 * the production one. Of several rules for one quiz the newest counts.
 */
async function sandboxRules(connection: Connection): Promise<{ rule: Rule; hasProductionRule: boolean }[]> {
  const all = await allRules();
  const production = new Set(all.filter((it) => belongsTo(it, connection)).flatMap((it) => it.quizIds));
  const taken = new Set<string>();
  const newestFirst = all.filter((it) => it.environment === 'sandbox').sort((a, b) => b.updatedAt - a.updatedAt);
  return newestFirst
    .filter(({ quizIds }) => {
      const isFirst = !quizIds.some((id) => taken.has(id));
      for (const id of quizIds) taken.add(id);
      return isFirst;
    })
    .map((rule) => ({ rule, hasProductionRule: rule.quizIds.some((id) => production.has(id)) }))
    .sort((a, b) => a.rule.quizTitle.localeCompare(b.rule.quizTitle));
}
