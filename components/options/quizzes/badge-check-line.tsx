import { useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { BadgeCheck } from './model.ts';

/** When Credly was last asked whether the badges can still be issued. */
export function BadgeCheckLine({ check, onCheck }: { check: BadgeCheck | null; onCheck: () => Promise<void> }) {
  const t = useTranslate();
  const [busy, setBusy] = useState(false);
  return (
    <div class="quizzes-check">
      {check && (
        <p class="options-summary" role="status">
          {check.ok ? (
            <>
              {t('quizzes_badges_checked')} <RelativeTime at={check.at} />
            </>
          ) : (
            t('quizzes_badges_unchecked')
          )}
        </p>
      )}
      <Button
        kind="plain"
        size="small"
        busy={busy}
        busyLabel={t('quizzes_checking')}
        onClick={async () => {
          setBusy(true);
          await onCheck();
          setBusy(false);
        }}
      >
        {t('quizzes_check')}
      </Button>
    </div>
  );
}
