import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTranslate } from '../../i18n.ts';
import { resultWords } from '../../result-words.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Chip } from '../../ui/chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { perLanguage, useLanguage } from '../../ui/language.ts';
import { fullName, participantName } from '../participant.ts';
import { Reason } from '../reasons.tsx';
import { type Piece, piecesOf, useRowWindow } from '../row-window.ts';
import type { CheckedRow } from './model.ts';
import { finalitySentences, isChoosable, kindLooks, kindOf, problemSentences } from './row-kinds.ts';

/** Longer lists draw only the rows around those in view, all of one height. */
const windowAbove = 200;
const rowHeightPx = 60;
const columnCount = 5;
const headRows = 1;

const dayFormat = perLanguage((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));

export interface RowsTableProps {
  rows: readonly CheckedRow[];
  /** What left these rows. */
  filter: string | null;
  /** Lines. */
  selected: ReadonlySet<number>;
  onSelect: (lines: ReadonlySet<number>) => void;
}

/** The rows of a file. "Select all" means all of those shown that can be chosen, drawn or not. */
export function RowsTable({ rows, filter, selected, onSelect }: RowsTableProps) {
  const t = useTranslate();
  const frame = useRef<HTMLElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const isLong = rows.length > windowAbove;
  const { first, viewRows } = useRowWindow(frame, rowHeightPx, isLong);
  const choosable = useMemo(() => rows.filter(isChoosable), [rows]);
  const chosenCount = choosable.filter(({ line }) => selected.has(line)).length;

  useEffect(() => {
    if (frame.current && frame.current.scrollTop > 0) frame.current.scrollTop = 0;
  }, [filter]);

  const latest = useRef({ selected, onSelect });
  latest.current = { selected, onSelect };
  const select = useMemo(
    () => (line: number, add: boolean) => {
      const next = new Set(latest.current.selected);
      if (add) next.add(line);
      else next.delete(line);
      latest.current.onSelect(next);
    },
    [],
  );
  const selectAll = (all: boolean) => {
    const next = new Set(selected);
    for (const { line } of choosable) {
      if (all) next.add(line);
      else next.delete(line);
    }
    onSelect(next);
  };

  const pieces: Piece[] = isLong
    ? piecesOf(rows.length, first, viewRows, focused === null ? -1 : rows.findIndex(({ line }) => line === focused))
    : rows.map((_, index) => ({ kind: 'row', index }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="options-table-frame results-frame" ref={frame} tabIndex={0} aria-label={t('results_frame')}>
      <table
        class={classNames('options-table results-table', isLong && 'options-table--long')}
        aria-label={t('results_table')}
        aria-rowcount={rows.length + headRows}
        style={{ '--row-height': `${rowHeightPx}px` }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="options-table__check">
              <CheckBox
                label={t('results_select_all')}
                hideLabel
                disabled={choosable.length === 0}
                checked={choosable.length > 0 && chosenCount === choosable.length}
                mixed={chosenCount > 0 && chosenCount < choosable.length}
                onChange={selectAll}
              />
            </th>
            <th scope="col">{t('results_line')}</th>
            <th scope="col">{t('column_participant')}</th>
            <th scope="col">{t('results_result')}</th>
            <th scope="col">{t('results_becomes')}</th>
          </tr>
        </thead>
        <tbody
          onFocusIn={(event) => {
            const line = (event.target as Element).closest<HTMLElement>('tr[data-line]')?.dataset.line;
            setFocused(line === undefined ? null : Number(line));
          }}
          onFocusOut={() => setFocused(null)}
        >
          {pieces.map((piece) => {
            if (piece.kind === 'gap')
              return (
                // biome-ignore lint/a11y/noAriaHiddenOnFocusable: room for rows, nothing in it takes the focus
                <tr key={`gap-${piece.before === rows.length ? 'end' : piece.before}`} aria-hidden="true">
                  <td
                    class="options-table__gap"
                    colSpan={columnCount}
                    style={{ height: `${piece.rows * rowHeightPx}px` }}
                  />
                </tr>
              );
            const row = rows[piece.index];
            return (
              row && (
                <ResultRow
                  key={row.line}
                  row={row}
                  rowIndex={piece.index + headRows + 1}
                  isSelected={selected.has(row.line)}
                  onSelect={select}
                />
              )
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface ResultRowProps {
  row: CheckedRow;
  rowIndex: number;
  isSelected: boolean;
  onSelect: (line: number, add: boolean) => void;
}

function ResultRow({ row, rowIndex, isSelected, onSelect }: ResultRowProps) {
  const t = useTranslate();
  const language = useLanguage();
  // The same element again means "nothing changed".
  return useMemo(() => {
    const { line, identity } = row;
    const look = kindLooks[kindOf(row)];
    return (
      <tr
        class={classNames('options-table__row', isSelected && 'options-table__row--selected')}
        aria-rowindex={rowIndex}
        data-line={line}
      >
        <td class="options-table__check">
          {isChoosable(row) && (
            <CheckBox
              label={t('results_select', line, participantName(t, identity))}
              hideLabel
              checked={isSelected}
              onChange={(add) => onSelect(line, add)}
            />
          )}
        </td>
        <td class="results-table__line">{line}</td>
        <td>
          <div class="options-table__cell">
            <div class="options-table__line">
              <bdi>{fullName(identity) ?? t('participant_no_name')}</bdi>
            </div>
            <div class="options-muted options-small options-breakable options-table__line">
              <bdi>{identity.email ?? t('participant_no_email')}</bdi>
            </div>
          </div>
        </td>
        <td>
          <div class="options-table__cell">
            <div class="options-table__line">{resultWords(t, language, row.reading) || '–'}</div>
            <div class="options-muted options-small options-table__line">
              {dayFormat(language).format(row.observedAt)}
            </div>
          </div>
        </td>
        <td>
          <div class="options-table__cell">
            <Chip tone={look.tone} icon={look.icon}>
              {t(look.word)}
            </Chip>
            <RowReason row={row} />
          </div>
        </td>
      </tr>
    );
  }, [t, language, row, rowIndex, isSelected, onSelect]);
}

function RowReason({ row }: { row: CheckedRow }) {
  const t = useTranslate();
  const { problem, verdict, reason, reading } = row;
  if (problem) return <p class="options-reason">{t(problemSentences[problem])}</p>;
  if (verdict === 'no-result' && reading.finality !== 'final')
    return <p class="options-reason">{t(finalitySentences[reading.finality])}</p>;
  return verdict === 'held' || verdict === 'needs-details' ? <Reason reason={reason} /> : null;
}
