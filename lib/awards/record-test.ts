import { type Award, credlyTime } from './award.ts';
import { addAward } from './ledger.ts';
import { emptyReading, type Identity } from './result.ts';
import type { Rule, RuleBadge } from './rule.ts';
import type { TriedResult } from './try-rule.ts';

/** What a test badge is about. */
export interface TestAward {
  /** As it is written in the dialog; it need not be saved. */
  rule: Pick<Rule, 'id' | 'version' | 'organizationId' | 'environment' | 'quizTitle' | 'awardFor' | 'issue'>;
  reading: TriedResult;
  badge: RuleBadge;
  rank: number;
  earner: Identity;
  origin: string;
  profile: string;
}

/**
 * Writes a test badge to the ledger, to be sent like any other. It has no identity of its own, so it neither counts as
 * the person's badge for the quiz nor is stopped by one, and it uses up no quiz's cap.
 */
export async function recordTest(test: TestAward, now: number): Promise<Award> {
  const { id, version, organizationId, environment, quizTitle, awardFor, issue } = test.rule;
  const reason = 'test-badge';
  const { award } = await addAward({
    id: crypto.randomUUID(),
    isTest: true,
    organizationId,
    environment,
    quizKey: 'test',
    quizTitle,
    state: 'waiting',
    reason,
    credlySentence: null,
    earner: test.earner,
    badge: test.badge,
    rank: test.rank,
    rule: { id, version, awardFor, issue, retake: 'once' },
    result: { ...emptyReading, ...test.reading, finality: 'final' },
    provenance: {
      source: 'answer',
      origin: test.origin,
      frame: 'top',
      observedAt: now,
      profile: test.profile,
    },
    history: [{ at: now, state: 'waiting', reason }],
    createdAt: now,
    updatedAt: now,
    issuedAt: credlyTime(now),
    dueAt: now,
    attempts: 0,
    asked: 0,
    // The author said so: neither the cap of an hour nor a badge from elsewhere holds it.
    approvedAt: now,
    credly: null,
  });
  return award;
}
