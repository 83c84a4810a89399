import { useEffect, useState } from 'preact/hooks';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';

const shownMs = 2500;

export interface CopyLinkProps {
  url: string;
  /** Whose link it is. */
  who: string;
  onCopy: (text: string) => Promise<boolean>;
}

/** Copies the address at which a participant accepts the badge, and says for a moment that it did. */
export function CopyLink({ url, who, onCopy }: CopyLinkProps) {
  const t = useTranslate();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const words = { copied: 'copied', failed: 'copy_failed' } as const;
  return (
    <>
      <Button
        kind="plain"
        size="small"
        icon={outcome === 'copied' ? 'check' : 'link'}
        name={outcome ? t(words[outcome]) : t('award_action_for', t('award_copy_link'), who)}
        onClick={async () => setOutcome((await onCopy(url)) ? 'copied' : 'failed')}
      >
        {outcome ? t(words[outcome]) : t('award_copy_link')}
      </Button>
      <span class="ui-visually-hidden" role="status">
        {outcome ? t(words[outcome]) : ''}
      </span>
    </>
  );
}
