import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { CheckedRow, ResultsActions, SentFields } from './model.ts';

/** So many rows are shown; the others are sent in the same way. */
const shownRows = 5;

export interface DryRunDialogProps {
  about: Parameters<ResultsActions['dryRun']>[0];
  /** The chosen ones. */
  rows: readonly CheckedRow[];
  actions: Pick<ResultsActions, 'dryRun'>;
  onClose: () => void;
}

/** The very fields that would go to Credly for the first rows. Nothing is sent. */
export function DryRunDialog({ about, rows, actions, onClose }: DryRunDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [sent, setSent] = useState<(SentFields | null)[] | null>(null);
  const [failed, setFailed] = useState(false);
  const first = rows.slice(0, shownRows);
  useEffect(() => {
    void actions.dryRun(about, first).then((answer) => {
      setSent(answer);
      setFailed(answer === null);
    });
  }, []);
  return (
    <Dialog
      heading={t('results_dry_run_heading')}
      wide
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('action_close')}</Button>}
    >
      <p class="options-muted">{t('results_dry_run_intro')}</p>
      {failed && (
        <Notice tone="danger" live>
          {t('transfer_trouble_no_answer')}
        </Notice>
      )}
      {!sent && !failed && <Skeleton rows={first.length} rowHeightPx={120} />}
      {sent?.map((fields, at) => {
        const line = first[at]?.line ?? 0;
        return (
          <section key={line} class="transfer-part" aria-label={t('results_dry_run_line', line)}>
            <h3>{t('results_dry_run_line', line)}</h3>
            {fields ? (
              <dl class="results-fields">
                {fields.map(({ name, value }) => (
                  <div key={name}>
                    <dt class="options-code">{name}</dt>
                    <dd class="options-breakable">
                      <bdi>{value}</bdi>
                    </dd>
                  </div>
                ))}
              </dl>
            ) : (
              <p>{t('results_dry_run_nothing')}</p>
            )}
          </section>
        );
      })}
      {sent && rows.length > first.length && <p>{plural('results_dry_run_more', rows.length - first.length)}</p>}
    </Dialog>
  );
}
