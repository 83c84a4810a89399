import { useTranslate } from '../i18n.ts';
import { type PluralId, usePlural } from '../ui/language.ts';
import { Notice } from '../ui/notice.tsx';
import type { ActOutcome } from './model.ts';

const reasons: Readonly<Record<keyof NonNullable<ActOutcome>['unchanged'], PluralId>> = {
  expired: 'awards_still_expired',
  'not-revoked': 'awards_not_revoked',
  'moved-on': 'awards_unchanged',
};

/** Why some of the awards that a person acted on are as they were; nothing where all of them were changed. */
export function OutcomeNotice({ outcome }: { outcome: ActOutcome }) {
  const t = useTranslate();
  const plural = usePlural();
  if (!outcome)
    return (
      <Notice tone="danger" live>
        {t('failed_nothing_changed')}
      </Notice>
    );
  const lines = (Object.keys(reasons) as (keyof typeof reasons)[]).flatMap((why) => {
    const count = outcome.unchanged[why];
    return count ? [plural(reasons[why], count)] : [];
  });
  if (lines.length === 0) return null;
  return (
    <Notice tone="info" live>
      {lines.join(' ')}
    </Notice>
  );
}
