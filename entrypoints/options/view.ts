import { signal } from '@preact/signals';
import { type View, views } from '@/components/options/model';

/** `#consent` leads to the disclosure; the tab below it is the one for connecting. */
const isConsentAddress = () => location.hash === '#consent';

const fromAddress = (): View => views.find((view) => location.hash === `#${view}`) ?? 'integrations';

/** The tab that is open, as the address says it, so that links and reloads lead to it. */
export const view = signal<View>(fromAddress());

/** How often the address has asked for the disclosure. */
export const consentAsked = signal(isConsentAddress() ? 1 : 0);

/** Opens a tab. Looking at another tab is no step of the history: Back leaves the page. */
export function show(next: View): void {
  history.replaceState(null, '', `#${next}`);
  view.value = next;
}

/** Follows a changed address: the worker may lead an open page to another tab. */
export function followAddress(): void {
  addEventListener('hashchange', () => {
    view.value = fromAddress();
    if (isConsentAddress()) consentAsked.value += 1;
  });
}
