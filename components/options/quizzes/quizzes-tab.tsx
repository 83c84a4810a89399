import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OptionsState } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage, usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { OptionsActions } from '../model.ts';
import { QuizRule } from '../quiz-rule.tsx';
import { Section } from '../section.tsx';
import { FileButton } from '../transfer/file-button.tsx';
import { ImportDialog } from '../transfer/import-dialog.tsx';
import { ProductionDialog } from '../transfer/production-dialog.tsx';
import { BadgeCheckLine } from './badge-check-line.tsx';
import type { BadgeCheck, QuizFacts } from './model.ts';
import { type AwardingActions, OtherQuizzes } from './other-quizzes.tsx';
import { badgeProblems, searchTextOf } from './quiz-problems.ts';
import { QuizzesEmpty } from './quizzes-empty.tsx';
import { UndoNote } from './undo-note.tsx';

/** So many quizzes are drawn at first, and with each "Show more". */
const pageSize = 25;
/** From more quizzes than these a search is offered. */
const searchFrom = 10;
/** The worker keeps no more removed rules than these. */
const maxUndo = 20;

export interface QuizzesTabProps {
  state: OptionsState;
  actions: OptionsActions;
  awarding: AwardingActions;
  /** Where quizzes are edited. */
  quizSiteUrl: string;
  /** The tab is the one that is looked at: only then are awards counted and badges checked. */
  isShown: boolean;
}

