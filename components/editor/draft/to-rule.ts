import type { RuleDraft } from '@/lib/messages/client.ts';
import { tidyDecimal } from './decimal.ts';
import { type AwardDraft, badgeOfOutcome, type QuizOnPage, withTypedOutcome } from './draft.ts';
import { maximumOf } from './ranges.ts';
import { retakeOf } from './retake.ts';

/** What is saved and tried: a rule as the worker takes it. */
export interface RuleToSave {
  awardFor: RuleDraft['awardFor'];
  options: NonNullable<RuleDraft['options']>;
}

/**
 * A draft as the worker takes it. Only for drafts in which `draftProblems` finds nothing.
 * @param mayRepeat every chosen badge may be earned several times by one person
 */
export function toRuleDraft(draft: AwardDraft, quiz: QuizOnPage, mayRepeat: boolean): RuleToSave {
  return { awardFor: awardForOf(draft, quiz), options: { ...optionsOf(draft), retake: retakeOf(draft, mayRepeat) } };
}

function awardForOf(draft: AwardDraft, quiz: QuizOnPage): RuleDraft['awardFor'] {
  switch (draft.kind) {
    case 'passing-score':
      return {
        kind: 'passing-score',
        threshold: tidyDecimal(draft.threshold),
        unit: draft.unit,
        templateId: draft.badge?.id ?? '',
      };
    case 'score-ranges': {
      const { value, unit } = draft.passMark;
      const hasMark = value.trim() !== '';
      const maximum = hasMark && unit !== draft.rangeUnit ? maximumOf(draft, quiz) : null;
      return {
        kind: 'score-ranges',
        unit: draft.rangeUnit,
        ranges: draft.ranges.map(({ from, badge }) => ({ from: tidyDecimal(from), templateId: badge?.id ?? null })),
        passMark: hasMark ? { value: tidyDecimal(value), unit } : null,
        ...(maximum === null ? {} : { maximum }),
      };
    }
    case 'outcomes':
      return {
        kind: 'outcomes',
        outcomes: withTypedOutcome(draft).outcomes.map((it) => ({
          name: it.name,
          templateId: badgeOfOutcome(draft, it)?.id ?? null,
          ...(it.confirmed ? { kept: true } : {}),
        })),
      };
  }
}

function optionsOf(draft: AwardDraft): Omit<RuleToSave['options'], 'retake'> {
  const { expires, evidence, mailLanguage, suppressMail, hold } = draft;
  return {
    hold,
    issue: {
      expires: expiresOf(expires),
      mailLanguage: (mailLanguage || null) as RuleToSave['options']['issue']['mailLanguage'],
      suppressMail,
      evidence: evidence.url.trim() === '' ? null : { name: evidence.name.trim(), url: evidence.url.trim() },
    },
  };
}

function expiresOf({ kind, date, months }: AwardDraft['expires']) {
  if (kind === 'date') return { kind, date };
  return kind === 'months' ? { kind, months: Number(months) } : { kind };
}
