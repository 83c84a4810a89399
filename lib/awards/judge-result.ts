import type { Award, Provenance } from './award.ts';
import { type AwardSettings, readAwardSettings } from './award-settings.ts';
import { decide, type HoldReason } from './decide.ts';
import { earnerProblems, isEmail, tidyIdentity } from './earner.ts';
import { isExpiredAtBirth } from './issue-request.ts';
import { awardsOfPersonAndQuiz } from './ledger-reads.ts';
import type { Identity, ResultReading } from './result.ts';
import { type IdentityParts, type Keys, keysOf, standingAward } from './retake.ts';
import type { IssueOptions, Rule, RuleBadge } from './rule.ts';

/** A result of one quiz by whichever road it came, with the rule it falls under. */
export interface ObservedResult {
  rule: Rule;
  /** See `quizKeyOf`: every road by which a result comes knows it. */
  quizKey: string;
  /** Why the rule may be another quiz's. */
  doubt?: 'address-changed' | null;
  reading: ResultReading;
  identity: Identity;
  provenance: Provenance;
  /** What is sent otherwise than the rule says, for example no mail for results of a file. */
  issue?: Partial<IssueOptions>;
  /** Where it comes from an import: which, and the id that its award is to have however often it is recorded. */
  import?: { id: string; awardId: string };
}

export type Judgement =
  /** Pending, partial or unclear. */
  | { kind: 'no-result' }
  | { kind: 'not-passing' }
  /** By this award the result has become needless: the person has, or will have, the badge. */
  | { kind: 'standing'; award: Award }
  | NewAward;

export interface NewAward {
  kind: 'new';
  earner: Identity;
  badge: RuleBadge | null;
  rank: number;
  /** Null until the e-mail is known. */
  keys: Keys | null;
  /** Why a person decides; null where nobody has to. */
  hold: HoldReason | 'address-changed' | 'expired-at-birth' | 'possible-duplicate' | 'hold-for-review' | null;
  /** What is missing of name and e-mail; null where nothing is. */
  problem: ReturnType<typeof earnerProblems>[number] | null;
  settings: AwardSettings;
}

/** What a judgement looks up. A list brings its own, which asks once for many lines. */
export interface Lookups {
  awardsOf(personAndQuiz: string): Promise<Award[]>;
  settings(): Promise<AwardSettings>;
}
const present: Lookups = { awardsOf: awardsOfPersonAndQuiz, settings: readAwardSettings };

/** What a result means for its rule and the ledger as it stands. Writes nothing, so a list can be judged before it is awarded. */
export async function judgeResult(
  observed: ObservedResult,
  now: number,
  lookups: Lookups = present,
): Promise<Judgement> {
  const { rule, reading } = observed;
  const decision = decide(rule, reading);
  if (decision.kind === 'no-result' || decision.kind === 'not-passing') return decision;
  const { badge, rank } = decision;
  const earner = tidyIdentity(observed.identity);
  const email = earner.email && isEmail(earner.email) ? earner.email : null;
  const keys = email === null ? null : await keysOf(identityParts(observed, badge, rank, email));
  const standing = keys && (await standingAward(keys, { rank, badge }, undefined, lookups.awardsOf));
  if (standing) return { kind: 'standing', award: standing };
  const settings = await lookups.settings();
  const mayBeTold = keys?.policy === 'every' && (await mayBeToldAgain(observed, keys, lookups));
  return {
    kind: 'new',
    earner,
    badge,
    rank,
    keys,
    hold:
      (decision.kind === 'hold' ? decision.reason : null) ??
      observed.doubt ??
      (isExpiredAtBirth({ ...rule.issue, ...observed.issue }, observed.provenance.observedAt, now)
        ? 'expired-at-birth'
        : null) ??
      (mayBeTold ? 'possible-duplicate' : null) ??
      (rule.hold || settings.holdAll ? 'hold-for-review' : null),
    problem: earnerProblems(earner)[0] ?? null,
    settings,
  };
}

function identityParts(
  { rule, quizKey, reading, provenance }: ObservedResult,
  badge: RuleBadge | null,
  rank: number,
  email: string,
): IdentityParts {
  const { organizationId, environment, retake } = rule;
  const { attemptId } = reading;
  const { observedAt } = provenance;
  return { organizationId, environment, quizKey, email, retake, badge, rank, attemptId, observedAt };
}

/** A second result without the site's own attempt id, within this time, may be the first one told again. */
const duplicateWindowMs = 24 * 3_600_000;

/**
 * Under "every passing result": whether this may be an attempt that has its award already. The site's own ids tell two
 * attempts apart where both have one. Else two that were seen live are taken for two a day apart, and one that is read from
 * a list, which may be of any age, never is.
 */
async function mayBeToldAgain(
  { reading, provenance }: ObservedResult,
  keys: Keys,
  { awardsOf }: Lookups,
): Promise<boolean> {
  const earlier = (await awardsOf(keys.personAndQuiz)).filter((it) => it.identityKey !== keys.identity);
  return earlier.some((it) => {
    if (reading.attemptId !== null && it.result.attemptId !== null) return false;
    if (!isLive(provenance) || !isLive(it.provenance)) return true;
    return provenance.observedAt - it.createdAt < duplicateWindowMs;
  });
}

/** Seen while the participant was there. */
export function isLive({ source }: Pick<Provenance, 'source'>): boolean {
  return source === 'answer' || source === 'page-text';
}
