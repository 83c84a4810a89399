import { useState } from 'preact/hooks';
import type { RuleView } from '@/lib/messages/client.ts';
import { type MessageId, useTranslate } from '../../i18n.ts';
import { ruleRows } from '../../rule-rows.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { keepsOwnScore, type Unfit, unfitness } from '../draft/copy-rule.ts';
import type { AwardDraft, QuizOnPage } from '../draft/draft.ts';

export interface CopyRuleProps {
  draft: AwardDraft;
  quiz: QuizOnPage;
  /** The other quizzes' rules. */
  onList: () => Promise<RuleView[]>;
  onCopy: (rule: RuleView) => void;
}

/** "Copy from another quiz": the others by their titles, then one of them into the fields below. */
export function CopyRule({ draft, quiz, onList, onCopy }: CopyRuleProps) {
  const t = useTranslate();
  const [rules, setRules] = useState<RuleView[] | null>(null);
  const [loading, setLoading] = useState(false);
  const [chosen, setChosen] = useState('');
  const [copied, setCopied] = useState<string | null>(null);
  const titleOf = (rule: RuleView) => rule.quizTitle || t('quiz_untitled');
  const open = async () => {
    setLoading(true);
    const all = await onList();
    // Those that fit come first; the others are there too, with the reason.
    const found = [...all.filter((it) => !unfitness(it, quiz)), ...all.filter((it) => unfitness(it, quiz))];
    setRules(found);
    setChosen(found[0]?.id ?? '');
    setLoading(false);
  };
  const rule = rules?.find((it) => it.id === chosen);
  const unfit = rule && unfitness(rule, quiz);
  const copy = () => {
    if (!rule || unfit) return;
    const [own] = ruleRows(rule.awardFor, t);
    setCopied(
      keepsOwnScore(draft, rule)
        ? t('copy_done_but', titleOf(rule), own?.condition ?? '')
        : t('copy_done', titleOf(rule)),
    );
    onCopy(rule);
    setRules(null);
  };
  return (
    <div class="copy-rule">
      {rules === null && (
        <Button size="small" kind="plain" busy={loading} busyLabel={t('editor_loading')} onClick={() => void open()}>
          {t('copy_from')}
        </Button>
      )}
      {rules !== null && rules.length > 0 && (
        <div class="copy-rule__choice">
          <SelectField
            label={t('copy_from')}
            value={chosen}
            choices={rules.map((it) => ({
              value: it.id,
              label: unfitness(it, quiz) ? t('copy_unfit', titleOf(it)) : titleOf(it),
            }))}
            onChange={setChosen}
          />
          <Button disabled={Boolean(unfit)} onClick={copy}>
            {t('copy_take')}
          </Button>
        </div>
      )}
      <p class="ui-field__help" role="status">
        {unfit ? t(unfitText(unfit, draft)) : rules?.length === 0 ? t('copy_none') : !rules && copied}
      </p>
    </div>
  );
}

function unfitText(unfit: Unfit, { kind }: AwardDraft): MessageId {
  if (unfit === 'outcomes') return 'copy_unfit_outcomes';
  return kind === 'outcomes' ? 'copy_unfit_scores' : 'copy_unfit_kind';
}
