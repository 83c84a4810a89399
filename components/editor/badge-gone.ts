import type { TemplateList } from './badge-combobox.tsx';

/** Tells which badges were archived or deleted in Credly: known only from a whole list, in which they are not. */
export function badgesGoneFrom({ items, status, keptAt }: TemplateList): (badge: { id: string }) => boolean {
  // Beside an error, a list that was kept is as whole as it was then.
  const isWhole = status === 'ready' || (status === 'error' && (keptAt ?? null) !== null);
  const ids = new Set(items.map((it) => it.id));
  return ({ id }) => isWhole && !ids.has(id);
}
