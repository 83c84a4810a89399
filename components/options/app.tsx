import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AwardsReply, ImportView, OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Tab, Tabs } from '../ui/tabs.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { type AwardsFilter, noFilter } from './awards-view.ts';
import { Disclosure } from './disclosure.tsx';
import { Header } from './header.tsx';
import { IntegrationsTab } from './integrations-tab.tsx';
import { LockScreen } from './lock/lock-screen.tsx';
import type { LockState } from './lock/model.ts';
import type { Loadable, OptionsActions, View } from './model.ts';
import { QuizSitesTab } from './quiz-sites-tab.tsx';
import type { AwardingActions } from './quizzes/other-quizzes.tsx';
import { QuizzesTab } from './quizzes/quizzes-tab.tsx';
import { ResultsTab } from './results/results-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';

export interface OptionsAppProps {
  view: ReadonlySignal<View>;
  /** Raised each time somebody is led here for the disclosure. */
  consentAsked: ReadonlySignal<number>;
  state: ReadonlySignal<Loadable<OptionsState>>;
  awards: ReadonlySignal<Loadable<AwardsReply>>;
  lock: ReadonlySignal<LockState | null>;
  importView: ReadonlySignal<ImportView | null>;
  actions: OptionsActions;
  awarding: AwardingActions;
  version: string;
  /** Where quizzes are edited. */
  quizSiteUrl: string;
}

/** The whole options page: the question of consent first, then connection, awards and settings. */
export function OptionsApp({
  view,
  consentAsked,
  state: loadable,
  awards,
  lock,
  importView,
  actions,
  awarding,
  version,
  quizSiteUrl,
}: OptionsAppProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [isFormOpen, setFormOpen] = useState(false);
  /** Set while the disclosure is read on request; once it is agreed to, `then` goes on, or Connect. */
  const [reading, setReading] = useState<{ connect: boolean; then?: (() => void) | undefined } | null>(null);
  const filter = useSignal<AwardsFilter>(noFilter);
  const main = useRef<HTMLElement>(null);
  const { value: state, failed } = loadable.value;
  const isAsking = state !== null && (state.consent.state === 'none' || reading !== null);

  const isLocked = lock.value?.isLocked ?? false;
  useEffect(() => {
    // The button that answered is gone; a form that opened instead has taken the focus by now.
    if (!isAsking && !isLocked && document.activeElement === document.body) main.current?.focus();
  }, [isAsking, isLocked]);

  const asked = consentAsked.value;
  const isDeclined = state?.consent.state === 'declined';
  const isConnected = Boolean(state?.connection);
  // Only being led here opens it, not a later change of consent.
  useEffect(() => {
    if (asked > 0 && isDeclined) setReading({ connect: !isConnected });
  }, [asked, state === null]);

  const answer = async (given: 'agreed' | 'declined') => {
    const kept = await actions.answerConsent(given);
    if (kept) {
      if (given === 'agreed' && reading?.connect) setFormOpen(true);
      if (given === 'agreed') reading?.then?.();
      setReading(null);
    }
    return kept;
  };

  const tabs = (state: OptionsState): Tab<View>[] => [
    {
      id: 'integrations',
      label: t('tab_integrations'),
      content: (
        <IntegrationsTab
          state={state}
          actions={actions}
          isFormOpen={isFormOpen}
          onFormOpen={setFormOpen}
          onReview={() => {
            filter.value = { ...noFilter, status: 'waiting' };
            actions.show('activity');
          }}
          onConsentNeeded={(then) => setReading({ connect: !then && state.connection === null, then })}
        />
      ),
    },
    {
      id: 'quizzes',
      label: t('tab_quizzes'),
      content: (
        <QuizzesTab
          state={state}
          actions={actions}
          awarding={awarding}
          quizSiteUrl={quizSiteUrl}
          isShown={view.value === 'quizzes' && !isAsking}
        />
      ),
    },
    {
      id: 'import-results',
      label: t('tab_import_results'),
      content: <ResultsTab state={state} importView={importView.value} actions={actions} quizSiteUrl={quizSiteUrl} />,
    },
    {
      id: 'activity',
      label: t('tab_activity'),
      count: { value: state.forAPerson, inWords: plural('for_a_person', state.forAPerson) },
      content: (
        <ActivityTab awards={awards.value} state={state} filter={filter} actions={actions} quizSiteUrl={quizSiteUrl} />
      ),
    },
    {
      id: 'quiz-sites',
      label: t('tab_quiz_sites'),
      content: <QuizSitesTab sites={state.sites} version={version} actions={actions} quizSiteUrl={quizSiteUrl} />,
    },
    {
      id: 'settings',
      label: t('tab_settings'),
      content: (
        <SettingsTab
          state={state}
          version={version}
          isLockSet={lock.value?.isSet ?? false}
          actions={actions}
          onReadAgain={() => setReading({ connect: false })}
        />
      ),
    },
  ];

  if (lock.value?.isLocked)
    return (
      <>
        <Header environment={null} />
        <main class="options-main">
          <LockScreen state={lock.value} actions={actions} />
        </main>
      </>
    );
  return (
    <>
      <Header environment={state?.connection?.environment ?? null} />
      <main class="options-main" ref={main} tabIndex={-1}>
        {failed && (
          <Notice tone="danger" live action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
            {t(state ? 'page_stale' : 'page_not_loaded')}
          </Notice>
        )}
        {!state && !failed && <Skeleton rows={3} rowHeightPx={96} />}
        {isAsking && <Disclosure onAnswer={answer} focused={reading !== null} />}
        {state && (
          // Kept under the disclosure, with whatever was typed in it.
          <div hidden={isAsking}>
            <Tabs label={t('tabs_label')} tabs={tabs(state)} selected={view.value} onSelect={actions.show} />
          </div>
        )}
        {!isAsking && view.value !== 'settings' && <p class="options-foot">{t('not_endorsed')}</p>}
      </main>
    </>
  );
}
