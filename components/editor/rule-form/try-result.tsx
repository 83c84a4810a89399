import type { TrialView } from '@/lib/messages/client.ts';
import { type Translate, useTranslate } from '../../i18n.ts';
import { reasonSentence } from '../../reason-sentence.ts';
import { BadgePicture } from '../../ui/badge-picture.tsx';
import { compareDecimals, isDecimal } from '../draft/decimal.ts';
import { type AwardDraft, badgesOfDraft } from '../draft/draft.ts';
import { rangeWords } from './range-row.tsx';

export interface TryResultProps {
  draft: AwardDraft;
  /** The engine's word; null until it is here. */
  trial: TrialView | null;
  score: string;
  outcome: string;
}

/** What the engine says of the tried result: which badge, why, and every field that would leave. */
export function TryResult({ draft, trial, score, outcome }: TryResultProps) {
  const t = useTranslate();
  if (!trial) return null;
  const badge = badgesOfDraft(draft).find((it) => it.id === trial.templateId) ?? null;
  return (
    <div class="try-result">
      <div class="try-result__badge" role="status">
        {badge ? (
          <BadgePicture name={badge.name} imageUrl={badge.imageUrl} size={48} />
        ) : (
          <span class="ui-picture ui-picture--48 badge-choice__none" />
        )}
        <div>
          <p class="try-result__name">{headline(trial, badge?.name ?? null, t)}</p>
          <p class="ui-field__help">{whyWords(draft, trial, score, outcome, t)}</p>
          {trial.decision === 'award' && draft.hold && <p class="ui-field__help">{t('try_held_by_rule')}</p>}
        </div>
      </div>
      {trial.request && (
        <table class="try-result__fields">
          <caption>{t('try_fields')}</caption>
          <tbody>
            {trial.request.map(({ field, value }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function headline({ decision }: TrialView, badgeName: string | null, t: Translate): string {
  if (decision === 'hold') return t('try_held');
  return badgeName ?? t('rule_no_badge');
}

function whyWords(draft: AwardDraft, trial: TrialView, score: string, outcome: string, t: Translate): string {
  const reason = reasonSentence(t, trial.reason);
  if (reason) return reason;
  const isAward = trial.decision === 'award';
  switch (draft.kind) {
    case 'passing-score':
      return t(
        draft.unit === 'percent'
          ? isAward
            ? 'try_reaches_percent'
            : 'try_below_percent'
          : isAward
            ? 'try_reaches_points'
            : 'try_below_points',
        score.trim(),
        draft.threshold.trim(),
      );
    case 'score-ranges': {
      const index = rowOf(draft, score);
      return t(isAward ? 'try_in_range' : 'try_in_range_without', score.trim(), rangeWords(draft, index, t));
    }
    case 'outcomes':
      return t(isAward ? 'try_outcome_has' : 'try_outcome_without', outcome);
  }
}

/** The highest range whose bound is reached. */
function rowOf({ ranges }: AwardDraft, score: string): number {
  return Math.max(
    0,
    ranges.findLastIndex(({ from }) => isDecimal(from) && isDecimal(score) && compareDecimals(from, score) <= 0),
  );
}
