import { useEffect, useRef, useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { OptionsActions } from '../model.ts';
import { ResultsFileButton } from './file-card.tsx';
import { ImportProgress } from './import-progress.tsx';
import type { CheckedRow, FileFacts, ImportView, ResultsFileTrouble } from './model.ts';
import { RowsView } from './rows-view.tsx';
import { SetupView } from './setup-view.tsx';
import { fileTroubles } from './troubles.ts';

export interface ResultsTabProps {
  state: OptionsState;
  /** The import that is under way, or was. */
  importView: ImportView | null;
  actions: OptionsActions;
  quizSiteUrl: string;
}

interface OpenFile {
  file: File;
  facts: FileFacts;
}

export interface Checked {
  ruleId: string;
  ruleVersion: number;
  rows: CheckedRow[];
}

/** Badges for results that no browser saw: a file is read, looked at, and only then awarded. */
export function ResultsTab({ state, importView, actions, quizSiteUrl }: ResultsTabProps) {
  const t = useTranslate();
  const [open, setOpen] = useState<OpenFile | null>(null);
  const [reading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<ResultsFileTrouble | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const rules = state.rules.filter((it) => it.active && it.joined);

  const step = importView ? 'import' : checked ? 'rows' : open ? 'setup' : 'start';
  const former = useRef(step);
  useEffect(() => {
    // A new step begins at its beginning, for the eyes and for the keyboard.
    if (former.current !== step && !top.current?.closest('[hidden]')) top.current?.focus();
    former.current = step;
  }, [step]);

  const read = async (file: File | null, how: { delimiter: string | null; hasHeadings: boolean | null }) => {
    setReading(true);
    setTrouble(null);
    const opened = await actions.openResults(file, how, () => undefined);
    setReading(false);
    if (!opened.ok) {
      setTrouble(opened.trouble);
      if (file) setOpen(null);
      return;
    }
    const own = file ?? open?.file;
    if (own) setOpen({ file: own, facts: opened.facts });
  };

  const close = () => {
    actions.closeResults();
    setOpen(null);
    setChecked(null);
    setTrouble(null);
  };

  return (
    <div class="options-stack results" ref={top} tabIndex={-1}>
      {trouble && (
        <Notice tone="danger" live>
          <p>{t(fileTroubles[trouble])}</p>
          <p>{t('transfer_nothing_changed')}</p>
        </Notice>
      )}
      {importView ? (
        <ImportProgress view={importView} state={state} actions={actions} />
      ) : step === 'start' ? (
        <div class="options-card options-card--flush">
          <Start
            isConnected={state.connection !== null}
            hasRules={rules.length > 0}
            reading={reading}
            onFile={(file) => void read(file, { delimiter: null, hasHeadings: null })}
            onConnect={() => actions.show('integrations')}
            quizSiteUrl={quizSiteUrl}
          />
        </div>
      ) : null}
      {!importView && open && (
        // Kept while rows are looked at, so that going back finds it as it was left.
        <div hidden={checked !== null}>
          <SetupView
            key={open.file.name + open.file.lastModified}
            file={open.file}
            facts={open.facts}
            rules={rules}
            actions={actions}
            onRead={(how) => void read(null, how)}
            onOther={close}
            onChecked={setChecked}
          />
        </div>
      )}
      {!importView && open && checked && (
        <RowsView
          fileName={open.file.name}
          checked={checked}
          rule={rules.find((it) => it.id === checked.ruleId) ?? null}
          actions={actions}
          onBack={() => setChecked(null)}
          onStarted={close}
        />
      )}
    </div>
  );
}

interface StartProps {
  isConnected: boolean;
  hasRules: boolean;
  reading: boolean;
  onFile: (file: File) => void;
  onConnect: () => void;
  quizSiteUrl: string;
}

function Start({ isConnected, hasRules, reading, onFile, onConnect, quizSiteUrl }: StartProps) {
  const t = useTranslate();
  if (!isConnected)
    return (
      <EmptyState icon="drive" action={<Button onClick={onConnect}>{t('action_go_to_integrations')}</Button>}>
        <p>{t('results_start_unconnected')}</p>
      </EmptyState>
    );
  if (!hasRules)
    return (
      <EmptyState
        icon="drive"
        action={
          <a class="ui-button ui-button--quiet" href={quizSiteUrl} target="_blank" rel="noreferrer">
            <span class="ui-button__label">{t('action_open_credspark')}</span>
          </a>
        }
      >
        <p>{t('results_start_no_quiz')}</p>
      </EmptyState>
    );
  return (
    <EmptyState icon="drive" action={<ResultsFileButton onFile={onFile} busy={reading} />}>
      <p>{t('results_start')}</p>
      <p>{t('results_start_safe')}</p>
    </EmptyState>
  );
}
