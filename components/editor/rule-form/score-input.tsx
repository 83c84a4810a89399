import { useId } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { TextField } from '../../ui/text-field.tsx';
import { isDecimal } from '../draft/decimal.ts';

export interface ScoreInputProps {
  unit: 'percent' | 'points';
  score: string;
  maximum: string;
  /** A hundred percent are a hundred; points may be corrected. */
  isMaximumKnown: boolean;
  onScore: (score: string) => void;
  onMaximum: (maximum: string) => void;
}

/** A score by slider, and exactly by number. */
export function ScoreInput({ unit, score, maximum, isMaximumKnown, onScore, onMaximum }: ScoreInputProps) {
  const t = useTranslate();
  const id = useId();
  return (
    <div class="score-input">
      <div class="ui-field score-input__slider">
        <label class="ui-field__label" for={id}>
          {t(unit === 'percent' ? 'try_slider_percent' : 'try_slider_points')}
        </label>
        <input
          id={id}
          type="range"
          min="0"
          max={isDecimal(maximum) ? maximum.trim() : '100'}
          step="1"
          value={isDecimal(score) ? score.trim() : '0'}
          onInput={(event) => onScore(event.currentTarget.value)}
        />
      </div>
      <TextField
        label={t('try_exactly')}
        keyboard="decimal"
        value={score}
        onInput={(value) => onScore(value.slice(0, 40))}
      />
      {!isMaximumKnown && (
        <TextField
          label={t('try_out_of')}
          keyboard="decimal"
          value={maximum}
          onInput={(value) => onMaximum(value.slice(0, 40))}
        />
      )}
    </div>
  );
}
