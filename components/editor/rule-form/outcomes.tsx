import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FieldNotes } from '../../ui/field.tsx';
import { type OutcomeRow, outcomeKey } from '../draft/draft.ts';
import { sharedBadgeRows } from '../draft/problems.ts';
import type { DraftForm } from './form.ts';
import { OutcomeRowFields } from './outcome-row.tsx';

const moveButtons = '.outcome-row__moves button';

/** A badge or none for each outcome: ticked ones get the badge chosen above, or one of their own. */
export function Outcomes({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const { outcomes, retake } = form.draft;
  const error = form.problemOf('new-outcome')?.text ?? null;
  const shared = sharedBadgeRows(form.draft);
  const set = (next: OutcomeRow[]) => form.change({ outcomes: next });
  const add = () => {
    const name = typed.replace(/\s+/g, ' ').trim();
    if (name === '') return;
    const known = outcomes.some((it) => outcomeKey(it.name) === outcomeKey(name));
    if (!known) set([...outcomes, { name, chosen: true, badge: null, confirmed: true }]);
    setTyped('');
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...outcomes];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    set(next);
    setMovedTo({ index: index + by, by });
  };
  const rows = useRef<HTMLOListElement>(null);
  const [movedTo, setMovedTo] = useState<{ index: number; by: -1 | 1 } | null>(null);
  useEffect(() => {
    if (!movedTo) return;
    // A moved row loses the focus; at the end of the list its other button takes it.
    const [up, down] = rows.current?.children[movedTo.index]?.querySelectorAll<HTMLButtonElement>(moveButtons) ?? [];
    const [same, other] = movedTo.by === -1 ? [up, down] : [down, up];
    (same?.disabled ? other : same)?.focus();
    setMovedTo(null);
  }, [movedTo]);
  return (
    <fieldset class="award-dialog__group" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="ui-field__label">{t('editor_award_for_outcomes')}</legend>
      {retake === 'better' && <p class="ui-field__help">{t('draft_outcomes_order')}</p>}
      <ol class="outcome-rows" ref={rows}>
        {outcomes.map((outcome, index) => (
          <OutcomeRowFields
            key={outcomeKey(outcome.name) || index}
            form={form}
            index={index}
            sharesBadge={shared.has(index)}
            onRow={(changed) => set(outcomes.map((it, at) => (at === index ? changed : it)))}
            onRemove={() => set(outcomes.filter((_, at) => at !== index))}
            onMove={retake === 'better' ? (by) => move(index, by) : null}
          />
        ))}
      </ol>
      <div class="ui-field">
        <label class="ui-field__label" for={id}>
          {t('editor_add_outcome')}
        </label>
        <div class="ui-field__row">
          <input
            id={id}
            class="ui-input"
            type="text"
            maxLength={300}
            value={typed}
            aria-invalid={Boolean(error)}
            aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                add();
              }
            }}
          />
          <Button onClick={add} disabled={outcomes.length >= 200}>
            {t('editor_add')}
          </Button>
        </div>
        <FieldNotes id={id} help={t('editor_outcome_help')} error={error} />
      </div>
    </fieldset>
  );
}
