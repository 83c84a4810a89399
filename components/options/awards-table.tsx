import { useState } from 'preact/hooks';
import type { AwardRow } from '@/lib/messages/client';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { usePlural } from '../ui/language.ts';
import { AwardTableRow } from './award-row.tsx';

/** Rows drawn at first, and with each "Show more": thousands at once would make the page stiff. */
const pageRows = 200;

export interface AwardsTableProps {
  awards: readonly AwardRow[];
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  onAct: (award: AwardRow, action: AwardRow['actions'][number]) => void;
  onCopy: (text: string) => Promise<boolean>;
}

/** All awards, newest first as they come. "Select all" means the rows that are shown. */
export function AwardsTable({ awards, selected, onSelect, onAct, onCopy }: AwardsTableProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [limit, setLimit] = useState(pageRows);
  const shown = awards.slice(0, limit);
  const selectedShown = shown.filter((award) => selected.has(award.id)).length;
  const hidden = awards.length - shown.length;

  const select = (id: string, add: boolean) => {
    const next = new Set(selected);
    if (add) next.add(id);
    else next.delete(id);
    onSelect(next);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="options-table-frame" tabIndex={0} aria-label={t('awards_frame')}>
        <table class="options-table" aria-label={t('awards_table')}>
          <thead>
            <tr>
              <th scope="col" class="options-table__check">
                <CheckBox
                  label={t('select_all')}
                  hideLabel
                  checked={selectedShown === shown.length}
                  mixed={selectedShown > 0 && selectedShown < shown.length}
                  onChange={(all) => onSelect(new Set(all ? shown.map((award) => award.id) : []))}
                />
              </th>
              <th scope="col">{t('column_participant')}</th>
              <th scope="col">{t('column_badge')}</th>
              <th scope="col">{t('column_quiz')}</th>
              <th scope="col">{t('column_status')}</th>
              <th scope="col">{t('column_time')}</th>
              <th scope="col">
                <span class="ui-visually-hidden">{t('column_actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((award) => (
              <AwardTableRow
                key={award.id}
                award={award}
                isSelected={selected.has(award.id)}
                onSelect={(add) => select(award.id, add)}
                onAct={(action) => onAct(award, action)}
                onCopy={onCopy}
              />
            ))}
          </tbody>
        </table>
      </section>
      {hidden > 0 && (
        <div class="options-more">
          <Button onClick={() => setLimit(limit + pageRows)}>
            {plural('awards_show_more', Math.min(hidden, pageRows))}
          </Button>
        </div>
      )}
    </>
  );
}
