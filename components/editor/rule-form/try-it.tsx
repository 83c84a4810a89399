import { useEffect, useState } from 'preact/hooks';
import type { TrialReading, TrialView } from '@/lib/messages/client.ts';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { hundredthOf, isDecimal, timesDecimals } from '../draft/decimal.ts';
import type { AwardDraft, QuizOnPage, Unit } from '../draft/draft.ts';
import { isMaximum, maximumOf } from '../draft/ranges.ts';
import type { RuleToSave } from '../draft/to-rule.ts';
import { ScoreBar } from './score-bar.tsx';
import { ScoreInput } from './score-input.tsx';
import { TestBadge, type TestBadgeProps } from './test-badge.tsx';
import { TryResult } from './try-result.tsx';

export interface TryItProps {
  draft: AwardDraft;
  quiz: QuizOnPage;
  /** What is tried is kept with the draft. */
  onTried: (tried: AwardDraft['tried']) => void;
  /** The rule as it would be saved; null while something in it is wrong. */
  rule: RuleToSave | null;
  /** Asks the engine itself. Gives null where it could not be asked. */
  onTry: (rule: RuleToSave, reading: TrialReading) => Promise<TrialView | null>;
  /** Null where only real badges could be sent. */
  onTest: ((rule: RuleToSave, reading: TrialReading, email: string) => ReturnType<TestBadgeProps['onSend']>) | null;
}

/** A result to try: at once which badge it earns, why, and what would be sent. */
export function TryIt({ draft, quiz, onTried, rule, onTry, onTest }: TryItProps) {
  const t = useTranslate();
  const { tried } = draft;
  const set = (part: Partial<AwardDraft['tried']>) => onTried({ ...tried, ...part });
  const isOutcome = draft.kind === 'outcomes';
  const unit = draft.kind === 'score-ranges' ? draft.rangeUnit : draft.unit;
  const known = maximumOf(draft, quiz);
  const maximum = unit === 'percent' ? '100' : ((tried.maximum || known) ?? guessedMaximum(draft));
  const score = tried.score ?? startScore(draft);
  const outcome = draft.outcomes.find((it) => it.name === tried.outcome)?.name ?? draft.outcomes[0]?.name ?? '';
  const { passingScore } = quiz;
  const result = isOutcome
    ? { ...nothingRead, outcome }
    : scoreReading(unit, score, maximum, passingScore?.unit === 'points' ? known : null);
  const reading: TrialReading | null = result && { ...result, passMark: isOutcome ? null : passingScore };
  const { trial, isFailed, again } = useTrial(rule, reading, onTry);

  return (
    <div class="rule-form__stack try-it">
      {isOutcome ? (
        <SelectField
          label={t('try_outcome')}
          value={outcome}
          choices={draft.outcomes.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => set({ outcome: name })}
        />
      ) : (
        <ScoreInput
          unit={unit}
          score={score}
          maximum={maximum}
          isMaximumKnown={unit === 'percent'}
          onScore={(typed) => set({ score: typed })}
          onMaximum={(typed) => set({ maximum: typed })}
        />
      )}
      {draft.kind === 'score-ranges' && (
        <ScoreBar draft={draft} maximum={Number(maximum)} score={isDecimal(score) ? Number(score) : null} />
      )}
      {rule && reading ? (
        isFailed ? (
          <Notice
            tone="danger"
            live
            action={
              <Button size="small" onClick={again}>
                {t('action_try_again')}
              </Button>
            }
          >
            {t('try_failed')}
          </Notice>
        ) : (
          <TryResult draft={draft} trial={trial} score={score} outcome={outcome} />
        )
      ) : (
        <p class="ui-field__help">{t(rule ? 'try_score_needed' : 'try_rule_needed')}</p>
      )}
      {onTest && rule && reading && trial?.decision === 'award' && (
        <TestBadge
          email={tried.email}
          onEmail={(email) => set({ email })}
          onSend={(email) => onTest(rule, reading, email)}
        />
      )}
    </div>
  );
}

/** After so long nobody answers any more. */
const patienceMs = 10_000;

/** The engine's word on the latest question, and whether it could not be asked; an answer that comes too late is dropped. */
function useTrial(rule: RuleToSave | null, reading: TrialReading | null, onTry: TryItProps['onTry']) {
  const [trial, setTrial] = useState<TrialView | null>(null);
  const [isFailed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const question = JSON.stringify([rule, reading]);
  // Asked again when the question reads differently, not when it is merely drawn again.
  useEffect(() => {
    setFailed(false);
    if (!rule || !reading) {
      setTrial(null);
      return;
    }
    let isLatest = true;
    const take = (answer: TrialView | null) => {
      if (!isLatest) return;
      setTrial(answer);
      setFailed(answer === null);
    };
    const timer = setTimeout(take, patienceMs, null);
    void onTry(rule, reading).then((answer) => {
      clearTimeout(timer);
      take(answer);
    });
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [question, round]);
  return { trial, isFailed, again: () => setRound(round + 1) };
}

const nothingRead = { score: null, maximum: null, percent: null, outcome: null };

/** @param points how many there are, where the quiz's own passing score is counted in them: it is held against no percentage */
function scoreReading(unit: Unit, typed: string, maximum: string, points: string | null) {
  if (!isDecimal(typed)) return null;
  const score = typed.trim();
  if (unit === 'points') return isMaximum(maximum) ? { ...nothingRead, score, maximum: maximum.trim() } : null;
  if (points === null) return { ...nothingRead, percent: score };
  return { ...nothingRead, score: hundredthOf(timesDecimals(score, points)), maximum: points };
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
