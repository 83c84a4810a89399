import { isShownByMarkup, readResponsePage } from '@/lib/quiz-site/dom/response-grids.ts';
import type { ResponseList } from '@/lib/quiz-site/profile.ts';

/** A document that nobody sees. It parses the HTML that the worker fetched, and gives back the tables in it as text. */

const type = 'offscreen.read-page';

chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
  const asked = message as { type?: unknown; html?: unknown; responseList?: unknown } | null;
  // Content scripts' messages come here too; only the worker, which is in no tab, is answered.
  if (asked?.type !== type || sender.id !== chrome.runtime.id || sender.tab || typeof asked.html !== 'string') return;
  // Parsed, not shown: no script of it runs, and nothing is loaded.
  const { body } = new DOMParser().parseFromString(asked.html, 'text/html');
  const profile = { responseList: asked.responseList as ResponseList };
  reply({ page: readResponsePage(profile, body, isShownByMarkup).page });
});
