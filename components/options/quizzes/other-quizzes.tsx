import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { OtherQuiz, RuleStamp, RuleView, TrialReading, TrialView } from '@/lib/messages/client';
import { AwardDialog } from '../../editor/award-dialog.tsx';
import type { TemplateList } from '../../editor/badge-combobox.tsx';
import { type AwardDraft, type QuizOnPage, stampOf, startDraft } from '../../editor/draft/draft.ts';
import type { RuleToSave } from '../../editor/draft/to-rule.ts';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Section } from '../section.tsx';

type Quiz = Pick<OtherQuiz, 'quizIds' | 'title'>;

/** What choosing a badge asks for, here as in the editor. */
export interface AwardingActions {
  templates: ReadonlySignal<TemplateList>;
  loadTemplates(force: boolean): void;
  otherQuizzes(): Promise<OtherQuiz[] | null>;
  /** The quiz that an address of a known site without an editor is of; null where it is none. */
  findQuiz(address: string): Promise<string[] | null>;
  /** `changed`: another rule was saved (null: the rule was removed) since the draft was begun, and nothing is changed. */
  saveRule(
    quiz: Quiz,
    rule: RuleToSave,
    since: RuleStamp | null,
  ): Promise<'saved' | { trouble: string } | { changed: RuleView | null }>;
  tryRule(rule: RuleToSave, reading: TrialReading): Promise<TrialView | null>;
  testRule(quiz: Quiz, rule: RuleToSave, reading: TrialReading, email: string): Promise<string | null>;
  otherRules(quizIds: string[]): Promise<RuleView[]>;
}

export interface OtherQuizzesProps {
  awarding: AwardingActions;
  connection: { environment: 'production' | 'sandbox'; organizationName: string; mayIssue: 'yes' | 'unknown' } | null;
  isShown: boolean;
  /** Changes with everything that may have changed the list. */
  version: unknown;
}

const unknownQuiz: QuizOnPage = { type: null, passingScore: null, outcomes: [], ranges: { unit: null, rows: [] } };

interface OpenDialog {
  quiz: Quiz;
  rule: RuleView | null;
  draft: AwardDraft;
  /** Something was typed in it. */
  isTyped: boolean;
  /** It was left by Esc and opened again. */
  isRestored: boolean;
}

