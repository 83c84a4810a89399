import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AwardAction, AwardRow, AwardsReply, OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ActivityEmpty } from './activity-empty.tsx';
import { ActivityToolbar } from './activity-toolbar.tsx';
import { actionWords, confirmationOf } from './award-actions.ts';
import { awardsCsv, csvFileName } from './awards-csv.ts';
import { AwardsTable } from './awards-table.tsx';
import {
  type AwardsFilter,
  filterAwards,
  newestFirst,
  noFilter,
  quizTitles,
  searchTexts,
  sortAwards,
} from './awards-view.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import type { ActOutcome, Loadable, OptionsActions } from './model.ts';
import { OutcomeNotice } from './outcome-notice.tsx';
import { QueueLine } from './queue-line.tsx';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { RefreshStates } from './refresh-states.tsx';
import { ReleaseNotice } from './release-notice.tsx';
import { StatusFilter } from './status-filter.tsx';

export interface ActivityTabProps {
  awards: Loadable<AwardsReply>;
  state: Pick<OptionsState, 'connection' | 'queue'>;
  /** Owned by the page, since other tabs lead here with a filter set. */
  filter: Signal<AwardsFilter>;
  actions: OptionsActions;
  quizSiteUrl: string;
}

type Asking =
  | { kind: 'details'; award: AwardRow }
  | { kind: 'confirm'; action: AwardAction; awards: AwardRow[] }
  | { kind: 'receipt'; award: AwardRow };

const noRows: readonly AwardRow[] = [];

/** All awards, and what a person can do about those that wait for one. */
export function ActivityTab({ awards, state, filter, actions, quizSiteUrl }: ActivityTabProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState(newestFirst);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [outcome, setOutcome] = useState<{ of: ActOutcome } | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const rows = awards.value?.awards ?? noRows;
  const chosen = filter.value;
  const texts = useMemo(() => searchTexts(rows), [rows]);
  const titles = useMemo(() => quizTitles(rows, language), [rows, language]);
  const sorted = useMemo(() => {
    const kept = filterAwards(rows, texts, chosen);
    return sortAwards(kept, sort, language);
  }, [rows, texts, chosen, sort, language]);
  // Only what is in view of the filters is acted on.
  const selectedRows = sorted.filter((award) => selected.has(award.id));
  const approvable = sorted.filter((award) => award.actions.includes('approve'));

  // The button that was pressed may be gone with what it did; the reader stays in the list all the same.
  useEffect(() => {
    if (outcome && !asking && document.activeElement === document.body) top.current?.focus();
  }, [outcome, asking]);

  const act = async (on: readonly AwardRow[], action: AwardAction): Promise<boolean> => {
    const result = await actions.act(
      on.map((award) => award.id),
      action,
    );
    // A dialog that is still open says itself that it did not work.
    if (result || !asking) setOutcome({ of: result });
    if (result) setSelected(new Set());
    return result !== null;
  };

  const ask = (on: AwardRow[], action: AwardRow['actions'][number]) => {
    const [first] = on;
    if (action === 'set-details') {
      if (first) setAsking({ kind: 'details', award: first });
    } else if (confirmationOf(action, on.length)) setAsking({ kind: 'confirm', action, awards: on });
    else void act(on, action);
  };

  if (!awards.value)
    return awards.failed ? (
      <Notice tone="danger" live action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
        {t('awards_not_loaded')}
      </Notice>
    ) : (
      <Skeleton rows={8} rowHeightPx={44} />
    );

  const { total } = awards.value;
  const confirmation = asking?.kind === 'confirm' ? confirmationOf(asking.action, asking.awards.length) : null;
  return (
    <div class="options-stack" ref={top} tabIndex={-1}>
      {awards.failed && (
        <Notice tone="warning" action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
          {t('awards_stale')}
        </Notice>
      )}
      {outcome && <OutcomeNotice outcome={outcome.of} />}
      <ReleaseNotice queue={state.queue} onRelease={actions.releaseQueue} />
      <div class="options-card options-card--flush">
        {rows.length === 0 ? (
          <ActivityEmpty
            isConnected={state.connection !== null}
            quizSiteUrl={quizSiteUrl}
            onConnect={() => actions.show('integrations')}
          />
        ) : (
          <>
            <div class="options-overview">
              <QueueLine queue={state.queue} pausedReason={state.connection?.paused?.reason ?? null} awards={rows} />
              <StatusFilter
                awards={rows}
                selected={chosen.status}
                onSelect={(status) => {
                  filter.value = { ...chosen, status };
                }}
              />
              <ActivityToolbar
                filter={chosen}
                onFilter={(next) => {
                  filter.value = next;
                }}
                quizTitles={titles}
                searchRef={search}
              >
                {approvable.length > 0 && (
                  // One primary button a view: the notice above has it, while it is there.
                  <Button
                    kind={state.queue.state === 'held-after-reconnect' ? 'quiet' : 'primary'}
                    onClick={() => ask(approvable, 'approve')}
                  >
                    {t('approve_all', number.format(approvable.length))}
                  </Button>
                )}
                <RefreshStates isConnected={state.connection !== null} onRefresh={() => actions.refresh(null)} />
                <Button
                  icon="download"
                  disabled={sorted.length === 0}
                  onClick={() =>
                    actions.download({
                      name: csvFileName(new Date()),
                      text: awardsCsv(sorted, t),
                      mediaType: 'text/csv;charset=utf-8',
                    })
                  }
                >
                  {t('export_csv')}
                </Button>
              </ActivityToolbar>
            </div>
            <div class="options-table-bar">
              {selectedRows.length > 0 && (
                <BulkBar selected={selectedRows} onAct={ask} onClear={() => setSelected(new Set())} />
              )}
              <p class="options-summary" role="status" hidden={selectedRows.length > 0}>
                {[
                  sorted.length < rows.length && plural('awards_shown', sorted.length, number.format(rows.length)),
                  total > rows.length && t('awards_newest_listed', number.format(rows.length), number.format(total)),
                ]
                  .filter(Boolean)
                  .join(' · ') || plural('awards_total', rows.length)}
              </p>
            </div>
            {sorted.length === 0 ? (
              <EmptyState
                icon="medal"
                action={
                  <Button
                    onClick={() => {
                      filter.value = noFilter;
                      search.current?.focus();
                    }}
                  >
                    {t('filter_clear')}
                  </Button>
                }
              >
                <p>{t('awards_no_match')}</p>
              </EmptyState>
            ) : (
              <AwardsTable
                awards={sorted}
                selected={selected}
                sort={sort}
                filter={chosen}
                onSort={setSort}
                onSelect={setSelected}
                onAct={(award, action) => ask([award], action)}
                onReceipt={(award) => setAsking({ kind: 'receipt', award })}
                onCopy={actions.copy}
              />
            )}
          </>
        )}
      </div>
      {asking?.kind === 'receipt' && (
        <ReceiptDialog
          // As it is now, where it is still in the list.
          award={rows.find((award) => award.id === asking.award.id) ?? asking.award}
          onLoad={actions.receipt}
          actions={actions}
          onCopy={actions.copy}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'details' && (
        <DetailsDialog
          award={asking.award}
          onSave={async (details) => {
            const problems = await actions.setDetails(asking.award.id, details);
            if (problems?.length === 0) setOutcome({ of: { changed: 1, unchanged: {} } });
            return problems;
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'confirm' && confirmation && (
        <ConfirmDialog
          heading={plural(confirmation.heading, asking.awards.length)}
          kind={confirmation.kind}
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
