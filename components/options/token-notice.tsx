import { useTranslate } from '../i18n.ts';
import { usePlural } from '../ui/language.ts';
import { Notice, type NoticeProps } from '../ui/notice.tsx';

/** From so many days on the notice has this tone; the most pressing first. */
const tones: readonly { upToDays: number; tone: NoticeProps['tone'] }[] = [
  { upToDays: 3, tone: 'danger' },
  { upToDays: 14, tone: 'warning' },
  { upToDays: 30, tone: 'info' },
];

export interface TokenNoticeProps {
  /** Whole days, negative once they are over. */
  daysLeft: number;
  /** Credly does not tell the day; it is counted from the day of entry. */
  isCounted: boolean;
}

/** How long the token still lives, and how it is replaced; nothing while there is time. */
export function TokenNotice({ daysLeft, isCounted }: TokenNoticeProps) {
  const t = useTranslate();
  const plural = usePlural();
  const tone = tones.find(({ upToDays }) => daysLeft <= upToDays)?.tone;
  if (!tone) return null;
  const heading =
    daysLeft < 0
      ? plural('token_ended_days', -daysLeft)
      : daysLeft === 0
        ? t('token_ends_today')
        : plural(isCounted ? 'token_days_left_counted' : 'token_days_left', daysLeft);
  return (
    <Notice tone={tone} heading={heading}>
      <p>{t('token_what_to_do')}</p>
      {isCounted && <p class="options-muted">{t('token_counted')}</p>}
    </Notice>
  );
}
