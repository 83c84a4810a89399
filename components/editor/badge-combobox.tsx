import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TemplateView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { FieldNotes, FieldWarning } from '../ui/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { isOfInputMethod } from '../ui/input-method.ts';
import { badgesGoneFrom } from './badge-gone.ts';
import { BadgeListPanel, BadgeListStatus } from './badge-list-notes.tsx';
import { BadgeOption } from './badge-option.tsx';
import { createFilter } from './badge-search.ts';
import { rowHeightPx, useListPlace, visibleRows } from './list-place.ts';
import { rowsInDocument } from './option-window.ts';

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

/** How far each key goes in the list; Home and End as far as it reaches. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: visibleRows,
  PageUp: -visibleRows,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * "Select Badge": an editable combobox with a list (WAI-ARIA APG), which filters by name, description and skills. Only
 * the rows in view are in the document, however many templates there are.
 */
export function BadgeCombobox({ list, selected, onSelect, onRefresh, error, label }: BadgeComboboxProps) {
  const t = useTranslate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  /** What was typed; null while the list is closed. */
  const [query, setQuery] = useState<string | null>(null);
  /** The arrows have moved into the list: Home and End belong to it, and no longer to the text. */
  const isInList = useRef(false);
  const isOpen = query !== null;
  const filter = useMemo(createFilter, []);
  const matches = useMemo(() => filter(list.items, query ?? ''), [list.items, query]);
  const last = matches.length - 1;
  const hasList = isOpen && last >= 0;
  const { box, active, firstVisible, setPlace, onScroll } = useListPlace(matches, hasList);
  const wasRemoved = useMemo(() => badgesGoneFrom(list), [list]);
  // An error says it too.
  const isGone = selected !== null && !error && wasRemoved(selected);
  const name = label ?? t('editor_select_badge');

  useLayoutEffect(() => {
    // What is typed next replaces the name; a click would have left the caret behind it.
    if (!isOpen && activeBeside(input.current) === input.current) input.current?.select();
  }, [isOpen, selected?.name]);

  const search = (text: string | null, at?: string) => {
    setQuery(text);
    setPlace({ id: at, row: 0 });
    isInList.current = false;
  };
  const close = () => search(null);
  /** Opened without a word typed, the list stands at what is chosen. */
  const toggle = () => (isOpen ? close() : search('', selected?.id));
  const choose = (template: TemplateView | undefined) => {
    if (!template) return;
    onSelect(template);
    close();
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isEscape = key === 'Escape';
    if (isOfInputMethod(event) || (event.target !== input.current && !isEscape)) return;
    const step = steps[key];
    const editsText = event.shiftKey || event.ctrlKey || event.metaKey;
    if (!isOpen) {
      if (editsText || !['ArrowDown', 'ArrowUp', 'Enter'].includes(key)) return;
      toggle();
    } else if (isEscape || (event.altKey && key === 'ArrowUp')) {
      close();
      // Closes the list first, and what is around it only when there is no list to close.
      event.stopPropagation();
    } else if (key === 'Enter') choose(matches[active]);
    else if (step && !editsText && (isInList.current || Number.isFinite(step))) {
      setPlace({ row: Math.max(0, Math.min(active + step, last)) });
      isInList.current = true;
    } else {
      if (/^(Arrow|Home|End)/.test(key)) isInList.current = false;
      return;
    }
    event.preventDefault();
  };

  return (
    <div class="ui-field combobox">
      <label class="ui-field__label" for={id}>
        {name}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys and the leaving of the controls in it */}
      <div
        class="combobox__row"
        onKeyDown={onKeyDown}
        onFocusOut={({ currentTarget, relatedTarget }) => {
          // With another window in front, the field remains what is active in this one.
          const next = relatedTarget ?? activeBeside(currentTarget);
          if (isOpen && !currentTarget.contains(next as Node | null)) close();
        }}
      >
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
            aria-expanded={hasList}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={hasList ? `${id}-${matches[active]?.id}` : undefined}
            aria-invalid={Boolean(error)}
            aria-describedby={[error && `${id}-error`, isGone && `${id}-gone`, `${id}-status`]
              .filter(Boolean)
              .join(' ')}
            onInput={(event) => search(event.currentTarget.value)}
            onFocus={(event) => !isOpen && event.currentTarget.select()}
            // A click into words that were typed is for mending them.
            onClick={() => !query && toggle()}
          />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: for pointers; the keys of the field do the same */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <span
            class="combobox__chevron"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              input.current?.focus();
              toggle();
            }}
          >
            <Icon name="chevron-down" />
          </span>
        </div>
        <Button
          onClick={() => {
            onRefresh();
            // Back to the search, which is not over.
            if (isOpen) input.current?.focus();
          }}
          busy={list.status === 'loading'}
          busyLabel={t(list.items.length > 0 ? 'picker_checking' : 'editor_loading')}
        >
          {t('editor_refresh')}
        </Button>
      </div>
      <div
        ref={box}
        id={`${id}-list`}
        class="combobox__list"
        role="listbox"
        aria-label={name}
        hidden={!hasList}
        style={{ maxBlockSize: `${rowHeightPx * visibleRows}px` }}
        onScroll={onScroll}
        // The input keeps the focus, so that a click in the list is not a leaving of the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        <div role="presentation" style={{ blockSize: `${matches.length * rowHeightPx}px`, position: 'relative' }}>
          {isOpen &&
            rowsInDocument(matches.length, firstVisible, visibleRows, active).flatMap((index) => {
              const template = matches[index];
              if (!template) return [];
              return (
                <BadgeOption
                  key={template.id}
                  id={`${id}-${template.id}`}
                  template={template}
                  index={index}
                  count={matches.length}
                  isActive={index === active}
                  isChosen={template.id === selected?.id}
                  onChoose={choose}
                />
              );
            })}
        </div>
      </div>
      {isOpen && !hasList && <BadgeListPanel list={list} query={query} />}
      {isGone && <FieldWarning id={`${id}-gone`}>{t('picker_archived', selected.name)}</FieldWarning>}
      <BadgeListStatus id={id} list={list} query={query} matches={matches.length} />
      <FieldNotes id={id} error={error} />
    </div>
  );
}

/** The active element of the document or shadow root that an element is in. */
const activeBeside = (element: HTMLElement | null) =>
  (element?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement;
