import { defineContentScript } from 'wxt/utils/define-content-script';
import { type HelloReply, onChanged, send } from '@/lib/messages/client.ts';
import { observedEvent, stopEvent } from '@/lib/quiz-site/hook-wire.ts';

/** Kept until the worker has said whether results are observed here. */
const maxHeldBack = 20;
/** Client-rendered pages build their navigation some time after the load. */
const lateLooksMs = [100, 400, 1200, 4000] as const;
/** A page has more text than a navigation; beyond this we stop looking. */
const maxTextNodes = 30_000;

/**
 * The small part that runs on every page of the quiz site. It asks the worker what is wanted here, passes on what the page
 * hook saw, and looks for the editor's tab words (at load, at a new address, after a click; never by observing the
 * document) to ask for the interface when it is needed.
 */
export default defineContentScript({
  matches: ['https://app.credspark.com/*'],
  runAt: 'document_start',
  allFrames: true,
  noScriptStartedPostMessage: true,
  main(ctx) {
    let reply: HelloReply | null = null;
    let heldBack: string[] = [];
    let loaded = false;

    ctx.addEventListener(document, observedEvent, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      if (typeof detail !== 'string') return;
      if (reply) forward(detail);
      else if (heldBack.length < maxHeldBack) heldBack.push(detail);
    });

    const forward = (detail: string) => {
      if (!reply?.observing) return;
      try {
        // Parsed only to travel as an object; the worker checks every field.
        void send('attempt.exchange', JSON.parse(detail)).catch(() => undefined);
      } catch {
        // Not from our hook.
      }
    };

    const hello = async (because: 'load' | 'address' | 'notice') => {
      reply = await send('page.hello', { because });
      // No rule for this quiz, or consent withdrawn: the hook lets go of the page.
      if (!reply.observing) document.dispatchEvent(new CustomEvent(stopEvent));
      for (const detail of heldBack) forward(detail);
      heldBack = [];
      look();
    };

    const look = () => {
      if (loaded || !ctx.isValid || !reply || reply.words.length === 0 || !hasTabWords(new Set(reply.words.map(fold))))
        return;
      loaded = true;
      send('editor.load').catch(() => {
        loaded = false;
      });
    };
    const lookSoon = () => {
      for (const delayMs of lateLooksMs) ctx.setTimeout(look, delayMs);
    };

    const greet = (because: 'load' | 'address' | 'notice') => void hello(because).catch(() => undefined);
    greet('load');
    ctx.onInvalidated(onChanged(() => greet('notice')));
    let address = location.href;
    ctx.addEventListener(window, 'wxt:locationchange', () => {
      // Told before the address changes, and also when the whole page is about to go: so it is looked at afterwards.
      ctx.setTimeout(() => {
        // A hash is a place in the page, not another page.
        if (location.href.split('#')[0] !== address.split('#')[0]) greet('address');
        address = location.href;
      }, 0);
      lookSoon();
    });
    ctx.addEventListener(document, 'DOMContentLoaded', look);
    ctx.addEventListener(window, 'load', lookSoon);
    ctx.addEventListener(document, 'click', lookSoon, { capture: true, passive: true });
    if (document.readyState === 'complete') lookSoon();
  },
});

/** Whether at least two different tab words stand visibly in the page, each alone in its element. */
function hasTabWords(words: ReadonlySet<string>): boolean {
  if (!document.body) return false;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  for (let count = 0; count < maxTextNodes && texts.nextNode(); count += 1) {
    const { nodeValue, parentElement } = texts.currentNode;
    if (!nodeValue || nodeValue.length > 60) continue;
    const word = fold(nodeValue);
    if (words.has(word) && !found.has(word) && parentElement?.checkVisibility()) {
      found.add(word);
      if (found.size === 2) return true;
    }
  }
  return false;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
