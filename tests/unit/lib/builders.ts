import { randomUUID } from 'node:crypto';
import { type Award, credlyTime, type Provenance } from '../../../lib/awards/award.ts';
import type { ObservedResult } from '../../../lib/awards/record-result.ts';
import { emptyReading, type Identity, type ResultReading } from '../../../lib/awards/result.ts';
import { type AwardFor, defaultIssueOptions, type Rule, type RuleBadge } from '../../../lib/awards/rule.ts';

/** When everything in these tests begins. */
export const noon = Date.UTC(2026, 2, 3, 12, 0, 0);
export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;

export const identity = (part: Partial<Identity> = {}): Identity => ({
  firstName: 'Robin',
  lastName: 'Example',
  email: 'robin@example.com',
  ...part,
});

export const ruleBadge = (part: Partial<RuleBadge> = {}): RuleBadge => ({
  templateId: 'template-1',
  name: 'Safe Food Handling',
  imageUrl: null,
  allowsDuplicates: false,
  ...part,
});

/** A final reading of "8 of 10" unless told otherwise. */
export const reading = (part: Partial<ResultReading> = {}): ResultReading => ({
  ...emptyReading,
  score: '8',
  maximum: '10',
  finality: 'final',
  ...part,
});

/** A final reading that holds only what is given. */
export const onlyReading = (part: Partial<ResultReading>): ResultReading => ({
  ...emptyReading,
  finality: 'final',
  ...part,
});

export const passingScore = (
  threshold: string,
  unit: 'percent' | 'points' = 'percent',
  badge: RuleBadge = ruleBadge(),
): AwardFor => ({ kind: 'passing-score', threshold, unit, badge });

export const outcomes = (badges: Record<string, RuleBadge | null>): AwardFor => ({
  kind: 'outcomes',
  outcomes: Object.entries(badges).map(([name, badge]) => ({ name, badge })),
});

/** Ranges by their lower bounds, in percent. */
export const scoreRanges = (badges: Record<string, RuleBadge | null>, passMark: string | null = null): AwardFor => ({
  kind: 'score-ranges',
  unit: 'percent',
  ranges: Object.entries(badges).map(([from, badge]) => ({ from, badge })),
  passMark: passMark === null ? null : { value: passMark, unit: 'percent' },
});

export const rule = (part: Partial<Rule> = {}): Rule => ({
  id: 'rule-1',
  version: 1,
  organizationId: 'organization-1',
  environment: 'production',
  quizIds: ['slug:food-safety-5f2a'],
  quizTitle: 'Food safety',
  awardedAs: null,
  awardFor: passingScore('80'),
  placement: null,
  stopped: null,
  hold: false,
  retake: 'once',
  issue: defaultIssueOptions,
  block: { heading: null, text: null },
  createdAt: noon,
  updatedAt: noon,
  ...part,
});

export const stopped: Rule['stopped'] = { reason: 'own-credly-button', at: noon };

export const provenance = (part: Partial<Provenance> = {}): Provenance => ({
  source: 'answer',
  origin: 'https://app.credspark.com',
  frame: 'top',
  observedAt: noon,
  profile: 'credspark@1',
  ...part,
});

export const observed = (part: Partial<ObservedResult> = {}): ObservedResult => ({
  rule: rule(),
  quizKey: 'food-safety-5f2a',
  reading: reading(),
  identity: identity(),
  provenance: provenance(),
  ...part,
});

/** An award that waits to be sent. Each has its own earner, so that none is another's duplicate. */
export const award = (part: Partial<Award> = {}): Award => {
  const id = part.id ?? randomUUID();
  const state = part.state ?? 'waiting';
  return {
    id,
    isTest: false,
    organizationId: 'organization-1',
    environment: 'production',
    quizKey: 'food-safety-5f2a',
    quizTitle: 'Food safety',
    state,
    reason: null,
    credlySentence: null,
    earner: identity({ email: `robin-${id.slice(0, 8)}@example.com` }),
    badge: ruleBadge(),
    rank: 0,
    rule: { id: 'rule-1', version: 1, awardFor: passingScore('80'), issue: defaultIssueOptions, retake: 'once' },
    result: reading(),
    provenance: provenance(),
    history: [{ at: noon, state, reason: null }],
    createdAt: noon,
    updatedAt: noon,
    issuedAt: credlyTime(noon),
    dueAt: noon,
    attempts: 0,
    asked: 0,
    credly: null,
    ...part,
  };
};
