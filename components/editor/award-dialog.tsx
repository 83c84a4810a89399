import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RuleView, TrialReading, TrialView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EnvironmentChip } from '../ui/environment-chip.tsx';
import { Notice } from '../ui/notice.tsx';
import { BadgeCombobox, type TemplateList } from './badge-combobox.tsx';
import { copyRule } from './draft/copy-rule.ts';
import {
  type AwardDraft,
  type AwardKind,
  badgesOfDraft,
  kindsOf,
  type QuizOnPage,
  withTypedOutcome,
} from './draft/draft.ts';
import { type RuleToSave, toRuleDraft } from './draft/to-rule.ts';
import { CopyRule } from './rule-form/copy-rule.tsx';
import { useDraftForm } from './rule-form/form.ts';
import { IssueOptions } from './rule-form/issue-options.tsx';
import { Outcomes } from './rule-form/outcomes.tsx';
import { PassingScore } from './rule-form/passing-score.tsx';
import { Preflight, type PreflightFacts } from './rule-form/preflight.tsx';
import { RadioGroup } from './rule-form/radio-group.tsx';
import { ScoreRanges } from './rule-form/score-ranges.tsx';
import { TryIt } from './rule-form/try-it.tsx';

export interface AwardDialogProps {
  quizTitle: string;
  quiz: QuizOnPage;
  facts: PreflightFacts;
  draft: AwardDraft;
  onDraft: (draft: AwardDraft) => void;
  /** The draft is what was typed before a reload or a sign-out. */
  isRestored: boolean;
  onStartOver: () => void;
  list: TemplateList;
  onRefresh: () => void;
  onTry: (rule: RuleToSave, reading: TrialReading) => Promise<TrialView | null>;
  /** Gives back a sentence that says what went wrong, or null. */
  onTest: (rule: RuleToSave, reading: TrialReading, email: string) => Promise<string | null>;
  /** The rules of other quizzes. */
  onOthers: () => Promise<RuleView[]>;
  /** Where the award was saved or removed elsewhere since the draft was begun: gives up what was typed for what is there now. */
  onShowChanged: (() => void) | null;
  /** Saves; gives back a sentence that says what went wrong, or null. `over`: over what was changed meanwhile. */
  onSave: (rule: RuleToSave, over: boolean) => Promise<string | null>;
  /** Cancelled: what was typed is no longer wanted. */
  onClose: () => void;
  /** Left by Esc, which is soon pressed by mistake: what was typed is kept. Without it, the same as cancelled. */
  onLeave?: () => void;
}

const kindLabels = {
  'passing-score': 'editor_passing_score',
  'score-ranges': 'draft_score_ranges',
  outcomes: 'editor_outcomes',
} as const satisfies Record<AwardKind, string>;