/** All quizzes with a badge: what they award for what, what came of it, and what is wrong. */
export function QuizzesTab({ state, actions, awarding, quizSiteUrl, isShown }: QuizzesTabProps) {
  const t = useTranslate();
  const plural = usePlural();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const search = useSignal('');
  const [limit, setLimit] = useState(pageSize);
  const [facts, setFacts] = useState<ReadonlyMap<string, QuizFacts>>(new Map());
  const [factsFailed, setFactsFailed] = useState(false);
  const [check, setCheck] = useState<BadgeCheck | null>(null);
  const [removed, setRemoved] = useState<readonly { id: string; title: string }[]>([]);
  const [removeFailed, setRemoveFailed] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [isMoving, setMoving] = useState(false);
  const [exporting, setExporting] = useState<'busy' | 'failed' | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const { rules, connection } = state;

  const texts = useMemo(() => new Map(rules.map((rule) => [rule.id, searchTextOf(rule)])), [rules]);
  const wanted = search.value.trim().toLocaleLowerCase();
  const found = wanted === '' ? rules : rules.filter((rule) => texts.get(rule.id)?.includes(wanted));
  const shown = found.slice(0, limit);
  const shownIds = shown.map((rule) => rule.id).join(' ');

  // Again with each change the page is told of, since any of them may be an award.
  useEffect(() => {
    if (!isShown || shownIds === '') return;
    void actions.quizFacts(shownIds.split(' ')).then((answer) => {
      setFactsFailed(answer === null);
      if (answer) setFacts((known) => new Map([...known, ...answer.map((it) => [it.ruleId, it] as const)]));
    });
  }, [isShown, shownIds, state]);

  const checkable = connection ? rules.filter((it) => it.active).length : 0;
  useEffect(() => {
    if (isShown && checkable > 0) void actions.checkBadges(false).then(setCheck);
  }, [isShown, checkable]);

  const remove = async (id: string, title: string) => {
    const done = await actions.removeRule(id);
    setRemoveFailed(!done);
    if (done) setRemoved((former) => [...former.filter((it) => it.id !== id), { id, title }].slice(-maxUndo));
  };

  const showMore = () => {
    setLimit(limit + pageSize);
    // The button may be gone with the last ones; the first of the new ones is where reading goes on.
    requestAnimationFrame(() => list.current?.children[limit]?.querySelector<HTMLElement>('button, summary')?.focus());
  };

  return (
    <div class="options-stack">
      {factsFailed && (
        <Notice tone="danger" live action={<Button onClick={actions.reload}>{t('action_try_again')}</Button>}>
          {t('quizzes_facts_not_loaded')}
        </Notice>
      )}
      {(removeFailed || exporting === 'failed') && (
        <Notice tone="danger" live>
          {t('failed_nothing_changed')}
        </Notice>
      )}
      <Section
        heading={t('rules_heading')}
        flush
        aside={
          <div class="options-actions">
            {rules.some((rule) => rule.environment === 'sandbox') && (
              <Button size="small" onClick={() => setMoving(true)}>
                {t('production_open')}
              </Button>
            )}
            <FileButton label={t('transfer_import')} size="small" onFile={setFile} />
            {rules.length > 0 && (
              <Button
                size="small"
                icon="download"
                busy={exporting === 'busy'}
                onClick={async () => {
                  setExporting('busy');
                  setExporting((await actions.exportRules()) ? null : 'failed');
                }}
              >
                {t('transfer_export')}
              </Button>
            )}
          </div>
        }
      >
        {rules.length === 0 ? (
          <QuizzesEmpty isConnected={connection !== null} quizSiteUrl={quizSiteUrl} />
        ) : (
          <>
            <div class="quizzes-bar">
              {rules.length > searchFrom && (
                <div class="quizzes-bar__search">
                  <TextField
                    label={t('quizzes_search')}
                    keyboard="search"
                    value={search.value}
                    onInput={(text) => {
                      search.value = text;
                      setLimit(pageSize);
                    }}
                  />
                </div>
              )}
              <p class="options-summary" role="status">
                {found.length < rules.length
                  ? t('quizzes_shown', number.format(found.length), number.format(rules.length))
                  : plural('quizzes_total', rules.length)}
              </p>
              {checkable > 0 && (
                <BadgeCheckLine check={check} onCheck={async () => setCheck(await actions.checkBadges(true))} />
              )}
            </div>
            {found.length === 0 && (
              <div class="quizzes-none">
                <p>{t('quizzes_no_match')}</p>
                <Button
                  size="small"
                  onClick={() => {
                    search.value = '';
                  }}
                >
                  {t('quizzes_show_all')}
                </Button>
              </div>
            )}
            <ul class="options-rules" ref={list}>
              {shown.map((rule) => (
                <QuizRule
                  key={rule.id}
                  rule={rule}
                  isConnected={connection !== null}
                  facts={facts.get(rule.id)}
                  problems={badgeProblems(t, rule, facts.get(rule.id), check, language)}
                  onResume={actions.resumeRule}
                  onOptions={actions.setRuleOptions}
                  onWatch={actions.watchResponses}
                  onReadNow={actions.readResponsesNow}
                  onAddress={({ quizIds, to }, is) => actions.answerAddress(quizIds, to, is)}
                  onRemove={() => void remove(rule.id, rule.quizTitle || t('quiz_untitled'))}
                />
              ))}
            </ul>
            {found.length > limit && (
              <div class="quizzes-more">
                <Button onClick={showMore}>
                  {t('quizzes_more', number.format(Math.min(pageSize, found.length - limit)))}
                </Button>
              </div>
            )}
          </>
        )}
      </Section>
      <OtherQuizzes awarding={awarding} connection={connection} isShown={isShown} version={state} />
      {removed.length > 0 && (
        <div class="quizzes-notes">
          {removed.map(({ id, title }) => (
            <UndoNote
              key={id}
              title={title}
              onUndo={() => actions.restoreRule(id)}
              onClose={() => setRemoved((former) => former.filter((it) => it.id !== id))}
            />
          ))}
        </div>
      )}
      {file && <ImportDialog file={file} actions={actions} onClose={() => setFile(null)} />}
      {isMoving && (
        <ProductionDialog
          isProduction={connection?.environment === 'production'}
          sandboxTitles={rules.filter((it) => it.environment === 'sandbox').map((it) => it.quizTitle)}
          actions={actions}
          onClose={() => setMoving(false)}
        />
      )}
    </div>
  );
}
