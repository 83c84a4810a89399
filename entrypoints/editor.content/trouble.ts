import type { MessageId, Translate } from '@/components/i18n.ts';
import type { RuleStamp, RuleView, SaveRuleReply, TestReply } from '@/lib/messages/client.ts';

type Refusal = Exclude<Extract<SaveRuleReply, { ok: false }>, { trouble: 'rule-changed' }>;
type Trouble = Refusal['trouble'];

/** The sentence for each trouble: what happened, what was kept, what to do. */
export const troubleTexts: Readonly<Record<Trouble, MessageId>> = {
  'token-refused': 'editor_trouble_token_refused',
  forbidden: 'editor_trouble_forbidden',
  'not-found': 'editor_trouble_not_found',
  busy: 'editor_trouble_busy',
  unreachable: 'editor_trouble_unreachable',
  'timed-out': 'editor_trouble_timed_out',
  'not-credly': 'editor_trouble_not_credly',
  disconnected: 'editor_trouble_disconnected',
  'template-gone': 'editor_trouble_template_gone',
  'draft-refused': 'editor_trouble_draft_refused',
  'quiz-unclear': 'editor_trouble_quiz_unclear',
  'address-taken': 'editor_trouble_address_taken',
  'no-consent': 'editor_trouble_no_consent',
};

export function troubleText(t: Translate, reply: Refusal): string {
  return t(troubleTexts[reply.trouble], ...('title' in reply ? [reply.title] : []));
}

/** The saved rule that a draft is to take the place of. */
export function stampOf(rule: RuleView | null): RuleStamp | null {
  return rule && { ruleId: rule.id, version: rule.version };
}

/** The same for a test badge. */
export const testTroubleTexts: Readonly<Record<Extract<TestReply, { ok: false }>['trouble'], MessageId>> = {
  ...troubleTexts,
  'not-sandbox': 'test_not_sandbox',
  'email-malformed': 'reason_email_malformed',
  'no-badge': 'test_no_badge',
};
