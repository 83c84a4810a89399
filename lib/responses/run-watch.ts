import { isEmail, tidyEmail } from '../awards/earner.ts';
import { listedResultKey } from '../awards/identity-key.ts';
import { getAward } from '../awards/ledger-reads.ts';
import { recordResult } from '../awards/record-result.ts';
import { quizKeyOf, type Rule } from '../awards/rule.ts';
import { getRule } from '../awards/rules-store.ts';
import type { SiteProfile } from '../quiz-site/profile.ts';
import { profileFor } from '../quiz-site/profiles.ts';
import type { ListReading, ListRow } from '../quiz-site/read-list.ts';
import { type AssessedRow, assessRows, type ListContext, observedOf } from './assess-rows.ts';
import { nextReadingAt } from './pace.ts';
import { placeOf } from './places.ts';
import { type PlaceReading, type Readers, readPlace } from './read-place.ts';
import { changeWatch, dropWatch, type Watch, type WatchCounts, type WatchProblem, watchOf } from './watches.ts';

/**
 * One reading of one watched list: final results that came after watching began go to the ledger, as the rule says. Whatever
 * happens, when to read next is kept first: a worker that is ended in the middle comes back later, not at once.
 */

export interface WatchDeps extends Readers {
  now(): number;
  random(): number;
  /** The rule acts under the present connection, and reading was agreed to. */
  mayRun(rule: Rule): Promise<boolean>;
}

/** So many results are told apart from the ones that come later. */
const maxBefore = 2000;

/** @returns how many awards it made */
export async function runWatch(ruleId: string, deps: WatchDeps): Promise<number> {
  const watch = await watchOf(ruleId);
  if (!watch) return 0;
  const rule = await getRule(ruleId);
  if (!rule) {
    await dropWatch(ruleId);
    return 0;
  }
  await changeWatch(ruleId, (it) => ({ ...it, nextAt: nextReadingAt(deps.now(), it.failures + 1, deps.random()) }));
  if (!(await deps.mayRun(rule))) return 0;
  const place = await placeOf(rule.quizIds);
  const slug = quizKeyOf(rule);
  const profile = place && (await profileFor(new URL(place.page)));
  if (!place || !profile || slug === null) {
    await fail(watch, 'no-place', deps);
    return 0;
  }
  const reading = await readPlace(profile, place, watch.known, deps);
  if (!reading.ok) {
    await fail(watch, reading.problem === 'no-list' && watch.readAt === null ? 'cannot' : reading.problem, deps);
    return 0;
  }
  return take(watch, reading, contextOf(rule, slug, profile, place.page, deps.now()), deps);
}

function contextOf(rule: Rule, slug: string, profile: SiteProfile, page: string, now: number): ListContext {
  const { origin } = new URL(page);
  return { rule, slug, source: 'watch', origin, profile: `${profile.id}@${profile.version}`, now };
}

/** Signing in, and finding a way at all, are a person's; everything else is tried again, more and more seldom. */
async function fail({ ruleId, failures }: Watch, problem: WatchProblem, deps: WatchDeps): Promise<void> {
  const isOver = problem === 'signed-out' || problem === 'cannot' || problem === 'no-place';
  const nextAt = isOver ? null : nextReadingAt(deps.now(), failures + 1, deps.random());
  await changeWatch(ruleId, (it) => ({ ...it, problem, failures: failures + 1, nextAt }));
}

async function take(
  watch: Watch,
  { list, known, isPaged }: Extract<PlaceReading, { ok: true }>,
  context: ListContext,
  deps: WatchDeps,
): Promise<number> {
  const codes = new Map<ListRow, string>();
  for (const row of list.rows) codes.set(row, await codeOf(context.slug, row));
  const assessed = await assessRows(
    context,
    list.rows.filter((it) => it.status === 'final'),
  );
  const qualifying = assessed.filter(
    (it) => it.verdict === 'award' || it.verdict === 'held' || it.verdict === 'needs-details',
  );
  const isFirst = watch.before === null;
  const before = new Set(
    watch.before ?? list.rows.filter((it) => it.status === 'final').map((it) => codes.get(it) ?? ''),
  );
  const isOld = ({ row }: AssessedRow) => before.has(codes.get(row) ?? '');
  const counts = countsOf(list, qualifying.filter(isOld).length);
  // Kept before anything is awarded: a reading that is cut short must not turn what is new into what was there before.
  if (isFirst) await changeWatch(watch.ruleId, (it) => ({ ...it, before: [...before].slice(0, maxBefore) }));
  for (const it of qualifying) {
    if (isOld(it)) continue;
    const recorded = await recordResult(observedOf(context, it.row), context.now);
    if (recorded?.outcome !== 'award' || recorded.repeated) continue;
    const isHeld = (await getAward(recorded.awardId))?.state === 'held';
    counts[isHeld ? 'held' : 'awarded'] += 1;
  }
  const made = counts.awarded + counts.held;
  await changeWatch(watch.ruleId, (it) => ({
    ...it,
    known,
    readAt: context.now,
    counts,
    total: it.total + made,
    isPaged: isPaged || list.isCut,
    nextAt: nextReadingAt(deps.now(), 0, deps.random()),
    failures: 0,
    problem: null,
  }));
  return made;
}

function countsOf(list: ListReading, left: number): WatchCounts {
  const notFinal = list.rows.filter((it) => it.status === 'pending' || it.status === 'reviewed').length;
  return { rows: list.rows.length + list.unclear, awarded: 0, held: 0, notFinal, left, unclear: list.unclear };
}

/** Tells a result again without keeping who it was. */
function codeOf(quizKey: string, { identity, reading, at }: ListRow): Promise<string> {
  const { attemptId, score, percent, outcome } = reading;
  const email = identity.email && isEmail(tidyEmail(identity.email)) ? identity.email : '';
  return listedResultKey({ quizKey, email, attempt: attemptId ?? JSON.stringify([score, percent, outcome, at]) });
}
