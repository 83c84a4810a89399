import { browser } from 'wxt/browser';
import type { OptionsView } from '@/lib/messages/protocol.ts';

/** Shows the options page on one of its tabs: the one that is open already, else a new one. */
export async function openOptions(view: OptionsView): Promise<void> {
  const page = browser.runtime.getURL('/options.html');
  // Our own pages' tabs can be found by context without the "tabs" permission.
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
  const open = contexts.find((it) => it.documentUrl?.startsWith(page) && it.tabId > 0);
  if (open) {
    await browser.tabs.update(open.tabId, { active: true, url: `${page}#${view}` });
    await browser.windows.update(open.windowId, { focused: true });
  } else await browser.tabs.create({ url: `${page}#${view}` });
}
