import type { MessageId, Snake } from '@/components/i18n.ts';
import type { SaveRuleReply, TestReply } from '@/lib/messages/client.ts';

type Trouble = Exclude<Extract<SaveRuleReply, { ok: false }>['trouble'], 'rule-changed'>;
type TestTrouble = Extract<TestReply, { ok: false }>['trouble'];

/**
 * The sentence for each trouble: what happened, what was kept, what to do. The ids follow the names. Only that of an address
 * that is taken says a name: the title of the quiz that has it.
 */
export function troubleText<T extends Trouble>(trouble: T): `editor_trouble_${Snake<T>}` {
  return `editor_trouble_${trouble.replaceAll('-', '_') as Snake<T>}`;
}

const ofTests: Readonly<Record<Exclude<TestTrouble, Trouble>, MessageId>> = {
  'not-sandbox': 'test_not_sandbox',
  'email-malformed': 'reason_email_malformed',
  'no-badge': 'test_no_badge',
};

/** The same for a test badge. */
export function testTroubleText(trouble: TestTrouble): MessageId {
  return trouble in ofTests ? ofTests[trouble as keyof typeof ofTests] : troubleText(trouble as Trouble);
}
