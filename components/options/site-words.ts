import type { OptionsState } from '@/lib/messages/client';
import type { MessageId } from '../i18n.ts';

type Site = OptionsState['sites'][number];
export type SiteFinding = Site['findings'][number];
type What = SiteFinding['what'];
type By = NonNullable<SiteFinding['by']>;

/** What is looked for, under the page on which a reader would look for it. */
export const pagesOfSite: readonly { heading: MessageId; whats: readonly What[] }[] = [
  { heading: 'site_page_editor', whats: ['tabs', 'quiz-id', 'quiz-title', 'quiz-type'] },
  { heading: 'site_page_motivation', whats: ['button', 'passing-score', 'ranges', 'outcomes'] },
  { heading: 'site_page_results_view', whats: ['results-block'] },
  { heading: 'site_page_data', whats: ['response-list'] },
  { heading: 'site_page_integrations', whats: ['integrations-card'] },
  { heading: 'site_page_player', whats: ['identity', 'result', 'result-page-block'] },
];

/** Not every quiz has them: as long as they were not seen, they are not spoken of. */
export const optionalWhats: readonly What[] = ['ranges', 'outcomes'];

export const whatWords: Readonly<Record<What, MessageId>> = {
  tabs: 'site_tabs',
  'quiz-id': 'site_quiz_id',
  'quiz-title': 'site_quiz_title',
  'quiz-type': 'site_quiz_type',
  'passing-score': 'site_passing_score',
  ranges: 'site_ranges',
  outcomes: 'site_outcomes',
  button: 'site_button',
  'results-block': 'site_results_block',
  'integrations-card': 'site_integrations_card',
  'result-page-block': 'site_result_page_block',
  'response-list': 'site_response_list',
  identity: 'site_identity',
  result: 'site_result',
};

export const byWords: Readonly<Record<By, MessageId>> = {
  role: 'site_by_role',
  text: 'site_by_text',
  css: 'site_by_css',
  'buttons-of-panel': 'site_by_buttons',
  'blocks-with-headings': 'site_by_blocks',
  'cards-with-buttons': 'site_by_cards',
  'end-of-panel': 'site_by_end',
  words: 'site_by_words',
  'page-text': 'site_by_page_text',
  request: 'site_by_request',
  answer: 'site_by_answer',
  list: 'site_by_list',
};

export const doubtWords: Readonly<Record<Site['doubts'][number]['reason'], MessageId>> = {
  'two-results': 'site_doubt_two_results',
  'finality-unclear': 'site_doubt_finality',
  'columns-unclear': 'site_doubt_columns',
  'rows-unclear': 'site_doubt_rows',
};
