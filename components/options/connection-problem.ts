import type { Translate } from '../i18n.ts';
import type { ConnectionProblem } from './model.ts';

/** What went wrong with Save and what to do, as a sentence. */
export function problemSentence(t: Translate, problem: ConnectionProblem): string {
  switch (problem.kind) {
    case 'token-missing':
      return t('problem_token_missing');
    case 'token-malformed':
      return t('problem_token_malformed');
    case 'token-refused':
      return t('problem_token_refused');
    case 'token-of-other-environment':
      return t(problem.actual === 'sandbox' ? 'problem_token_of_sandbox' : 'problem_token_of_production');
    case 'no-right-to-read':
      return t('problem_no_right_to_read');
    case 'no-right-to-issue':
      return t('problem_no_right_to_issue');
    case 'organization-malformed':
      return t('problem_organization_malformed');
    case 'organization-not-found':
      return t('problem_organization_not_found');
    case 'no-organization':
      return t('problem_no_organization');
    case 'choose-organization':
      return t('problem_choose_organization');
    case 'unreachable':
      return t('problem_unreachable');
    case 'timed-out':
      return t('problem_timed_out');
    case 'not-credly':
      return t('problem_not_credly');
    case 'busy':
      return t('problem_busy');
    case 'no-answer':
      return t('problem_no_answer');
  }
}