/** "Award a Credly Badge": which badge, for what, and how. */
export function AwardDialog(props: AwardDialogProps) {
  const t = useTranslate();
  const { draft, quiz, list, facts } = props;
  /** As it would be saved. */
  const whole = withTypedOutcome(draft);
  const { form, problems, checkAll } = useDraftForm(props);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [showsOptions, setShowsOptions] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const kinds = kindsOf(quiz.type);
  const mayRepeat = allowDuplicates(whole, list, facts.saved);
  const rule = problems.length === 0 ? toRuleDraft(draft, quiz, mayRepeat) : null;

  // The badge is what the dialog is for; the choice above it is right for most quizzes.
  useLayoutEffect(() => body.current?.querySelector<HTMLElement>('[role=combobox]')?.focus(), []);

  const save = async (over: boolean) => {
    checkAll();
    if (!rule) {
      if (problems.some((it) => it.field.startsWith('expires') || it.field.startsWith('evidence')))
        setShowsOptions(true);
      // After the errors are drawn, the first bad field gets the focus.
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(firstBadField)?.focus());
      return;
    }
    setSaving(true);
    setFailure(null);
    const trouble = await props.onSave(rule, over);
    setFailure(trouble);
    setSaving(false);
    // It stands at the end, which may be out of sight.
    if (trouble) requestAnimationFrame(() => body.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }));
  };

  return (
    <Dialog
      heading={t('editor_award')}
      description={t('added_by')}
      onClose={props.onLeave ?? props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('action_cancel')}</Button>
          <Button kind="primary" busy={saving} busyLabel={t('editor_saving')} onClick={() => void save(false)}>
            {t('action_save')}
          </Button>
        </>
      }
    >
      <div class="award-dialog" ref={body}>
        <p class="award-dialog__quiz">
          <span>{t('editor_for_quiz', props.quizTitle)}</span>
          <EnvironmentChip environment={facts.connection.environment} />
        </p>
        {props.isRestored && (
          <Notice
            tone="info"
            action={
              <Button size="small" onClick={props.onStartOver}>
                {t('draft_start_over')}
              </Button>
            }
          >
            {t('draft_is_back')}
          </Notice>
        )}
        {kinds.length > 1 && (
          <RadioGroup
            legend={t('editor_award_for')}
            value={draft.kind}
            options={kinds.map((value) => ({ value, label: t(kindLabels[value]) }))}
            onChange={(kind) => form.change({ kind })}
          />
        )}
        {draft.kind !== 'score-ranges' && (
          <BadgeCombobox
            list={list}
            selected={draft.badge}
            onSelect={({ id, name, imageUrl }) => form.change({ badge: { id, name, imageUrl } })}
            onRefresh={props.onRefresh}
            error={form.problemOf('badge')?.text ?? null}
          />
        )}
        {draft.kind === 'passing-score' && <PassingScore form={form} />}
        {draft.kind === 'score-ranges' && <ScoreRanges form={form} />}
        {draft.kind === 'outcomes' && <Outcomes form={form} />}
        <CopyRule
          draft={draft}
          quiz={quiz}
          onList={props.onOthers}
          onCopy={(other) => {
            const copied = copyRule(draft, quiz, other);
            // What does not go with this quiz's own passing score is said at once.
            form.change(copied, 'threshold', ...copied.ranges.map((_, index) => `range-${index}` as const));
          }}
        />
        <details
          class="ui-details rule-form__fold"
          open={showsOptions}
          onToggle={(event) => setShowsOptions(event.currentTarget.open)}
        >
          <summary>{t('rule_options')}</summary>
          <IssueOptions form={form} mayRepeat={mayRepeat} />
        </details>
        <details class="ui-details rule-form__fold">
          <summary>{t('try_heading')}</summary>
          <TryIt
            draft={whole}
            quiz={quiz}
            onTried={(tried) => form.change({ tried })}
            rule={rule}
            onTry={props.onTry}
            onTest={facts.connection.environment === 'sandbox' ? props.onTest : null}
          />
        </details>
        <Preflight facts={facts} draft={whole} list={list} />
        <p class="ui-field__help">{t('editor_what_is_needed')}</p>
        {failure && (
          <Notice tone="danger" live>
            {failure}
            {props.onShowChanged && (
              <div class="rule-form__actions">
                <Button size="small" busy={saving} onClick={() => void save(true)}>
                  {t('draft_save_mine')}
                </Button>
                <Button size="small" onClick={props.onShowChanged}>
                  {t('draft_show_changed')}
                </Button>
              </div>
            )}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

const firstBadField = '[aria-invalid=true], [data-bad=true] :is(button, [tabindex])';

/** Whether every chosen badge may be earned several times; what is not in the list is known from the saved rule alone. */
function allowDuplicates(draft: AwardDraft, list: TemplateList, saved: RuleView | null): boolean {
  const badges = badgesOfDraft(draft);
  const found = badges.map(({ id }) => list.items.find((it) => it.id === id)?.allowsDuplicates ?? saved?.mayRepeat);
  return badges.length > 0 && found.every((it) => it === true);
}
