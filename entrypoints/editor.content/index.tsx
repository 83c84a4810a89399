import { defineContentScript } from 'wxt/utils/define-content-script';
import { startEditor } from './editor.tsx';

/**
 * The interface in the quiz editor and among the site's integrations. Loaded at run time, when the sentinel has seen the
 * editor's tabs; running it twice in a page does nothing.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const world = globalThis as { credlyBadgesEditor?: boolean };
    if (world.credlyBadgesEditor) return;
    world.credlyBadgesEditor = true;
    ctx.onInvalidated(startEditor());
  },
});
