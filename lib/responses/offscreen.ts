import { z } from 'zod';
import type { SiteProfile } from '../quiz-site/profile.ts';
import { type ResponsePage, responsePageSchema } from '../quiz-site/response-page.ts';

/** Lets a document of ours that nobody sees parse HTML, which a worker cannot. Nothing in the HTML runs or is loaded. */

export const offscreenType = 'offscreen.read-page';

const answerSchema = z.object({ page: responsePageSchema });

/** @throws where it could not be parsed */
export async function parseHtml(
  { responseList }: Pick<SiteProfile, 'responseList'>,
  html: string,
): Promise<ResponsePage> {
  return navigator.locks.request('offscreen', async () => {
    // One of a worker that was ended may be there still.
    await chrome.offscreen.closeDocument().catch(() => undefined);
    await chrome.offscreen.createDocument({
      url: '/offscreen.html',
      reasons: [chrome.offscreen.Reason.DOM_PARSER],
      justification: 'Reads the list of responses of a quiz out of a page that was fetched.',
    });
    try {
      const answer: unknown = await chrome.runtime.sendMessage({ type: offscreenType, responseList, html });
      return answerSchema.parse(answer).page;
    } finally {
      await chrome.offscreen.closeDocument().catch(() => undefined);
    }
  });
}
