import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TemplateView } from '@/lib/messages/client.ts';
import { useTranslate } from '../i18n.ts';
import { BadgePicture } from '../ui/badge-picture.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { FieldNotes } from '../ui/field.tsx';

/** What is known of the organization's badge templates at the moment. */
export interface TemplateList {
  status: 'loading' | 'ready' | 'error';
  /** All that have arrived so far, by name. */
  items: TemplateView[];
  /** As many as Credly says there are; null until the first page is here. */
  total: number | null;
  /** A sentence that says what went wrong and what to do. */
  error: string | null;
}

export interface BadgeComboboxProps {
  /** Where there are several in one dialog; "Select Badge" otherwise. */
  label?: string;
  list: TemplateList;
  selected: Pick<TemplateView, 'id' | 'name' | 'imageUrl'> | null;
  onSelect: (template: TemplateView) => void;
  onRefresh: () => void;
  error: string | null;
}

const rowHeightPx = 56;
const visibleRows = 5;
/** Rows rendered beyond the visible ones, so that scrolling shows no gaps. */
const spareRows = 4;

/**
 * "Select Badge": an editable combobox with a list (WAI-ARIA APG), which filters by name, description and skills. Only
 * the rows in view are in the document, however many templates there are.
 */
export function BadgeCombobox({ label: given, list, selected, onSelect, onRefresh, error }: BadgeComboboxProps) {
  const t = useTranslate();
  const label = given ?? t('editor_select_badge');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const listbox = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [scrollTop, setScrollTop] = useState(0);
  const open = query !== null;
  const matches = useMemo(() => filterTemplates(list.items, query ?? ''), [list.items, query]);
  const activeIndex = Math.min(active, matches.length - 1);

  useLayoutEffect(() => {
    // Keeps the active option in view, since focus stays in the input.
    const box = listbox.current;
    if (!box || activeIndex < 0) return;
    const top = activeIndex * rowHeightPx;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + rowHeightPx > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeightPx - box.clientHeight;
  }, [activeIndex]);
  useEffect(() => {
    if (listbox.current) listbox.current.scrollTop = 0;
    setScrollTop(0);
  }, [query]);

  const close = () => {
    setQuery(null);
    setActive(0);
  };
  const choose = (template: TemplateView | undefined) => {
    if (!template) return;
    onSelect(template);
    close();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = matches.length - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => (open ? setActive(Math.min(activeIndex + 1, last)) : setQuery('')),
      ArrowUp: () => (open ? setActive(Math.max(activeIndex - 1, 0)) : setQuery('')),
      PageDown: () => setActive(Math.min(activeIndex + visibleRows, last)),
      PageUp: () => setActive(Math.max(activeIndex - visibleRows, 0)),
      Enter: () => (open ? choose(matches[activeIndex]) : setQuery('')),
    };
    // Esc closes the list first, and the dialog only when there is no list to close.
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key in moves) {
      event.preventDefault();
      moves[event.key]?.();
    }
  };

  const first = Math.max(0, Math.floor(scrollTop / rowHeightPx) - spareRows);
  const shown = matches.slice(first, first + visibleRows + 2 * spareRows);
  return (
    <div class="ui-field combobox">
      <label class="ui-field__label" for={id}>
        {label}
      </label>
      <div class="combobox__row">
        {selected && !open && <BadgePicture name={selected.name} imageUrl={selected.imageUrl} size={32} />}
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
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && matches[activeIndex] ? `${id}-${activeIndex}` : undefined}
          aria-invalid={Boolean(error)}
          aria-describedby={error ? `${id}-error ${id}-status` : `${id}-status`}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onClick={() => !open && setQuery('')}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <Button onClick={onRefresh} busy={list.status === 'loading'} busyLabel={t('editor_loading')}>
          {t('editor_refresh')}
        </Button>
      </div>
      <div
        ref={listbox}
        id={`${id}-list`}
        class="combobox__list"
        role="listbox"
        aria-label={label}
        hidden={!open || matches.length === 0}
        style={{ maxBlockSize: `${rowHeightPx * visibleRows}px` }}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        // The input keeps the focus, so that a click in the list is not a leaving of the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        <div role="presentation" style={{ blockSize: `${matches.length * rowHeightPx}px`, position: 'relative' }}>
          {open &&
            shown.map((template, offset) => {
              const index = first + offset;
              return (
                <div
                  key={template.id}
                  id={`${id}-${index}`}
                  class="combobox__option"
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === activeIndex}
                  aria-setsize={matches.length}
                  aria-posinset={index + 1}
                  aria-label={template.name}
                  aria-description={details(template)}
                  style={{ insetBlockStart: `${index * rowHeightPx}px`, blockSize: `${rowHeightPx}px` }}
                  onClick={() => choose(template)}
                  onKeyDown={undefined}
                >
                  <BadgePicture name={template.name} imageUrl={template.imageUrl} size={32} />
                  <span class="combobox__text" aria-hidden="true">
                    <span class="combobox__name">{template.name}</span>
                    {/* Drawn by the style sheet: an option is named by the badge's name alone, and what it shows must agree. */}
                    <span class="combobox__details" data-details={details(template)} />
                  </span>
                </div>
              );
            })}
        </div>
      </div>
      <p id={`${id}-status`} class={classNames('ui-field__help', list.error && 'combobox__trouble')} role="status">
        {statusText()}
      </p>
      <FieldNotes id={id} error={error} />
    </div>
  );

  function statusText(): string {
    if (list.error) return list.error;
    if (list.total === null) return t('editor_loading_badges');
    if (list.total === 0) return t('editor_no_badges');
    if (open && query !== '')
      return matches.length === 0 ? t('editor_no_match') : t('editor_count', matches.length, list.total);
    return list.status === 'loading' ? t('editor_count', list.items.length, list.total) : t('editor_all', list.total);
  }
}

function details({ level, skills, description }: TemplateView): string {
  return [level, skills.slice(0, 4).join(', '), description].filter(Boolean).join(' · ').slice(0, 160);
}

/** Every word of the query occurs in name, description or skills; names that begin with it come first. */
export function filterTemplates(templates: TemplateView[], query: string): TemplateView[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return templates;
  const matching = templates.filter((it) => {
    const text = `${it.name} ${it.description ?? ''} ${it.skills.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const start = query.trim().toLowerCase();
  const leads = (it: TemplateView) => (it.name.toLowerCase().startsWith(start) ? 0 : 1);
  return matching.sort((a, b) => leads(a) - leads(b));
}
