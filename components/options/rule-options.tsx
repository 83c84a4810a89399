import { useId, useState } from 'preact/hooks';
import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { CheckBox } from '../ui/check-box.tsx';
import { Notice } from '../ui/notice.tsx';
import type { RuleOptions } from './model.ts';
import { Saved } from './saved.tsx';

export interface RuleOptionsProps {
  rule: QuizRuleView;
  /** Gives false where it could not be kept. */
  onChange: (ruleId: string, options: RuleOptions) => Promise<boolean>;
}

/** How one quiz awards: held or not, and what a retake gives. Kept as soon as it is chosen. */
export function RuleOptionsBox({ rule, onChange }: RuleOptionsProps) {
  const t = useTranslate();
  const id = useId();
  const title = rule.quizTitle || t('quiz_untitled');
  /** What was chosen and is not kept yet. */
  const [chosen, setChosen] = useState<RuleOptions | null>(null);
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null);
  const { hold, retake } = chosen ?? rule;

  const change = async (options: RuleOptions) => {
    setChosen(options);
    setOutcome(null);
    const kept = await onChange(rule.id, options);
    // A later choice made meanwhile has the last word.
    setChosen((now) => (now === options ? null : now));
    setOutcome(kept ? 'saved' : 'failed');
  };

  // What is chosen stays offered, so that it can be seen and left.
  const choices = [
    { value: 'once' as const, label: t('rule_retake_once'), help: undefined },
    ...(rule.mayRepeat || retake === 'every'
      ? [{ value: 'every' as const, label: t('rule_retake_every'), help: t('rule_retake_every_help') }]
      : []),
    ...(rule.awardFor.kind !== 'passing-score' || retake === 'better'
      ? [{ value: 'better' as const, label: t('rule_retake_better'), help: t('rule_retake_better_help') }]
      : []),
  ];
  return (
    <details class="ui-details">
      <summary>
        {t('rule_options')}
        <span class="ui-visually-hidden"> {t('rule_options_of', title)}</span>
      </summary>
      <div class="options-rule-options">
        <CheckBox
          label={t('rule_hold')}
          help={t('rule_hold_help')}
          checked={hold}
          onChange={(next) => void change({ hold: next, retake })}
        />
        <fieldset class="options-radios">
          <legend>{t('rule_retake')}</legend>
          {choices.map(({ value, label, help }) => (
            <div key={value}>
              <label class="options-choices__choice">
                <input
                  class="ui-radio"
                  type="radio"
                  name={`${id}-retake`}
                  checked={retake === value}
                  aria-describedby={help && `${id}-${value}-help`}
                  onChange={() => void change({ hold, retake: value })}
                />
                {label}
              </label>
              {help && (
                <p class="ui-field__help options-radios__help" id={`${id}-${value}-help`}>
                  {help}
                </p>
              )}
            </div>
          ))}
        </fieldset>
        {outcome === 'failed' && (
          <Notice tone="danger" live>
            {t('failed_nothing_changed')}
          </Notice>
        )}
        <Saved shown={outcome === 'saved'} />
      </div>
    </details>
  );
}
