import { useTranslate } from '../i18n.ts';
import { GuestButton } from './guest-button.tsx';

export interface AddressNoteProps {
  /** Slugs: the one that results are matched by, and the one that the page shows. */
  address: { from: string; to: string };
  onAnswer: (is: 'ours' | 'not-ours') => void;
}

/** The page shows another public address for the quiz than is known: a person says whether it has changed. */
export function AddressNote({ address, onAnswer }: AddressNoteProps) {
  const t = useTranslate();
  return (
    <div class="guest-question">
      <p class="guest-note guest-note--warning">{t('editor_address_changed', address.from, address.to)}</p>
      <div class="guest-actions">
        <GuestButton inside label={t('editor_address_ours')} onClick={() => onAnswer('ours')} />
        <GuestButton inside label={t('editor_address_not_ours')} onClick={() => onAnswer('not-ours')} />
      </div>
    </div>
  );
}
