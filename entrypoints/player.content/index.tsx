import { defineContentScript } from 'wxt/utils/define-content-script';
import { startPlayer } from './player.tsx';

/**
 * On a page in which a quiz with a badge is taken: reads the result page's text and shows what became of the result.
 * Apart from the editor's script, because participants should not load an author's tools. The worker brings it in, only
 * while results are observed and only for quizzes that have a rule. A newer copy in the same page ends an older one.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main(ctx) {
    ctx.onInvalidated(startPlayer());
  },
});
