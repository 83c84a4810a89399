import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AwardRow } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { CheckBox } from '../ui/check-box.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icons.tsx';
import { AwardTableRow, type RowHandlers } from './award-row.tsx';
import { type AwardsFilter, type AwardsSort, nextSort, type SortColumn } from './awards-view.ts';
import { type Piece, piecesOf, useRowWindow } from './row-window.ts';

/** Longer lists draw only the rows around those in view, all of one height. */
const windowAbove = 200;
const rowHeightPx = 64;

/** The head is the first row. */
const headRows = 1;
const columnCount = 7;

export interface AwardsTableProps {
  /** As they are to be shown. */
  awards: readonly AwardRow[];
  selected: ReadonlySet<string>;
  sort: AwardsSort;
  /** What left these awards. */
  filter: AwardsFilter;
  onSort: (sort: AwardsSort) => void;
  onSelect: (ids: ReadonlySet<string>) => void;
  onAct: (award: AwardRow, action: AwardRow['actions'][number]) => void;
  onReceipt: (award: AwardRow) => void;
  onCopy: (text: string) => Promise<boolean>;
}

/** Awards in rows. "Select all" means all rows that the filters leave, drawn or not. */
export function AwardsTable(props: AwardsTableProps) {
  const { awards, selected, sort, onSort } = props;
  const t = useTranslate();
  const frame = useRef<HTMLElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const isLong = awards.length > windowAbove;
  const { first, viewRows } = useRowWindow(frame, rowHeightPx, isLong);
  const selectedCount = awards.filter((award) => selected.has(award.id)).length;

  // A new order or filter is read from its beginning. After painting, when asking for the place costs no layout.
  useEffect(() => {
    if (frame.current && frame.current.scrollTop > 0) frame.current.scrollTop = 0;
  }, [sort, props.filter]);

  // The rows keep the same handlers, so that one that has not changed is not drawn again.
  const latest = useRef(props);
  latest.current = props;
  const handlers = useMemo<RowHandlers>(
    () => ({
      onSelect(id, add) {
        const next = new Set(latest.current.selected);
        if (add) next.add(id);
        else next.delete(id);
        latest.current.onSelect(next);
      },
      onAct: (award, action) => latest.current.onAct(award, action),
      onReceipt: (award) => latest.current.onReceipt(award),
      onCopy: (text) => latest.current.onCopy(text),
    }),
    [],
  );

  const pieces: Piece[] = isLong
    ? piecesOf(
        awards.length,
        first,
        viewRows,
        awards.findIndex((award) => award.id === focusedId),
      )
    : awards.map((_, index) => ({ kind: 'row', index }));

  const head = (column: SortColumn, label: MessageId) => {
    const isSorted = sort.column === column;
    return (
      <th scope="col" aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
        <button type="button" class="options-sort" onClick={() => onSort(nextSort(sort, column))}>
          {t(label)}
          {isSorted && <Icon name={sort.descending ? 'down' : 'up'} size={14} />}
        </button>
      </th>
    );
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="options-table-frame" ref={frame} tabIndex={0} aria-label={t('awards_frame')}>
      <table
        class={classNames('options-table', isLong && 'options-table--long')}
        aria-label={t('awards_table')}
        aria-rowcount={awards.length + headRows}
        style={{ '--row-height': `${rowHeightPx}px` }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="options-table__check">
              <CheckBox
                label={t('select_all')}
                hideLabel
                checked={selectedCount === awards.length}
                mixed={selectedCount > 0 && selectedCount < awards.length}
                onChange={(all) => props.onSelect(new Set(all ? awards.map((award) => award.id) : []))}
              />
            </th>
            {head('participant', 'column_participant')}
            <th scope="col">{t('column_badge')}</th>
            {head('quiz', 'column_quiz')}
            {head('status', 'column_status')}
            {head('time', 'column_time')}
            <th scope="col">
              <span class="ui-visually-hidden">{t('column_actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody
          onFocusIn={(event) =>
            setFocusedId((event.target as Element).closest<HTMLElement>('tr[data-award]')?.dataset.award ?? null)
          }
          onFocusOut={() => setFocusedId(null)}
        >
          {pieces.map((piece) => {
            if (piece.kind === 'gap')
              return (
                // biome-ignore lint/a11y/noAriaHiddenOnFocusable: room for rows, nothing in it takes the focus
                <tr key={`gap-${piece.before === awards.length ? 'end' : piece.before}`} aria-hidden="true">
                  <td
                    class="options-table__gap"
                    colSpan={columnCount}
                    style={{ height: `${piece.rows * rowHeightPx}px` }}
                  />
                </tr>
              );
            const award = awards[piece.index];
            return (
              award && (
                <AwardTableRow
                  key={award.id}
                  award={award}
                  rowIndex={piece.index + headRows + 1}
                  isSelected={selected.has(award.id)}
                  isShort={isLong}
                  handlers={handlers}
                />
              )
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
