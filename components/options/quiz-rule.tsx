import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BadgeView, QuizRuleView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { useLanguage } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { formatDay } from '../ui/relative-time.tsx';

export interface QuizRuleProps {
  rule: QuizRuleView;
  isConnected: boolean;
  onResume: (ruleId: string) => Promise<boolean>;
}

/** One quiz: what it awards for what, and whether it does so now. */
export function QuizRule({ rule, isConnected, onResume }: QuizRuleProps) {
  const t = useTranslate();
  return (
    <li class="options-rule">
      <div class="options-rule__head">
        <h3 class="options-strong">{rule.quizTitle || t('quiz_untitled')}</h3>
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
      {!rule.joined && <Notice tone="info">{t('rule_not_joined')}</Notice>}
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
}: { stopped: NonNullable<QuizRuleView['stopped']> } & Omit<QuizRuleProps, 'isConnected'>) {
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

function AwardFor({ awardFor }: { awardFor: QuizRuleView['awardFor'] }) {
  const t = useTranslate();
  if (awardFor.kind === 'passing-score') {
    const words = awardFor.unit === 'percent' ? 'rule_percent_or_more' : 'rule_points_or_more';
    return (
      <ul class="options-awards-for">
        <BadgeLine condition={t(words, awardFor.threshold)} badge={awardFor.badge}>
          {awardFor.unit === 'percent' && <ScoreBar fromPercent={Number(awardFor.threshold)} />}
        </BadgeLine>
      </ul>
    );
  }
  return (
    <ul class="options-awards-for">
      {awardFor.outcomes.map((outcome) => (
        <BadgeLine key={outcome.name} condition={t('rule_outcome', outcome.name)} badge={outcome.badge} />
      ))}
    </ul>
  );
}

function BadgeLine(props: { condition: string; badge: BadgeView | null; children?: ComponentChildren }) {
  const t = useTranslate();
  return (
    <li class="options-badge-line">
      {props.badge ? (
        <BadgePicture name={props.badge.name} imageUrl={props.badge.imageUrl} size={48} />
      ) : (
        <span class="ui-picture ui-picture--48" />
      )}
      <div class="options-badge-line__words">
        <span class={props.badge ? undefined : 'options-muted'}>{props.badge?.name ?? t('rule_no_badge')}</span>
        <span class="options-muted options-badge-line__condition">
          {props.condition}
          {props.children}
        </span>
      </div>
    </li>
  );
}

/** The part of the scale that passes. The words beside it say the same. */
function ScoreBar({ fromPercent }: { fromPercent: number }) {
  const from = Math.min(Math.max(fromPercent, 0), 100);
  return (
    <span class="options-score-bar" aria-hidden="true">
      <span style={{ insetInlineStart: `${from}%` }} />
    </span>
  );
}
