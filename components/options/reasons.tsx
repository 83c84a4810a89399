import { useTranslate } from '../i18n.ts';
import { reasonSentence } from '../reason-sentence.ts';

/** Why an award is where it is; nothing for a reason we have no sentence for. */
export function Reason({ reason }: { reason: string | null }) {
  const sentence = reasonSentence(useTranslate(), reason);
  return sentence && <p class="options-reason">{sentence}</p>;
}
