import type { Rule } from '../../../lib/awards/rule.ts';
import { putRule } from '../../../lib/awards/rules-store.ts';

/** Rules that are there before a test begins. */
export async function putRules(rules: readonly Rule[]): Promise<void> {
  await Promise.all(rules.map(putRule));
}
