import { useState } from 'preact/hooks';
import type { AwardRow, OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useLanguage, usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { stateIcon, stateWord } from '../../ui/status-chip.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { OptionsActions } from '../model.ts';
import { queueWords } from '../queue-words.ts';
import { Section } from '../section.tsx';
import type { ImportView } from './model.ts';
import { outcomesCsv, outcomesFileName } from './outcomes-csv.ts';

type AwardState = AwardRow['state'];

export interface ImportProgressProps {
  view: ImportView;
  state: Pick<OptionsState, 'queue' | 'connection'>;
  actions: OptionsActions;
}

/** How far an import is. It goes on without this page, and after a restart of the browser. */
export function ImportProgress({ view, state, actions }: ImportProgressProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const [busy, setBusy] = useState<'pause' | 'resume' | 'save' | 'clear' | null>(null);
  const [failed, setFailed] = useState<'action' | 'rule' | null>(null);
  const [stopping, setStopping] = useState(false);
  const { id, chosen, awards } = view;
  const done = chosen - view.toRecord - awards.waiting - awards.sending;
  const isOver = view.state === 'over' || view.state === 'stopped';
  const words = t('results_done_of', number.format(done), number.format(chosen));

  const act = async (what: NonNullable<typeof busy>, work: () => Promise<boolean | null>) => {
    setFailed(null);
    setBusy(what);
    const outcome = await work();
    setBusy(null);
    if (!outcome) setFailed(what === 'resume' && outcome === false ? 'rule' : 'action');
  };
  const save = async () => {
    const outcomes = await actions.importOutcomes(id);
    if (outcomes)
      actions.download({
        name: outcomesFileName(view.fileName, new Date()),
        text: outcomesCsv(outcomes, t),
        mediaType: 'text/csv;charset=utf-8',
      });
    return outcomes !== null;
  };

  const heading = {
    running: 'results_running',
    paused: 'results_paused',
    stopped: 'results_stopped',
    over: 'results_over',
  } as const;
  const counts = (Object.entries(awards) as [AwardState, number][]).filter(([, count]) => count > 0);
  return (
    <Section heading={t(heading[view.state], view.fileName)}>
      <p class="options-muted">{t('results_rows_of', view.quizTitle || t('quiz_untitled'))}</p>
      <div class="results-progress">
        <progress class="results-progress__bar" value={done} max={Math.max(1, chosen)} aria-label={words} />
        <p class="results-progress__words" role="status">
          {words}
        </p>
      </div>
      {counts.length + view.withoutAward > 0 && (
        <ul class="results-counts" aria-label={t('results_counts')}>
          {counts.map(([it, count]) => (
            <li key={it}>
              <Chip tone="neutral" icon={stateIcon(it)}>
                {t('filter_count', t(stateWord(it)), number.format(count))}
              </Chip>
            </li>
          ))}
          {view.withoutAward > 0 && (
            <li>
              <Chip tone="neutral" icon="check-double">
                {t('filter_count', t('results_without_award'), number.format(view.withoutAward))}
              </Chip>
            </li>
          )}
        </ul>
      )}
      {view.problem && (
        <Notice tone="warning">
          {t(view.problem === 'rule-gone' ? 'results_paused_rule_gone' : 'results_paused_rule_changed')}
        </Notice>
      )}
      {!isOver && !view.active && <Notice tone="warning">{t('results_other_connection')}</Notice>}
      {view.state === 'running' && view.active && (
        <p>
          {t(
            'queue_line',
            queueWords(t, plural, language, state.queue, state.connection?.paused?.reason ?? null, Date.now()),
          )}
        </p>
      )}
      {failed && (
        <Notice tone="danger" live>
          {t(failed === 'rule' ? 'results_trouble_rule_gone' : 'failed_nothing_changed')}
        </Notice>
      )}
      {isOver &&
        counts.some(([it]) => it === 'held' || it === 'needs-details' || it === 'failed' || it === 'unconfirmed') && (
          <Notice
            tone="info"
            action={<Button onClick={() => actions.show('activity')}>{t('results_show_activity')}</Button>}
          >
            {t('results_for_a_person')}
          </Notice>
        )}
      <p class="options-muted options-small">
        {t(isOver ? 'results_over_note' : view.state === 'paused' ? 'results_paused_note' : 'results_running_note')}
      </p>
      <div class="results-foot">
        {view.state === 'running' && (
          <Button
            icon="pause"
            busy={busy === 'pause'}
            busyLabel={t('results_pausing')}
            onClick={() => void act('pause', () => actions.pauseImport(id))}
          >
            {t('results_pause')}
          </Button>
        )}
        {view.state === 'paused' && (
          <>
            <Button kind="danger" onClick={() => setStopping(true)}>
              {t('results_stop')}
            </Button>
            <Button
              kind="primary"
              busy={busy === 'resume'}
              busyLabel={t('results_resuming')}
              onClick={() => void act('resume', () => actions.resumeImport(id))}
            >
              {t('results_resume')}
            </Button>
          </>
        )}
        {isOver && (
          <>
            <Button busy={busy === 'clear'} onClick={() => void act('clear', () => actions.clearImport(id))}>
              {t('results_import_another')}
            </Button>
            <Button kind="primary" icon="download" busy={busy === 'save'} onClick={() => void act('save', save)}>
              {t('results_save')}
            </Button>
          </>
        )}
      </div>
      {stopping && (
        <ConfirmDialog
          heading={t('results_stop_heading')}
          confirmLabel={t('results_stop')}
          busyLabel={t('results_stopping')}
          onConfirm={() => actions.stopImport(id)}
          onClose={() => setStopping(false)}
        >
          <p>{plural('results_stop_text', view.toRecord + awards.waiting)}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
