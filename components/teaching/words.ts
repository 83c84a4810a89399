import type { ChoiceKind, PickName, TeachingStep } from '@/lib/messages/client.ts';
import type { MessageId } from '../i18n.ts';

export const stepWords: Readonly<Record<TeachingStep, MessageId>> = {
  editor: 'teach_step_editor',
  quiz: 'teach_step_quiz',
  take: 'teach_step_take',
  check: 'teach_step_check',
  save: 'teach_step_save',
};

export const choiceWords: Readonly<Record<ChoiceKind, MessageId>> = {
  firstName: 'teach_first_name',
  lastName: 'teach_last_name',
  email: 'teach_email',
  score: 'teach_score',
  maximum: 'teach_maximum',
  percent: 'teach_percent',
  outcome: 'teach_outcome',
  last: 'teach_last',
};

export const pickWords: Readonly<Record<PickName, { what: MessageId; how: MessageId }>> = {
  'motivation-tab': { what: 'teach_pick_motivation_tab', how: 'teach_pick_motivation_tab_how' },
  button: { what: 'teach_pick_button', how: 'teach_pick_button_how' },
  'results-tab': { what: 'teach_pick_results_tab', how: 'teach_pick_results_tab_how' },
  'results-block': { what: 'teach_pick_block', how: 'teach_pick_block_how' },
};
