import { useState } from 'preact/hooks';
import type { BlockText, RuleView } from '@/lib/messages/client.ts';
import { type MessageId, useTranslate } from '../i18n.ts';
import { BlockContents } from '../player/block-contents.tsx';
import { DetailsForm } from '../player/details-form.tsx';
import { RadioGroup } from './rule-form/radio-group.tsx';
import { hasSeveralBadges, type Preview, previews, sampleAttempt, sampleBadge } from './sample-attempts.ts';

const labels: Readonly<Record<Preview, MessageId>> = {
  earned: 'block_preview_earned',
  'not-earned': 'block_preview_not_earned',
  'needs-details': 'block_preview_needs_details',
};

/** The block as participants will see it, in the states that an author should know. */
export function BlockPreview({ rule, words }: { rule: RuleView; words: BlockText }) {
  const t = useTranslate();
  const [preview, setPreview] = useState<Preview>('earned');
  const attempt = sampleAttempt(rule, preview);
  return (
    <div class="guest-preview">
      <RadioGroup
        legend={t('block_preview')}
        value={preview}
        options={previews.map((value) => ({ value, label: t(labels[value]) }))}
        onChange={setPreview}
      />
      <div class="guest-preview__block">
        <BlockContents attempt={attempt} fallback={sampleBadge(rule)} words={words} live={false} />
        {attempt.kind === 'award' && attempt.missing.length > 0 && <DetailsForm missing={attempt.missing} />}
      </div>
      {hasSeveralBadges(rule) && <p class="guest-note">{t('block_preview_several')}</p>}
    </div>
  );
}
