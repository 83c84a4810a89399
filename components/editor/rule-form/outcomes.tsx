import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { FieldNotes } from '../../ui/field.tsx';
import { isOfInputMethod } from '../../ui/input-method.ts';
import { leaveUnlessForButton } from '../../ui/text-field.tsx';
import { type OutcomeRow, outcomeKey, rungsOf, withTypedOutcome } from '../draft/draft.ts';
import { sharedBadgeRows } from '../draft/problems.ts';
import type { DraftForm } from './form.ts';
import { OutcomeRowFields } from './outcome-row.tsx';

const moveButtons = '.outcome-row__moves button';

/** A badge or none for each outcome: ticked ones get the badge chosen above, or one of their own. */
export function Outcomes({ form }: { form: DraftForm }) {
  const t = useTranslate();
  const id = useId();
  const { draft, quiz } = form;
  const { outcomes, newOutcome, retake } = draft;
  const error = form.problemOf('new-outcome')?.text ?? null;
  const onPage = new Set(quiz.outcomes.map(outcomeKey));
  const rungs = rungsOf(draft);
  const shared = [...new Set([...sharedBadgeRows(draft)].map((index) => rungs[index]?.name ?? ''))];
  const set = (next: OutcomeRow[]) => form.change({ outcomes: next });
  // What is listed already is said, and stays as it was typed.
  const add = () => form.change(withTypedOutcome(draft), 'new-outcome');
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
            isOnPage={onPage.has(outcomeKey(outcome.name))}
            onRow={(changed) => set(outcomes.map((it, at) => (at === index ? changed : it)))}
            onRemove={() => set(outcomes.filter((_, at) => at !== index))}
            onMove={retake === 'better' ? (by) => move(index, by) : null}
          />
        ))}
      </ol>
      {shared.length > 0 && <p class="ui-field__help">{t('draft_outcomes_share', shared.join(', '))}</p>}
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
            value={newOutcome}
            aria-invalid={Boolean(error)}
            aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
            onInput={(event) => form.change({ newOutcome: event.currentTarget.value })}
            onBlur={(event) => newOutcome.trim() !== '' && leaveUnlessForButton(event, () => form.leave('new-outcome'))}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !isOfInputMethod(event)) {
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
