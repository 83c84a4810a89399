import { quizKeyOf, type Rule } from '@/lib/awards/rule.ts';
import { findRule, getRule } from '@/lib/awards/rules-store.ts';
import { belongsTo, readConnection } from '@/lib/connection/connection.ts';
import type { OfferRowView, OfferView, WatchView } from '@/lib/messages/protocol.ts';
import { announceToOwnPages, type Handlers, type Sender } from '@/lib/messages/server.ts';
import { idsOfPage } from '@/lib/quiz-site/changed-address.ts';
import { type ListReading, readPageList } from '@/lib/quiz-site/read-list.ts';
import { noteDoubt, settleDoubts } from '@/lib/quiz-site/site-health.ts';
import { type AssessedRow, assessRows, type ListContext } from '@/lib/responses/assess-rows.ts';
import { awardRows, forgetOffer, keepOffer, keptOffer, maxUnconfirmed } from '@/lib/responses/offers.ts';
import { isOwnTab } from '@/lib/responses/own-tab.ts';
import { notePlace, placeOf } from '@/lib/responses/places.ts';
import { addWatch, dropWatch, watchOf } from '@/lib/responses/watches.ts';
import { isObserving } from './observing.ts';
import { isOfPage } from './page-of-sender.ts';
import { profileOf } from './profile-of.ts';
import { readNow, resumeWatching, scheduleWatching } from './watching.ts';
import type { Worker } from './worker.ts';

type ResponsesMessages = 'responses.seen' | 'responses.award' | 'watch.set' | 'watch.read-now';

/** The list of responses: what is offered to who looks at it, and which lists are watched. */
export function responsesHandlers(worker: Worker): Pick<Handlers, ResponsesMessages> {
  return {
    async 'responses.seen'({ quizIds, address, page, addresses }, sender) {
      const isTheirs = sender.ownerFrameId === 0 && (await isOfPage(quizIds, sender));
      if (!isTheirs || !(await isObserving()) || (await isOwnTab(sender.tabId))) return null;
      const context = await contextOf(quizIds, sender);
      if (!context) return null;
      const profile = await profileOf(sender);
      const now = Date.now();
      const isNew = await notePlace(profile, context.rule.quizIds, { page: address, addresses }, now);
      await resumeWatching(worker, now);
      const list = readPageList(profile, page);
      await noteListDoubt(profile.id, context.slug, list, now);
      if (isNew || list.doubt) announceToOwnPages();
      const { offer, kept } = await offerOf(context, list, page.isPaged);
      await keepOffer(sender.tabId, {
        listId: offer.listId,
        documentId: sender.documentId,
        ruleId: context.rule.id,
        ruleVersion: context.rule.version,
        rows: kept,
      });
      return offer;
    },

    async 'responses.award'({ listId, rowIds, confirmed }, sender) {
      const offer = await keptOffer(sender.tabId);
      const wanted = new Set(rowIds);
      const rows = offer?.rows.filter((it) => wanted.has(it.id)) ?? [];
      const isSame = offer?.listId === listId && offer.documentId === sender.documentId;
      if (!offer || !isSame || rows.length !== wanted.size) return { ok: false, trouble: 'list-gone' };
      if (rows.length > maxUnconfirmed && confirmed !== rows.length) return { ok: false, trouble: 'not-confirmed' };
      const [rule, connection] = await Promise.all([getRule(offer.ruleId), readConnection()]);
      if (!connection || !(await isObserving())) return { ok: false, trouble: 'disconnected' };
      const slug = rule && quizKeyOf(rule);
      if (!rule || !slug || rule.version !== offer.ruleVersion || !belongsTo(rule, connection))
        return { ok: false, trouble: 'rule-changed' };
      // Used up: a second click awards nothing a second time.
      await forgetOffer(sender.tabId);
      const counts = await awardRows(await listContext(rule, slug, sender), rows);
      void worker.outbox.drain();
      await worker.changed();
      return { ok: true, ...counts };
    },

    async 'watch.set'({ ruleId, on }) {
      if (on) {
        await addWatch(ruleId, Date.now());
        await readNow(worker, ruleId);
      } else await dropWatch(ruleId);
      await scheduleWatching();
      await worker.changed();
      return watchView(ruleId);
    },

    async 'watch.read-now'({ ruleId }) {
      await readNow(worker, ruleId);
      await worker.changed();
      return watchView(ruleId);
    },
  };
}

