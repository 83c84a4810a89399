import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';

const shownMs = 2500;

/** Puts the diagnosis on the clipboard, and says for a moment that it did. */
export function CopyDiagnosis({ onCopy }: { onCopy: () => Promise<boolean> }) {
  const t = useTranslate();
  const [outcome, setOutcome] = useState<'copied' | 'copy_failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <div class="options-actions options-actions--start options-actions--middle">
      <Button onClick={async () => setOutcome((await onCopy()) ? 'copied' : 'copy_failed')}>
        {t('site_copy_diagnosis')}
      </Button>
      <span class="options-muted" role="status">
        {outcome ? t(outcome) : t('site_diagnosis_holds')}
      </span>
    </div>
  );
}
