import { badgesOf } from '@/lib/awards/rule.ts';
import { findRule } from '@/lib/awards/rules-store.ts';
import { belongsTo, readConnection } from '@/lib/connection/connection.ts';
import {
  keepAsGone,
  keepTemplates,
  keptTemplates,
  notReadSince,
  readTemplatePage,
} from '@/lib/connection/template-list.ts';
import type { BadgeTemplate } from '@/lib/credly/index.ts';
import type { TemplateView } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { idsOfPage } from '@/lib/quiz-site/changed-address.ts';
import { agreedSession } from './session.ts';
import { troubleOf } from './views.ts';
import type { Worker } from './worker.ts';

type TemplateMessages = 'templates.kept' | 'templates.page' | 'templates.check';

/** A rule's badge is asked about when it has not been read for so long. */
const askAgainMs = 3_600_000;
/** As many badges of one rule are asked about. */
const maxAsked = 20;

/** The organization's badge templates, for the editor. */
export function templateHandlers(worker: Worker): Pick<Handlers, TemplateMessages> {
  return {
    async 'templates.kept'({ after }) {
      const agreed = await agreedSession();
      if (!agreed.ok) return agreed;
      const { templates, ...rest } = await keptTemplates(agreed.session.connection, after, Date.now());
      return { ok: true, templates: templates.map(templateView), ...rest };
    },

    async 'templates.page'({ page, startedAt }) {
      const agreed = await agreedSession();
      if (!agreed.ok) return agreed;
      const { client, connection } = agreed.session;
      const isCurrent = async () => belongsTo(connection, await readConnection());
      const read = await readTemplatePage(client, connection, page, startedAt ?? null, { now: Date.now, isCurrent });
      if (!read.ok)
        return { ok: false, trouble: (await isCurrent()) ? troubleOf(read.failure) : ('disconnected' as const) };
      const { templates, ...rest } = read.value;
      // Later pages of a list that changed may show that a rule's badge is gone.
      if (page >= rest.totalPages) await worker.changed();
      return { ok: true, page, templates: templates.map(templateView), ...rest };
    },

    async 'templates.check'({ quizIds }) {
      const agreed = await agreedSession();
      if (!agreed.ok) return null;
      const { client, connection } = agreed.session;
      const rule = await findRule(await idsOfPage(quizIds), connection);
      const ids = rule ? badgesOf(rule).map((it) => it.templateId) : [];
      const asked = (await notReadSince(connection, ids, Date.now() - askAgainMs)).slice(0, maxAsked);
      for (const id of asked) {
        const answer = await client.getTemplate(connection.organizationId, id);
        if (!belongsTo(connection, await readConnection())) return null;
        if (answer.ok && answer.value.id === id) await keepTemplates(connection, [answer.value], Date.now());
        else if (!answer.ok && answer.failure.kind === 'not-found') await keepAsGone(connection, id, Date.now());
      }
      if (asked.length > 0) await worker.changed();
      return null;
    },
  };
}

function templateView(template: BadgeTemplate): TemplateView {
  const { id, name, description, imageUrl, skills, level, expiry, allowsDuplicates } = template;
  return { id, name, description, imageUrl, skills, level, expiry, allowsDuplicates };
}
