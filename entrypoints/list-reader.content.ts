import { defineContentScript } from 'wxt/utils/define-content-script';
import { send } from '@/lib/messages/client.ts';
import { isVisible } from '@/lib/quiz-site/dom/elements.ts';
import { readResponsePage } from '@/lib/quiz-site/dom/response-grids.ts';
import { currentTab, editorTabWords, findTabRow, panelOf } from '@/lib/quiz-site/dom/tabs.ts';
import type { SiteProfile } from '@/lib/quiz-site/profile.ts';
import type { ResponsePage } from '@/lib/quiz-site/response-page.ts';

/** A page that nobody looks at is drawn slowly. */
const waitMs = 15_000;
const lookMs = 300;

/**
 * Runs in a tab that we have opened ourselves, and in no other: waits until the page has drawn its list of responses, going to
 * its tab for that where it has to, and gives back what stands there.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(): Promise<ResponsePage | null> {
    const { profile } = await send('editor.context', { quizIds: [] });
    let last = '';
    let hasClicked = false;
    for (const begun = performance.now(); performance.now() - begun < waitMs; ) {
      const row = document.body && findTabRow(document.body, editorTabWords(profile));
      if (row && !hasClicked && currentTab(row, null) !== 'data') {
        hasClicked = true;
        row.items.get('data')?.click();
      }
      const page = look(profile, row);
      const now = JSON.stringify(page);
      const isThere = page.grids.length > 0 || page.isEmpty || page.asksPassword;
      if (isThere && now === last) return page;
      last = now;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    return null;
  },
});

function look(profile: SiteProfile, row: ReturnType<typeof findTabRow>): ResponsePage {
  const panel = row && panelOf(row);
  return readResponsePage(profile, panel?.root ?? document.body, isVisible, panel?.except ?? null).page;
}
