import { visibleAll } from './elements.ts';

/** Fields in which a participant could still answer; a read-only one holds a link to share. */
const answerFields = [
  'input[type=radio]',
  'input[type=checkbox]',
  'input[type=text]',
  'input[type=email]',
  'input:not([type])',
  'textarea',
  'select',
  '[role=radio]',
  '[role=checkbox]',
  '[role=option]',
  '[role=slider]',
  '[contenteditable=true]',
]
  .map((field) => `${field}:not([readonly], :disabled)`)
  .join(', ');

/** What belongs to the site around the quiz: its search, its choice of languages. */
const around = 'header, footer, nav, [role=banner], [role=contentinfo], [role=navigation], [role=search], search';

/** Whether questions can still be answered on the page: then nothing that it says is a result yet. */
export function asksQuestions(): boolean {
  return visibleAll(document, answerFields).some((it) => !it.closest(around));
}
