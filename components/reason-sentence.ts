import type { MessageId, Translate } from './i18n.ts';

/**
 * The sentence of a reason as the worker writes it, by its name: `no-score` is `reason_no_score`. Null where there is
 * none. By its name, since host pages need few of them and should not load a list of all.
 */
export function reasonSentence(t: Translate, reason: string | null): string | null {
  if (reason === null) return null;
  const id = `reason_${reason.replaceAll('-', '_')}`;
  const sentence = t(id as MessageId);
  return sentence === id ? null : sentence;
}
