import { ListAssessment, type Verdict } from '../awards/assess-results.ts';
import type { Provenance } from '../awards/award.ts';
import { decide } from '../awards/decide.ts';
import { isEmail, tidyEmail } from '../awards/earner.ts';
import type { ObservedResult } from '../awards/record-result.ts';
import type { ResultReading } from '../awards/result.ts';
import type { Rule, RuleBadge } from '../awards/rule.ts';
import type { ListRow } from '../quiz-site/read-list.ts';

/** A list of responses, and the rule that they fall under. */
export interface ListContext {
  rule: Rule;
  /** See `quizKeyOf`: every road knows it. */
  slug: string;
  source: Extract<Provenance['source'], 'responses-page' | 'watch'>;
  origin: string;
  /** Id and version of the profile it was read by. */
  profile: string;
  now: number;
}

/** `without-email`: nobody can be told by it. `unclear`: nothing tells this result from the person's other ones. */
export type RowVerdict = Verdict | 'pending' | 'partial' | 'without-email' | 'unclear';

export interface AssessedRow {
  row: ListRow;
  verdict: RowVerdict;
  reason: string | null;
  badge: RuleBadge | null;
}

/**
 * What would become of each response of a list if it were awarded now; writes nothing. Reviewed ones are judged as if the
 * participant had been told, and after all others, so that they never stand for a final one.
 */
export async function assessRows(context: ListContext, rows: readonly ListRow[]): Promise<AssessedRow[]> {
  const assessment = new ListAssessment(context.now);
  const assessed = new Map<ListRow, AssessedRow>();
  const inTurn = [...rows].sort((a, b) => Number(a.status === 'reviewed') - Number(b.status === 'reviewed'));
  for (const row of inTurn) assessed.set(row, await assessRow(assessment, context, row));
  return rows.flatMap((row) => assessed.get(row) ?? []);
}

async function assessRow(assessment: ListAssessment, context: ListContext, row: ListRow): Promise<AssessedRow> {
  const { rule } = context;
  const as = (verdict: RowVerdict, reason: string | null = null): AssessedRow => ({
    row,
    verdict,
    reason,
    badge: badgeOf(rule, row),
  });
  if (row.status === 'pending' || row.status === 'partial') return as(row.status);
  const decision = decide(rule, finalReading(row));
  if (decision.kind === 'not-passing') return as('not-passing');
  if (!isEmail(tidyEmail(row.identity.email ?? ''))) return as('without-email');
  // Where each attempt earns a badge, two readings of one attempt must not look like two attempts.
  if (rule.retake === 'every' && row.reading.attemptId === null && row.at === null) return as('unclear');
  const { verdict, reason } = await assessment.assess(observedOf(context, row));
  return as(verdict, reason);
}

/** A row as a result: its status has been judged by then, by a person or as final. */
export function observedOf({ rule, slug, source, origin, profile, now }: ListContext, row: ListRow): ObservedResult {
  return {
    rule,
    quizKey: slug,
    reading: finalReading(row),
    identity: row.identity,
    // A time to come is a mistake of somebody's clock.
    provenance: { source, origin, frame: 'top', observedAt: Math.min(row.at ?? now, now), profile },
  };
}

function finalReading({ reading }: ListRow): ResultReading {
  return { ...reading, finality: 'final' };
}

function badgeOf(rule: Rule, row: ListRow): RuleBadge | null {
  const decision = decide(rule, finalReading(row));
  return decision.kind === 'award' || decision.kind === 'hold' ? decision.badge : null;
}
