import type { IssueRequest } from '../credly/index.ts';
import { credlyTime } from './award.ts';
import { type Decision, decide } from './decide.ts';
import { issueRequestOf } from './issue-request.ts';
import { emptyReading, type ResultReading } from './result.ts';
import type { AwardFor, IssueOptions } from './rule.ts';

/** Who gets the badge when a rule is only tried. */
export const sampleEarner = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

/** A result as it is typed to be tried. */
export type TriedResult = Pick<ResultReading, 'score' | 'maximum' | 'percent' | 'outcome'> &
  Partial<Pick<ResultReading, 'passMark'>>;

/**
 * What the engine does with a result under a rule, and what would go to Credly for the sample participant: by the same
 * two functions as in earnest. Nothing is written and nothing is sent.
 */
export function tryRule(
  rule: { awardFor: AwardFor; issue: IssueOptions },
  result: TriedResult,
  now: number,
): { decision: Decision; request: IssueRequest | null } {
  const reading: ResultReading = { ...emptyReading, ...result, finality: 'final' };
  const decision = decide({ awardFor: rule.awardFor, stopped: null }, reading);
  if (decision.kind !== 'award') return { decision, request: null };
  const request = issueRequestOf({
    earner: sampleEarner,
    badge: decision.badge,
    issuedAt: credlyTime(now),
    rule: { issue: rule.issue },
    provenance: { observedAt: now },
  });
  return { decision, request };
}
