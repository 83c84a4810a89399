import { useEffect, useRef, useState } from 'preact/hooks';
import type { AwardAction, AwardRow, AwardsReply } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ActivityEmpty } from './activity-empty.tsx';
import { actionWords, confirmations } from './award-actions.ts';
import { AwardsSummary } from './awards-summary.tsx';
import { AwardsTable } from './awards-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import type { ActOutcome, Loadable, OptionsActions } from './model.ts';

export interface ActivityTabProps {
  awards: Loadable<AwardsReply>;
  isConnected: boolean;
  actions: OptionsActions;
  quizSiteUrl: string;
}

type Asking = { kind: 'details'; award: AwardRow } | { kind: 'confirm'; action: AwardAction; awards: AwardRow[] };

/** All awards, and what a person can do about those that wait for one. */
export function ActivityTab({ awards, isConnected, actions, quizSiteUrl }: ActivityTabProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [outcome, setOutcome] = useState<{ of: ActOutcome } | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const rows = awards.value?.awards ?? [];
  const selectedRows = rows.filter((award) => selected.has(award.id));

  // The button that was pressed may be gone with what it did; the reader stays in the list all the same.
  useEffect(() => {
    if (outcome && !asking && document.activeElement === document.body) top.current?.focus();
  }, [outcome, asking]);

  const act = async (chosen: readonly AwardRow[], action: AwardAction): Promise<boolean> => {
    const result = await actions.act(
      chosen.map((award) => award.id),
      action,
    );
    // A dialog that is still open says itself that it did not work.
    if (result || !asking) setOutcome({ of: result });
    if (result) setSelected(new Set());
    return result !== null;
  };

  const ask = (chosen: AwardRow[], action: AwardRow['actions'][number]) => {
    const [first] = chosen;
    if (action === 'set-details') {
      if (first) setAsking({ kind: 'details', award: first });
    } else if (confirmations[action]) setAsking({ kind: 'confirm', action, awards: chosen });
    else void act(chosen, action);
  };

  if (!awards.value)
    return awards.failed ? (
      <Notice tone="danger" live action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
        {t('awards_not_loaded')}
      </Notice>
    ) : (
      <Skeleton rows={8} rowHeightPx={44} />
    );

  const confirmation = asking?.kind === 'confirm' ? confirmations[asking.action] : undefined;
  return (
    <div class="options-stack" ref={top} tabIndex={-1}>
      {awards.failed && (
        <Notice tone="warning" action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
          {t('awards_stale')}
        </Notice>
      )}
      {outcome && (outcome.of === null || outcome.of.unchanged > 0) && (
        <Notice tone={outcome.of ? 'info' : 'danger'} live>
          {outcome.of ? plural('awards_unchanged', outcome.of.unchanged) : t('failed_nothing_changed')}
        </Notice>
      )}
      <div class="options-card options-card--flush">
        {rows.length === 0 ? (
          <ActivityEmpty
            isConnected={isConnected}
            quizSiteUrl={quizSiteUrl}
            onConnect={() => actions.show('integrations')}
          />
        ) : (
          <>
            <div class="options-table-bar">
              {selectedRows.length > 0 ? (
                <BulkBar selected={selectedRows} onAct={ask} onClear={() => setSelected(new Set())} />
              ) : (
                <AwardsSummary awards={rows} total={awards.value.total} />
              )}
            </div>
            <AwardsTable
              awards={rows}
              selected={selected}
              onSelect={setSelected}
              onAct={(award, action) => ask([award], action)}
              onCopy={actions.copy}
            />
          </>
        )}
      </div>
      {asking?.kind === 'details' && (
        <DetailsDialog
          award={asking.award}
          onSave={async (details) => {
            const problems = await actions.setDetails(asking.award.id, details);
            if (problems?.length === 0) setOutcome({ of: { changed: 1, unchanged: 0 } });
            return problems;
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'confirm' && confirmation && (
        <ConfirmDialog
          heading={plural(confirmation.heading, asking.awards.length)}
          confirmLabel={t(actionWords[asking.action])}
          busyLabel={t(confirmation.busy)}
          onConfirm={() => act(asking.awards, asking.action)}
          onClose={() => setAsking(null)}
        >
          <p>{t(confirmation.text)}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
