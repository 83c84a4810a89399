import { isSegment } from '../pages.ts';

/** Makes patterns of addresses that were seen, with places for what differs from quiz to quiz. */

/** Which part of a quiz's address tells it from others: the n-th of its path, or one of its query. */
export type SlugPart = string;

export interface AddressPart {
  id: SlugPart;
  text: string;
}

/** The parts of an address that could name the quiz, the likeliest first. */
export function addressParts(address: URL): AddressPart[] {
  const path = address.pathname
    .split('/')
    .slice(1)
    .map((text, index) => ({ id: `path:${index}`, text: safeDecode(text) }))
    .filter(({ text }) => isSegment(text))
    .reverse();
  const query = [...address.searchParams]
    .map(([name, text]) => ({ id: `query:${name}`, text }))
    .filter(({ id, text }) => isSegment(text) && /^query:[\w-]{1,40}$/.test(id) && !/^query:utm_/.test(id));
  const isIdentity = ({ id }: AddressPart) => /(quiz|form|survey|test|id)$/i.test(id);
  const likely = query.filter(isIdentity);
  return [...likely, ...path, ...query.filter((it) => !isIdentity(it))];
}

/** The pattern of a quiz's address. Null: this page is the only quiz. */
export function quizPattern(address: URL, part: SlugPart | null): string {
  const path = address.pathname.replace(/(.)\/+$/, '$1');
  const [kind, name = ''] = part?.split(':') ?? [];
  if (kind === 'path') {
    const segments = path.split('/');
    segments[Number(name) + 1] = '{slug}';
    return segments.join('/');
  }
  return kind === 'query' ? `${path}?${name}={slug}` : path;
}

/** The pattern of a request's path: numbers, long codes and ids are other ones the next time. */
export function requestPattern(url: URL, quiz: string | null = null): string {
  return url.pathname
    .split('/')
    .map((segment, index) => (isVariable(segment) || (quiz !== null && segment === quiz) ? `{id${index}}` : segment))
    .join('/')
    .slice(0, 300);
}

/** Digits, UUIDs, and mixtures of letters and digits that nobody has chosen. */
export function isVariable(segment: string): boolean {
  if (!isSegment(segment)) return false;
  return (
    /^\d+$/.test(segment) ||
    /^[0-9a-f]{8}-[0-9a-f-]{20,}$/i.test(segment) ||
    (segment.length >= 8 && /\d/.test(segment) && /[a-z]/i.test(segment) && !/^[a-z]+-?\d{1,4}$/i.test(segment)) ||
    /^[0-9a-f]{16,}$/i.test(segment)
  );
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