/** The rule that the page's list falls under; null where there is none, or its results could not be told from others'. */
async function contextOf(quizIds: readonly string[], sender: Sender): Promise<ListContext | null> {
  const connection = await readConnection();
  const rule = connection && (await findRule(await idsOfPage(quizIds), connection));
  const slug = rule && quizKeyOf(rule);
  return rule && slug !== null ? listContext(rule, slug, sender) : null;
}

async function listContext(rule: Rule, slug: string, sender: Sender): Promise<ListContext> {
  const { id, version } = await profileOf(sender);
  const { origin } = sender.url;
  return { rule, slug, source: 'responses-page', origin, profile: `${id}@${version}`, now: Date.now() };
}

/** Kept for the options page: why rows of this list were not offered. */
async function noteListDoubt(profile: string, slug: string, list: ListReading, at: number): Promise<void> {
  const attempt = `list:${slug}`;
  if (list.doubt) await noteDoubt({ profile, attempt, reason: list.doubt, source: 'list', at });
  else if (list.isList) await settleDoubts(attempt);
}

async function offerOf(context: ListContext, list: ListReading, isPaged: boolean) {
  const assessed = await assessRows(context, list.rows);
  const offered = assessed.flatMap((it) => {
    const kind = kindOf(it);
    return kind ? [{ id: crypto.randomUUID(), kind, ...it }] : [];
  });
  const count = (...verdicts: AssessedRow['verdict'][]) =>
    assessed.filter((it) => verdicts.includes(it.verdict)).length;
  const { doubt } = list;
  const problem = doubt === 'columns-unclear' || doubt === 'finality-unclear' ? doubt : list.isList ? null : 'no-list';
  const offer: OfferView = {
    listId: crypto.randomUUID(),
    rows: offered.map(rowView),
    others: {
      already: count('already', 'twice'),
      notPassing: count('not-passing', 'no-result'),
      pending: count('pending'),
      partial: count('partial'),
      withoutEmail: count('without-email'),
      unclear: count('unclear') + list.unclear,
    },
    isPaged: isPaged || list.isCut,
    problem,
  };
  return { offer, kept: offered.map(({ id, row }) => ({ id, row })) };
}

function kindOf({ row, verdict, reason }: AssessedRow): OfferRowView['kind'] | null {
  if (verdict !== 'award' && verdict !== 'held' && verdict !== 'needs-details') return null;
  if (row.status === 'reviewed') return 'reviewed';
  // Held by the wish to see all of them: it qualifies like any other, and goes to Activity first.
  return verdict === 'award' || reason === 'hold-for-review' ? 'ready' : verdict;
}

function rowView({
  id,
  kind,
  row,
  reason,
  badge,
}: AssessedRow & { id: string; kind: OfferRowView['kind'] }): OfferRowView {
  const { score, maximum, percent, outcome } = row.reading;
  return {
    id,
    ...row.identity,
    score,
    maximum,
    percent,
    outcome,
    badge: badge && { templateId: badge.templateId, name: badge.name, imageUrl: badge.imageUrl },
    kind,
    reason,
    ticked: kind === 'ready',
  };
}

/** How the watching of a quiz's list goes. */
export async function watchView(ruleId: string): Promise<WatchView> {
  const watch = await watchOf(ruleId);
  if (watch) {
    const { readAt, counts, total, isPaged, nextAt, problem } = watch;
    return { on: true, readAt, counts, total, isPaged, nextAt, problem };
  }
  const rule = await getRule(ruleId);
  return { on: false, isReady: rule !== null && (await placeOf(rule.quizIds)) !== null };
}
