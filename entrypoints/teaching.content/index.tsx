import { defineContentScript } from 'wxt/utils/define-content-script';
import { startTeaching } from './teaching.tsx';

/**
 * In the pages of the one site that is being taught, in the tab in which it is taught: the panel with the steps, pointing
 * at places, and the recording of a quiz that is taken once. Registered only as long as somebody teaches.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  runAt: 'document_start',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main(ctx) {
    ctx.onInvalidated(startTeaching());
  },
});
