import { useState } from 'preact/hooks';
import type { RuleView } from '@/lib/messages/client.ts';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';

export interface CopyRuleProps {
  /** The other quizzes' rules that fit this quiz. */
  onList: () => Promise<RuleView[]>;
  onCopy: (rule: RuleView) => void;
}

/** "Copy from another quiz": the others by their titles, then one of them into the fields below. */
export function CopyRule({ onList, onCopy }: CopyRuleProps) {
  const t = useTranslate();
  const [rules, setRules] = useState<RuleView[] | null>(null);
  const [loading, setLoading] = useState(false);
  const [chosen, setChosen] = useState('');
  const [copied, setCopied] = useState<string | null>(null);
  const titleOf = (rule: RuleView) => rule.quizTitle || t('quiz_untitled');
  const open = async () => {
    setLoading(true);
    const found = await onList();
    setRules(found);
    setChosen(found[0]?.id ?? '');
    setLoading(false);
  };
  const copy = () => {
    const rule = rules?.find((it) => it.id === chosen);
    if (!rule) return;
    onCopy(rule);
    setCopied(titleOf(rule));
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
            choices={rules.map((rule) => ({ value: rule.id, label: titleOf(rule) }))}
            onChange={setChosen}
          />
          <Button onClick={copy}>{t('copy_take')}</Button>
        </div>
      )}
      <p class="ui-field__help" role="status">
        {rules?.length === 0 ? t('copy_none') : copied && t('copy_done', copied)}
      </p>
    </div>
  );
}