/** Quizzes of sites that have no editor we know: their badges are chosen here. */
export function OtherQuizzes({ awarding, connection, isShown, version }: OtherQuizzesProps) {
  const t = useTranslate();
  const [quizzes, setQuizzes] = useState<OtherQuiz[]>([]);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  /** What was typed when the dialog was left by Esc, which is soon pressed by mistake. */
  const [left, setLeft] = useState<OpenDialog | null>(null);
  useEffect(() => {
    if (isShown) void awarding.otherQuizzes().then((found) => found && setQuizzes(found));
  }, [isShown, version]);
  if (quizzes.length === 0) return null;

  const fresh = (quiz: Quiz, rule: RuleView | null): OpenDialog => ({
    quiz,
    rule,
    draft: startDraft(unknownQuiz, rule),
    isTyped: false,
    isRestored: false,
    changed: null,
  });
  const edit = (quiz: Quiz, rule: RuleView | null) => {
    awarding.loadTemplates(false);
    const isLeft = left?.quiz.quizIds.join() === quiz.quizIds.join();
    setOpen(left && isLeft ? { ...left, rule, isRestored: true } : fresh(quiz, rule));
  };
  const close = (kept: OpenDialog | null) => {
    setLeft(kept);
    setOpen(null);
  };
  const save = async ({ quiz, draft, changed }: OpenDialog, rule: RuleToSave, over: boolean) => {
    const outcome = await awarding.saveRule(quiz, rule, over && changed ? stampOf(changed.rule) : draft.since);
    if (outcome === 'saved') close(null);
    else if ('trouble' in outcome) return outcome.trouble;
    else {
      setOpen((now) => now && { ...now, changed: { rule: outcome.changed } });
      return t('draft_changed_meanwhile');
    }
    return null;
  };
  /** What is saved by now, in place of what was typed. */
  const showChanged = ({ quiz, changed }: OpenDialog) => {
    setLeft(null);
    setOpen(fresh(quiz, changed?.rule ?? null));
  };
  /** A quiz found by its address may have its badge already. */
  const ruleOf = ({ quizIds }: Quiz) =>
    quizzes.find((it) => it.quizIds.some((id) => quizIds.includes(id)))?.rule ?? null;
  return (
    <Section heading={t('quizzes_other_heading')}>
      <p class="options-muted">{t('quizzes_other_intro')}</p>
      <ul class="options-rules">
        {quizzes.map(({ quizIds, title, siteName, rule }) => (
          <li key={quizIds.join()} class="quizzes-other">
            <div>
              <p class="options-strong options-breakable">{title || t('quiz_untitled')}</p>
              <p class="options-muted">
                {siteName}
                {!rule && ` · ${t('quizzes_other_none')}`}
              </p>
            </div>
            <Button
              kind={rule ? 'quiet' : 'primary'}
              disabled={!connection}
              name={`${t(rule ? 'quizzes_other_change' : 'editor_award')}: ${title}`}
              onClick={() => edit({ quizIds, title }, rule)}
            >
              {t(rule ? 'quizzes_other_change' : 'editor_award')}
            </Button>
          </li>
        ))}
      </ul>
      <AnotherQuiz awarding={awarding} isDisabled={!connection} onFound={(quiz) => edit(quiz, ruleOf(quiz))} />
      {open && connection && (
        <AwardDialog
          // Another draft altogether: nothing of the old one's errors and open lists stays.
          key={JSON.stringify([open.isRestored, open.draft.since])}
          quizTitle={open.quiz.title}
          quiz={unknownQuiz}
          facts={{
            connection: { ...connection, paused: null },
            saved: open.rule,
            registration: null,
            joined: true,
            addressChanged: false,
          }}
          draft={open.draft}
          onDraft={(draft) => setOpen({ ...open, draft, isTyped: true })}
          isRestored={open.isRestored}
          onStartOver={() => setOpen(fresh(open.quiz, open.rule))}
          list={awarding.templates.value}
          onRefresh={() => awarding.loadTemplates(true)}
          onTry={awarding.tryRule}
          onTest={(rule, reading, email) => awarding.testRule(open.quiz, rule, reading, email)}
          onOthers={() => awarding.otherRules(open.quiz.quizIds)}
          onShowChanged={open.changed && (() => showChanged(open))}
          onSave={(rule, over) => save(open, rule, over)}
          onClose={() => close(null)}
          onLeave={() => close(open.isTyped ? open : left)}
        />
      )}
    </Section>
  );
}

interface OpenDialog {
  quiz: Quiz;
  rule: RuleView | null;
  draft: AwardDraft;
  /** What was saved meanwhile by somebody else. */
  changed: { rule: RuleView | null } | null;
}

interface AnotherQuizProps {
  awarding: Pick<AwardingActions, 'findQuiz'>;
  isDisabled: boolean;
  onFound: (quiz: Quiz) => void;
}

/** A second quiz of a site that was taught is known by its address alone. */
function AnotherQuiz({ awarding, isDisabled, onFound }: AnotherQuizProps) {
  const t = useTranslate();
  const [address, setAddress] = useState('');
  const [title, setTitle] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const find = async () => {
    const quizIds = await awarding.findQuiz(address.trim());
    setUnknown(quizIds === null);
    if (quizIds) onFound({ quizIds, title: title.trim() });
  };
  return (
    <details class="ui-details">
      <summary>{t('quizzes_other_add')}</summary>
      <form
        class="options-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <TextField
          label={t('quizzes_other_address')}
          value={address}
          onInput={(text) => {
            setAddress(text);
            setUnknown(false);
          }}
          error={isUnknown && t('quizzes_other_unknown')}
        />
        <TextField label={t('quizzes_other_title')} value={title} onInput={setTitle} />
        <div class="options-actions options-actions--start">
          <Button type="submit" disabled={isDisabled}>
            {t('editor_award')}
          </Button>
        </div>
      </form>
    </details>
  );
}
