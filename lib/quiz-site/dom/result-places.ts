import type { SiteProfile } from '../profile.ts';
import type { PlaceText } from '../read-text.ts';
import { visibleAll } from './elements.ts';

/** The texts of the single elements in which a profile says that a result stands. Two of one kind are none. */
export function resultPlaces({ results }: Pick<SiteProfile, 'results'>): PlaceText[] {
  return results.places.flatMap(({ selector, template }) => {
    const [only, ...others] = visibleSafely(selector);
    return only && others.length === 0 ? [{ template, text: only.innerText }] : [];
  });
}

function visibleSafely(selector: string): HTMLElement[] {
  try {
    return visibleAll(document, selector);
  } catch {
    return [];
  }
}
