import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const file = resolve(import.meta.dirname, '../../../../public/_locales/en/messages.json');
const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<
  string,
  { message: string; placeholders?: Record<string, { content: string }> }
>;

/** The English words of a message as Chrome shows them, so that a reworded sentence does not break a test. */
export function words(id: string, ...substitutions: (string | number)[]): string {
  const entry = messages[id];
  if (!entry) throw new Error(`There is no message "${id}".`);
  return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
    return String(substitutions[Number(content.slice(1)) - 1] ?? '');
  });
}

/** Matches where the sentence stands within more text, such as an accessible description of several parts. */
export function within(sentence: string): RegExp {
  return new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
