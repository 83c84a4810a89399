import { z } from 'zod';
import { storedItem } from './stored-item.ts';

/** Raised with every change of what the disclosure says: a new text asks again. */
export const consentVersion = 5;

const schema = z.object({
  version: z.number().int(),
  answer: z.enum(['agreed', 'declined']),
  at: z.number(),
});

const item = storedItem('consent', schema.nullable(), null);

/** `none`: never asked, or asked with an older text. */
export type ConsentState = 'none' | 'agreed' | 'declined';

export async function readConsent(): Promise<{ state: ConsentState; at: number | null }> {
  const stored = await item.get();
  if (!stored || stored.version !== consentVersion) return { state: 'none', at: null };
  return { state: stored.answer, at: stored.at };
}

export async function answerConsent(answer: 'agreed' | 'declined', now: number): Promise<void> {
  await item.set({ version: consentVersion, answer, at: now });
}
