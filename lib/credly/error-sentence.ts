const maxSentenceLength = 500;

/**
 * Credly's own sentence out of an error answer. Real answers use `data.message`, older ones `message`; others have been
 * seen with `error_description` or plain text. HTML is never shown.
 * @param text the answer's body, possibly empty
 */
export function errorSentence(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const parsed = parseJson(trimmed);
  if (parsed === undefined) return trimmed.startsWith('<') ? null : trimmed.slice(0, 200);
  const candidates = [
    field(field(parsed, 'data'), 'message'),
    field(parsed, 'message'),
    field(parsed, 'error_description'),
    field(parsed, 'error'),
  ];
  const sentence = candidates.find((it): it is string => typeof it === 'string' && it.trim() !== '');
  return sentence ? sentence.trim().slice(0, maxSentenceLength) : null;
}

/** The position of the refused item in a batch (`data.error_index`), or null. */
export function errorIndex(text: string): number | null {
  const index = field(field(parseJson(text), 'data'), 'error_index');
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : null;
}

/** What stands in the place of a badge that was replaced before (`metadata.current_badge_id`), or null. */
export function currentBadgeId(text: string): string | null {
  const id = field(field(parseJson(text), 'metadata'), 'current_badge_id');
  return typeof id === 'string' && id !== '' && id.length <= 100 ? id : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
