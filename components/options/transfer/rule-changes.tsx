import type { RuleContent } from '@/lib/messages/client';
import { type MessageId, type Translate, useTranslate } from '../../i18n.ts';
import { ruleRows } from '../../rule-rows.ts';
import type { ImportRow } from './model.ts';

const parts: Record<string, MessageId> = {
  awardFor: 'transfer_part_awards',
  hold: 'transfer_part_hold',
  retake: 'transfer_part_retake',
  issue: 'transfer_part_issue',
  block: 'transfer_part_block',
  placement: 'transfer_part_placement',
};

const retakes: Record<RuleContent['retake'], MessageId> = {
  once: 'transfer_retake_once',
  every: 'transfer_retake_every',
  better: 'transfer_retake_better',
};

/** What a rule says of one of its parts, in lines. */
function linesOf(t: Translate, part: string, content: RuleContent): string[] {
  switch (part) {
    case 'awardFor':
      return ruleRows(content.awardFor, t).map((it) => `${it.condition}: ${it.badge?.name ?? t('rule_no_badge')}`);
    case 'hold':
      return [t(content.hold ? 'transfer_on' : 'transfer_off')];
    case 'retake':
      return [t(retakes[content.retake])];
    default:
      return [];
  }
}

/** Part by part: what is here, and what the file says. */
export function RuleChanges({ row }: { row: ImportRow & { mine: RuleContent } }) {
  const t = useTranslate();
  const lines = (part: string, content: RuleContent, otherwise: string) => {
    const found = linesOf(t, part, content);
    return (found.length > 0 ? found : [otherwise]).map((line) => (
      <span key={line} class="transfer-changes__line">
        {line}
      </span>
    ));
  };
  return (
    <table class="transfer-changes">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('transfer_mine')}</th>
          <th scope="col">{t('transfer_theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {row.changes.map((part) => (
          <tr key={part}>
            <th scope="row">{t(parts[part] ?? 'transfer_part_more')}</th>
            <td>{lines(part, row.mine, t('transfer_as_now'))}</td>
            <td>{lines(part, row.theirs, t('transfer_another_setting'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
