import type { ComponentChildren } from 'preact';
import type { BadgeView, RuleView } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { ruleRows } from '../rule-rows.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';

/** What is awarded for what: one badge for a passing score, or one for each range or outcome. */
export function AwardFor({ awardFor }: { awardFor: RuleView['awardFor'] }) {
  const t = useTranslate();
  return (
    <ul class="options-awards-for">
      {ruleRows(awardFor, t).map(({ condition, badge }) => (
        <BadgeLine key={condition} condition={condition} badge={badge}>
          {awardFor.kind === 'passing-score' && awardFor.unit === 'percent' && (
            <ScoreBar fromPercent={Number(awardFor.threshold)} />
          )}
        </BadgeLine>
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
