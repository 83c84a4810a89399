import { useTranslate } from '../../i18n.ts';
import { BadgePicture } from '../../ui/badge-picture.tsx';
import { isDecimal } from '../draft/decimal.ts';
import type { AwardDraft } from '../draft/draft.ts';
import { rangeWords } from './range-row.tsx';

export interface ScoreBarProps {
  draft: AwardDraft;
  /** The end of the scale. */
  maximum: number;
  /** Where the tried score lies; null for no mark. */
  score?: number | null;
}

/** The ranges on their scale, each with its badge; to those who cannot see it, a picture with its words. */
export function ScoreBar({ draft, maximum, score = null }: ScoreBarProps) {
  const t = useTranslate();
  const bounds = draft.ranges.map(({ from }) => (isDecimal(from) ? Number(from) : Number.NaN));
  const isDrawable =
    maximum > 0 && bounds.every((from, index) => from <= maximum && (index === 0 || from > (bounds[index - 1] ?? 0)));
  if (!isDrawable) return null;
  const words = draft.ranges.map(({ badge }, index) =>
    t('draft_action_for', rangeWords(draft, index, t), badge?.name ?? t('rule_no_badge')),
  );
  return (
    <div class="score-bar" role="img" aria-label={words.join('. ')}>
      <div class="score-bar__scale">
        {draft.ranges.map(({ badge }, index) => {
          const from = bounds[index] ?? 0;
          const to = bounds[index + 1] ?? maximum;
          return (
            <div
              key={from}
              title={words[index]}
              class={badge ? 'score-bar__range score-bar__range--badge' : 'score-bar__range'}
              style={{ flexGrow: Math.max(to - from, maximum / 50) }}
            >
              {badge && <BadgePicture name={badge.name} imageUrl={badge.imageUrl} size={32} />}
            </div>
          );
        })}
        {score !== null && (
          <span
            class="score-bar__mark"
            style={{ insetInlineStart: `${(Math.min(score, maximum) / maximum) * 100}%` }}
          />
        )}
      </div>
      <div class="score-bar__bounds">
        {bounds.map((from) => (
          <span key={from} style={{ insetInlineStart: `${(from / maximum) * 100}%` }}>
            {from}
          </span>
        ))}
      </div>
    </div>
  );
}
