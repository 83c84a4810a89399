import type { OfferRowView } from '@/lib/messages/client.ts';
import { useTranslate } from '../../i18n.ts';
import { reasonSentence } from '../../reason-sentence.ts';
import { resultWords } from '../../result-words.ts';
import { BadgePicture } from '../../ui/badge-picture.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { useLanguage } from '../../ui/language.ts';

export interface OfferRowProps {
  row: OfferRowView;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

/** One result of the list: whose it is, what came of it, and which badge it earns. */
export function OfferRow({ row, ticked, onTick }: OfferRowProps) {
  const t = useTranslate();
  const language = useLanguage();
  const name = [row.firstName, row.lastName].filter(Boolean).join(' ');
  const note =
    row.kind === 'reviewed'
      ? t('offer_row_reviewed')
      : row.kind === 'ready' && !row.reason
        ? null
        : reasonSentence(t, row.reason);
  return (
    <tr>
      <td>
        <CheckBox hideLabel label={t('offer_tick', name || (row.email ?? ''))} checked={ticked} onChange={onTick} />
      </td>
      <th scope="row">
        {name && <span class="offer-table__line">{name}</span>}
        <span class="offer-table__line offer-table__muted">{row.email}</span>
        {note && <span class="offer-table__line offer-table__note">{note}</span>}
      </th>
      <td class="offer-table__result">{resultWords(t, language, row)}</td>
      <td>
        {row.badge && (
          <span class="offer-table__badge">
            <BadgePicture name={row.badge.name} imageUrl={row.badge.imageUrl} size={32} />
            <span>{row.badge.name}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
