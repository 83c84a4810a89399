import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TemplateView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { FieldNotes, FieldWarning } from '../ui/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { badgesGoneFrom } from './badge-gone.ts';
import { BadgeListPanel, BadgeListStatus } from './badge-list-notes.tsx';
import { BadgeOption, rowHeightPx } from './badge-option.tsx';
import { createFilter } from './badge-search.ts';
import { rowsInDocument, scrollTopFor } from './option-window.ts';

/** What is known of the organization's badge templates at the moment. */
export interface TemplateList {
  /** `loading` with items: they can be chosen from while Credly is asked for newer ones. */
  status: 'loading' | 'ready' | 'error';
  /** All that have arrived so far, by name. */
  items: readonly TemplateView[];
  /** As many as Credly says there are; null until anything is known. */
  total: number | null;
  /** A sentence that says what went wrong and what to do. */
  error: string | null;
  /** The error is that this computer has no connection. */
  isOffline?: boolean;
  /** When the whole list was last read, for what is shown beside an error. */
  keptAt?: number | null;
}

export interface BadgeComboboxProps {
  list: TemplateList;
  selected: Pick<TemplateView, 'id' | 'name' | 'imageUrl'> | null;
  onSelect: (template: TemplateView) => void;
  onRefresh: () => void;
  error: string | null;
  /** Instead of "Select Badge", where a dialog has several. */
  label?: string;
}

const visibleRows = 5;

/**
 * "Select Badge": an editable combobox with a list (WAI-ARIA APG), which filters by name, description and skills. Only
 * the rows in view are in the document, however many templates there are.
 */
export function BadgeCombobox({ list, selected, onSelect, onRefresh, error, label }: BadgeComboboxProps) {
  const t = useTranslate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const listbox = useRef<HTMLDivElement>(null);
  /** What was typed; null while the list is closed. */
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  /** The arrows have moved into the list: Home and End belong to it, and no longer to the text. */
  const [isInList, setIsInList] = useState(false);
  const [firstVisible, setFirstVisible] = useState(0);
  const isOpen = query !== null;
  const filter = useMemo(createFilter, []);
  const matches = useMemo(() => filter(list.items, query ?? ''), [list.items, query]);
  const last = matches.length - 1;
  const activeIndex = Math.min(active, last);
  const wasRemoved = useMemo(() => badgesGoneFrom(list), [list]);
  // An error says it too.
  const isGone = selected !== null && !error && wasRemoved(selected);
  const name = label ?? t('editor_select_badge');

  useLayoutEffect(() => {
    // Keeps the active option in view, since focus stays in the input.
    const box = listbox.current;
    if (!box || !isOpen || activeIndex < 0) return;
    const top = scrollTopFor(activeIndex, rowHeightPx, box.scrollTop, visibleRows * rowHeightPx);
    if (top !== box.scrollTop) box.scrollTop = top;
    setFirstVisible(Math.floor(top / rowHeightPx));
  }, [activeIndex, isOpen, query]);

  const search = (text: string | null, at = 0) => {
    setQuery(text);
    setActive(at);
    setIsInList(false);
  };
  /** Opened without a word typed, the list stands at what is chosen. */
  const open = () => {
    const chosen = list.items.findIndex((it) => it.id === selected?.id);
    search('', Math.max(0, chosen));
  };
  const close = () => search(null);
  const choose = (template: TemplateView | undefined) => {
    if (!template) return;
    onSelect(template);
    close();
    input.current?.focus();
  };
  const goTo = (row: number) => {
    setActive(Math.max(0, Math.min(row, last)));
    setIsInList(true);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const act = isOpen ? keysOfOpenList(event) : keysOfClosedList(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const keysOfClosedList = ({ key }: KeyboardEvent) =>
    ['ArrowDown', 'ArrowUp', 'Enter'].includes(key) ? open : undefined;
  const keysOfOpenList = (event: KeyboardEvent): (() => void) | undefined => {
    switch (event.key) {
      case 'ArrowDown':
        return () => goTo(activeIndex + 1);
      case 'ArrowUp':
        return event.altKey ? close : () => goTo(activeIndex - 1);
      case 'PageDown':
        return () => goTo(activeIndex + visibleRows);
      case 'PageUp':
        return () => goTo(activeIndex - visibleRows);
      case 'Home':
        return isInList ? () => goTo(0) : undefined;
      case 'End':
        return isInList ? () => goTo(last) : undefined;
      case 'Enter':
        return () => choose(matches[activeIndex]);
      case 'Escape':
        // Closes the list first, and the dialog only when there is no list to close.
        event.stopPropagation();
        return close;
      default:
        return undefined;
    }
  };

  return (
    <div class="ui-field combobox">
      <label class="ui-field__label" for={id}>
        {name}
      </label>
      <div class="combobox__row">
        {selected && !isOpen && <BadgePicture name={selected.name} imageUrl={selected.imageUrl} size={32} />}
        <div class="combobox__box">
          <input
            ref={input}
            id={id}
            class="ui-input"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            placeholder={t('editor_search_badges')}
            value={query ?? selected?.name ?? ''}
            aria-expanded={isOpen}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && activeIndex >= 0 ? `${id}-${activeIndex}` : undefined}
            aria-invalid={Boolean(error)}
            aria-describedby={[error && `${id}-error`, isGone && `${id}-gone`, `${id}-status`]
              .filter(Boolean)
              .join(' ')}
            onInput={(event) => search(event.currentTarget.value)}
            onClick={() => !isOpen && open()}
            onKeyDown={onKeyDown}
            onBlur={close}
          />
          <span class="combobox__chevron">
            <Icon name="chevron-down" />
          </span>
        </div>
        <Button
          onClick={onRefresh}
          busy={list.status === 'loading'}
          busyLabel={t(list.items.length > 0 ? 'picker_checking' : 'editor_loading')}
        >
          {t('editor_refresh')}
        </Button>
      </div>
      <div
        ref={listbox}
        id={`${id}-list`}
        class="combobox__list"
        role="listbox"
        aria-label={name}
        hidden={!isOpen || matches.length === 0}
        style={{ maxBlockSize: `${rowHeightPx * visibleRows}px` }}
        onScroll={(event) => setFirstVisible(Math.floor(event.currentTarget.scrollTop / rowHeightPx))}
        // The input keeps the focus, so that a click in the list is not a leaving of the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        <div role="presentation" style={{ blockSize: `${matches.length * rowHeightPx}px`, position: 'relative' }}>
          {isOpen &&
            rowsInDocument(matches.length, firstVisible, visibleRows, activeIndex).flatMap((index) => {
              const template = matches[index];
              if (!template) return [];
              return (
                <BadgeOption
                  key={template.id}
                  id={`${id}-${index}`}
                  template={template}
                  index={index}
                  count={matches.length}
                  isActive={index === activeIndex}
                  isChosen={template.id === selected?.id}
                  onChoose={choose}
                />
              );
            })}
        </div>
      </div>
      {isOpen && matches.length === 0 && <BadgeListPanel list={list} query={query} />}
      {isGone && <FieldWarning id={`${id}-gone`}>{t('picker_archived', selected.name)}</FieldWarning>}
      <BadgeListStatus id={id} list={list} query={query} matches={matches.length} />
      <FieldNotes id={id} error={error} />
    </div>
  );
}
