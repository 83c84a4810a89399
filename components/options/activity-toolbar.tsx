import type { ComponentChildren, RefObject } from 'preact';
import { useTranslate } from '../i18n.ts';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { AwardsFilter } from './awards-view.ts';

/** Stands for "all quizzes" in the list; the titles have a letter before them, since one may be empty. */
const allQuizzes = '';
const titlePrefix = 't';

export interface ActivityToolbarProps {
  filter: AwardsFilter;
  onFilter: (filter: AwardsFilter) => void;
  quizTitles: readonly string[];
  searchRef: RefObject<HTMLInputElement | null>;
  /** Buttons for all that is shown. */
  children: ComponentChildren;
}

/** What narrows the list, and what can be done with the rest. */
export function ActivityToolbar({ filter, onFilter, quizTitles, searchRef, children }: ActivityToolbarProps) {
  const t = useTranslate();
  // A quiz whose last award is gone stays in the list while it is chosen.
  const titles = filter.quiz !== null && !quizTitles.includes(filter.quiz) ? [...quizTitles, filter.quiz] : quizTitles;
  return (
    <div class="options-toolbar">
      <div class="options-toolbar__search">
        <TextField
          label={t('filter_search')}
          keyboard="search"
          value={filter.text}
          inputRef={searchRef}
          onInput={(text) => onFilter({ ...filter, text })}
        />
      </div>
      <div class="options-toolbar__quiz">
        <SelectField
          label={t('filter_quiz')}
          value={filter.quiz === null ? allQuizzes : titlePrefix + filter.quiz}
          choices={[
            { value: allQuizzes, label: t('filter_quiz_all') },
            ...titles.map((title) => ({ value: titlePrefix + title, label: title || t('quiz_untitled') })),
          ]}
          onChange={(value) =>
            onFilter({ ...filter, quiz: value === allQuizzes ? null : value.slice(titlePrefix.length) })
          }
        />
      </div>
      <div class="options-actions">{children}</div>
    </div>
  );
}
