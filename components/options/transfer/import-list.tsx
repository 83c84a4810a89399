import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { EnvironmentChip } from '../../ui/environment-chip.tsx';
import { usePlural } from '../../ui/language.ts';
import type { ImportPreview, ImportRow } from './model.ts';
import { RuleChanges } from './rule-changes.tsx';

const refusals: Record<ImportPreview['refused'][number]['reason'], MessageId> = {
  malformed: 'transfer_refused_malformed',
  'quiz-unclear': 'transfer_refused_quiz_unclear',
  'evidence-link': 'transfer_refused_evidence_link',
  twice: 'transfer_refused_twice',
  'badge-archived': 'transfer_refused_badge_archived',
  'badge-gone': 'transfer_refused_badge_gone',
};

export interface ImportListProps {
  preview: ImportPreview;
  /** Positions of the entries that are to replace what is here. */
  taken: ReadonlySet<number>;
  onTake: (position: number, take: boolean) => void;
}

/** What a file would do, quiz by quiz, with a choice wherever something would be overwritten. */
export function ImportList({ preview, taken, onTake }: ImportListProps) {
  const t = useTranslate();
  const plural = usePlural();
  const { rows, refused } = preview;
  const fresh = rows.filter((it) => it.status === 'new');
  const differing = rows.filter((it) => it.status === 'differs');
  const same = rows.filter((it) => it.status === 'same').length;
  if (rows.length === 0 && refused.length === 0) return <p>{t('transfer_empty')}</p>;
  return (
    <>
      {differing.length > 0 && (
        <Part heading={plural('transfer_differs', differing.length)}>
          {differing.map((row) => (
            <li key={row.position}>
              <Line row={row} />
              {row.mine && <RuleChanges row={{ ...row, mine: row.mine }} />}
              <Choice row={row} take={taken.has(row.position)} onTake={(take) => onTake(row.position, take)} />
            </li>
          ))}
        </Part>
      )}
      {refused.length > 0 && (
        <Part heading={plural('transfer_refused', refused.length)}>
          {refused.map(({ position, title, reason }) => (
            <li key={position}>
              <span>{title || t('transfer_entry', position + 1)}</span>
              <span class="options-muted options-small">{t(refusals[reason])}</span>
            </li>
          ))}
        </Part>
      )}
      {fresh.length > 0 && (
        <Part heading={plural('transfer_new', fresh.length)}>
          {fresh.map((row) => (
            <li key={row.position}>
              <Line row={row} />
            </li>
          ))}
        </Part>
      )}
      {same > 0 && <p class="options-muted">{plural('transfer_same', same)}</p>}
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="transfer-part">
      <h3 id={id}>{heading}</h3>
      <ul class="transfer-list" aria-labelledby={id}>
        {children}
      </ul>
    </div>
  );
}

function Line({ row }: { row: ImportRow }) {
  const t = useTranslate();
  return (
    <>
      <div class="transfer-list__line">
        <span>{row.quizTitle || t('quiz_untitled')}</span>
        <EnvironmentChip environment={row.environment} />
      </div>
      {row.theirs.isExpired && <span class="transfer-list__warning options-small">{t('transfer_expired')}</span>}
      {!row.active && <span class="options-muted options-small">{t('transfer_inactive')}</span>}
    </>
  );
}

function Choice({ row, take, onTake }: { row: ImportRow; take: boolean; onTake: (take: boolean) => void }) {
  const t = useTranslate();
  const name = useId();
  return (
    <fieldset class="transfer-choice">
      <legend class="ui-visually-hidden">{t('transfer_choice_of', row.quizTitle || t('quiz_untitled'))}</legend>
      {[false, true].map((takes) => (
        <label key={String(takes)} class="options-choices__choice">
          <input class="ui-radio" type="radio" name={name} checked={take === takes} onChange={() => onTake(takes)} />
          {t(takes ? 'transfer_take_theirs' : 'transfer_keep_mine')}
        </label>
      ))}
    </fieldset>
  );
}
