import { useEffect, useState } from 'preact/hooks';
import type { TrialReading, TrialView } from '@/lib/messages/client.ts';
import { useTranslate } from '../../i18n.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { isDecimal } from '../draft/decimal.ts';
import type { AwardDraft, QuizOnPage } from '../draft/draft.ts';
import { maximumOnPage } from '../draft/ranges.ts';
import type { RuleToSave } from '../draft/to-rule.ts';
import { ScoreBar } from './score-bar.tsx';
import { ScoreInput } from './score-input.tsx';
import { TestBadge, type TestBadgeProps } from './test-badge.tsx';
import { TryResult } from './try-result.tsx';

export interface TryItProps {
  draft: AwardDraft;
  quiz: QuizOnPage;
  /** The rule as it would be saved; null while something in it is wrong. */
  rule: RuleToSave | null;
  /** Asks the engine itself. Gives null where it could not be asked. */
  onTry: (rule: RuleToSave, reading: TrialReading) => Promise<TrialView | null>;
  /** Null where only real badges could be sent. */
  onTest: ((rule: RuleToSave, reading: TrialReading, email: string) => ReturnType<TestBadgeProps['onSend']>) | null;
}

/** A result to try: at once which badge it earns, why, and what would be sent. */
export function TryIt({ draft, quiz, rule, onTry, onTest }: TryItProps) {
  const t = useTranslate();
  const isOutcome = draft.kind === 'outcomes';
  const unit = draft.kind === 'score-ranges' ? draft.rangeUnit : draft.unit;
  const [typedMaximum, setMaximum] = useState('');
  const maximum = unit === 'percent' ? '100' : ((typedMaximum || maximumOnPage(quiz)) ?? guessedMaximum(draft));
  const [typedScore, setScore] = useState<string | null>(null);
  const score = typedScore ?? startScore(draft);
  const [typedOutcome, setOutcome] = useState<string | null>(null);
  const outcome = draft.outcomes.find((it) => it.name === typedOutcome)?.name ?? draft.outcomes[0]?.name ?? '';
  const reading: TrialReading | null = isOutcome
    ? { score: null, maximum: null, percent: null, outcome }
    : scoreReading(unit, score, maximum);
  const trial = useTrial(rule, reading, onTry);

  return (
    <div class="rule-form__stack try-it">
      {isOutcome ? (
        <SelectField
          label={t('try_outcome')}
          value={outcome}
          choices={draft.outcomes.map(({ name }) => ({ value: name, label: name }))}
          onChange={setOutcome}
        />
      ) : (
        <ScoreInput
          unit={unit}
          score={score}
          maximum={maximum}
          isMaximumKnown={unit === 'percent'}
          onScore={setScore}
          onMaximum={setMaximum}
        />
      )}
      {draft.kind === 'score-ranges' && (
        <ScoreBar draft={draft} maximum={Number(maximum)} score={isDecimal(score) ? Number(score) : null} />
      )}
      {rule && reading ? (
        <TryResult draft={draft} trial={trial} score={score} outcome={outcome} />
      ) : (
        <p class="ui-field__help">{t(rule ? 'try_score_needed' : 'try_rule_needed')}</p>
      )}
      {onTest && rule && reading && trial?.decision === 'award' && (
        <TestBadge onSend={(email) => onTest(rule, reading, email)} />
      )}
    </div>
  );
}

/** The engine's word on the latest question; an answer that comes too late is dropped. */
function useTrial(rule: RuleToSave | null, reading: TrialReading | null, onTry: TryItProps['onTry']): TrialView | null {
  const [trial, setTrial] = useState<TrialView | null>(null);
  const question = JSON.stringify([rule, reading]);
  // Asked again when the question reads differently, not when it is merely drawn again.
  useEffect(() => {
    if (!rule || !reading) {
      setTrial(null);
      return;
    }
    let isLatest = true;
    void onTry(rule, reading).then((answer) => {
      if (isLatest) setTrial(answer);
    });
    return () => {
      isLatest = false;
    };
  }, [question]);
  return trial;
}

function scoreReading(unit: 'percent' | 'points', score: string, maximum: string): TrialReading | null {
  if (!isDecimal(score)) return null;
  const value = score.trim();
  if (unit === 'percent') return { score: null, maximum: null, percent: value, outcome: null };
  return isDecimal(maximum) ? { score: value, maximum: maximum.trim(), percent: null, outcome: null } : null;
}

/** The score from which the first badge is earned, so that the first look shows one. */
function startScore({ kind, threshold, ranges }: AwardDraft): string {
  const start = kind === 'passing-score' ? threshold : (ranges.find((it) => it.badge)?.from ?? '');
  return isDecimal(start) ? start.trim() : '0';
}

/** Where nobody says how many points there are: enough for every bound. */
function guessedMaximum({ kind, threshold, ranges }: AwardDraft): string {
  const bounds = (kind === 'passing-score' ? [threshold] : ranges.map((it) => it.from)).filter(isDecimal).map(Number);
  return String(Math.max(10, ...bounds.map(Math.ceil)));
}
