import { useTranslate } from '../i18n.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage } from '../ui/language.ts';
import { formatRelative } from '../ui/relative-time.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { TemplateList } from './badge-combobox.tsx';
import { rowHeightPx } from './list-place.ts';

/** A list that was read a moment ago is as good as new. */
const worthSayingMs = 60_000;

export interface BadgeListNotesProps {
  id: string;
  list: TemplateList;
  /** What was typed; null while the list is closed. */
  query: string | null;
  matches: number;
}

/** What is said below the field, and read out when it changes: how many badges there are, or why there are none. */
export function BadgeListStatus({ id, list, query, matches }: BadgeListNotesProps) {
  const t = useTranslate();
  const language = useLanguage();
  const now = Date.now();
  const isOld = list.items.length > 0 && list.keptAt && now - list.keptAt > worthSayingMs;
  const since =
    list.error && isOld && list.keptAt ? ` ${t('picker_kept', formatRelative(list.keptAt, now, language))}` : '';
  return (
    <div id={`${id}-status`} class={list.error ? 'ui-field__error' : 'ui-field__help'} role="status">
      {list.error && <Icon name={list.isOffline ? 'offline' : 'alert'} />}
      <span>
        {list.error}
        {since}
        {list.error && list.items.length > 0 ? ' ' : ''}
        {(!list.error || list.items.length > 0) && countText()}
      </span>
    </div>
  );

  function countText(): string {
    if (list.total === null) return t('editor_loading_badges');
    if (list.total === 0) return t('editor_no_badges');
    if (query) return matches === 0 ? t('editor_no_match') : t('editor_count', matches, list.total);
    return list.items.length < list.total
      ? t('editor_count', list.items.length, list.total)
      : t('editor_all', list.total);
  }
}

/** Stands where the open list would be, as long as there is nothing to choose from. */
export function BadgeListPanel({ list, query }: Pick<BadgeListNotesProps, 'list' | 'query'>) {
  const t = useTranslate();
  if (list.items.length === 0 && list.status === 'loading')
    return (
      <div class="combobox__panel combobox__panel--loading" aria-hidden="true">
        <Skeleton rows={3} rowHeightPx={rowHeightPx - 16} />
      </div>
    );
  // The words stand in the status too, which is what is read out.
  const [icon, text] =
    list.items.length > 0
      ? (['question', t('picker_no_match', query ?? '')] as const)
      : list.error
        ? ([list.isOffline ? 'offline' : 'alert', list.error] as const)
        : (['medal', t('editor_no_badges')] as const);
  return (
    <div class="combobox__panel" aria-hidden="true">
      <Icon name={icon} size={24} />
      <p>{text}</p>
    </div>
  );
}
