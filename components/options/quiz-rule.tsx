import { useState } from 'preact/hooks';
import type { QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { formatDay } from '../ui/relative-time.tsx';
import { AwardFor } from './award-for.tsx';
import type { RuleOptions } from './model.ts';
import { AddressQuestion } from './quizzes/address-question.tsx';
import type { QuizFacts } from './quizzes/model.ts';
import { QuizFactsLine } from './quizzes/quiz-facts-line.tsx';
import { WatchBox } from './quizzes/watch-box.tsx';
import { RuleOptionsBox } from './rule-options.tsx';

export interface QuizRuleProps {
  rule: QuizRuleView;
  isConnected: boolean;
  onResume: (ruleId: string) => Promise<boolean>;
  onOptions: (ruleId: string, options: RuleOptions) => Promise<boolean>;
  /** Undefined until it is known. */
  facts: QuizFacts | undefined;
  /** Why its badges cannot be issued, as sentences. */
  problems: readonly string[];
  onRemove: () => void;
  onAddress: (address: NonNullable<QuizFacts['changedAddress']>, is: 'ours' | 'not_ours') => Promise<boolean>;
  onWatch: (ruleId: string, on: boolean) => Promise<boolean>;
  onReadNow: (ruleId: string) => Promise<boolean>;
}

/** One quiz: what it awards for what, and whether it does so now. */
export function QuizRule(props: QuizRuleProps) {
  const { rule, isConnected, onResume, onOptions, facts, problems, onRemove } = props;
  const changed = facts?.changedAddress ?? null;
  const t = useTranslate();
  return (
    <li class="options-rule">
      <div class="options-rule__head">
        <h3 class="options-strong">
          <bdi>{rule.quizTitle || t('quiz_untitled')}</bdi>
        </h3>
        <div class="options-chips">
          <RuleStatus rule={rule} />
          <EnvironmentChip environment={rule.environment} />
        </div>
      </div>
      <AwardFor awardFor={rule.awardFor} />
      {!rule.active && (
        <p class="options-muted">
          {t(isConnected ? 'rule_other_connection' : 'rule_no_connection', rule.organizationId)}
        </p>
      )}
      {rule.stopped && <Stopped rule={rule} stopped={rule.stopped} onResume={onResume} />}
      {problems.map((problem) => (
        <Notice key={problem} tone="warning">
          {problem}
        </Notice>
      ))}
      {changed && <AddressQuestion address={changed} onAnswer={(is) => props.onAddress(changed, is)} />}
      {!rule.joined && <Notice tone="info">{t('rule_not_joined')}</Notice>}
      <RuleOptionsBox rule={rule} onChange={onOptions} />
      {facts && rule.active && (
        <WatchBox
          title={rule.quizTitle || t('quiz_untitled')}
          watch={facts.watch}
          onWatch={(on) => props.onWatch(rule.id, on)}
          onReadNow={() => props.onReadNow(rule.id)}
        />
      )}
      <QuizFactsLine title={rule.quizTitle || t('quiz_untitled')} facts={facts} onRemove={onRemove} />
    </li>
  );
}

function RuleStatus({ rule }: { rule: QuizRuleView }) {
  const t = useTranslate();
  if (!rule.active)
    return (
      <Chip tone="neutral" icon="minus">
        {t('rule_inactive')}
      </Chip>
    );
  if (rule.stopped)
    return (
      <Chip tone="warning" icon="pause">
        {t('rule_stopped')}
      </Chip>
    );
  return (
    <Chip tone="success" icon="check">
      {t('rule_active')}
    </Chip>
  );
}

function Stopped({
  rule,
  stopped,
  onResume,
}: { stopped: NonNullable<QuizRuleView['stopped']> } & Pick<QuizRuleProps, 'rule' | 'onResume'>) {
  const t = useTranslate();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const resume = async () => {
    setBusy(true);
    setFailed(!(await onResume(rule.id)));
    setBusy(false);
  };
  return (
    <Notice
      tone={failed ? 'danger' : 'warning'}
      action={
        <Button busy={busy} busyLabel={t('rule_resuming')} onClick={resume}>
          {t('action_resume_rule')}
        </Button>
      }
    >
      <p>{t('rule_stopped_by_own_button', formatDay(stopped.at, language))}</p>
      {failed && <p role="alert">{t('failed_nothing_changed')}</p>}
    </Notice>
  );
}
