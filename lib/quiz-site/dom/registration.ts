import type { SiteProfile } from '../profile.ts';
import { fold, type Panel, visibleInPanel, wordSet } from './elements.ts';
import { markedLabelOf } from './lists.ts';

/** What a quiz asks its participants for; null where its Registration tab does not say plainly. */
export interface RegistrationOnPage {
  firstName: boolean | null;
  lastName: boolean | null;
  email: boolean | null;
}

/**
 * From the check boxes of the Registration tab, by their words. Two boxes of one name, or none, say nothing.
 * @param panel what belongs to that tab
 */
export function readRegistration({ words }: Pick<SiteProfile, 'words'>, panel: Panel): RegistrationOnPage {
  const boxes = visibleInPanel(panel, 'input[type=checkbox], [role=checkbox], [role=switch]');
  const isAsked = (names: readonly string[]): boolean | null => {
    const wanted = wordSet(names);
    const [box, ...others] = boxes.filter((it) => wanted.has(fold(nameOfBox(it))));
    if (!box || others.length > 0) return null;
    return box instanceof HTMLInputElement ? box.checked : box.getAttribute('aria-checked') === 'true';
  };
  const { firstName, lastName, email } = words.registration;
  return { firstName: isAsked(firstName), lastName: isAsked(lastName), email: isAsked(email) };
}

/** Its label, or what stands behind it: a box comes before its words. */
function nameOfBox(box: HTMLElement): string {
  return markedLabelOf(box) || (box.nextElementSibling?.textContent ?? box.textContent ?? '');
}
