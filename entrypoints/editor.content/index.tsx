import { defineContentScript } from 'wxt/utils/define-content-script';
import { startEditor } from './editor.tsx';

/**
 * The interface in the quiz editor and among the site's integrations. Loaded at run time, when the sentinel has seen the
 * editor's tabs; a newer copy in the same page ends an older one.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main(ctx) {
    ctx.onInvalidated(startEditor());
  },
});
