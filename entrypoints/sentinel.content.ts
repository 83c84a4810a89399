import { defineContentScript } from 'wxt/utils/define-content-script';
import {
  type HelloReply,
  type MessageError,
  type MessageOf,
  type ObservedExchange,
  onChanged,
  send,
} from '@/lib/messages/client.ts';
import { isOurs } from '@/lib/quiz-site/dom/elements.ts';
import { rememberFrame } from '@/lib/quiz-site/dom/page-address.ts';
import { observedEvent, stopEvent } from '@/lib/quiz-site/hook-wire.ts';

/** More requests than a person causes in a player. Passed on at once: a form takes the page away with it. */
const maxInWindow = 40;
const windowMs = 5_000;
const maxDeliveries = 5;
const redeliveryMs = 300;
/** Client-rendered pages build their navigation some time after the load. */
const lateLooksMs = [100, 400, 1200, 4000] as const;
type Because = MessageOf<'page.hello'>['because'];

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
  // Editors and players may draw themselves into frames without an address.
  matchAboutBlank: true,
  noScriptStartedPostMessage: true,
  main(ctx) {
    let reply: HelloReply | null = null;
    let words: ReadonlySet<string> = new Set();
    let recent: number[] = [];
    let loaded = false;
    let looks: number[] = [];

    // Here before any script of the page, so none can keep it from us: a click made by script on a check box of ours would
    // toggle it, and the change would count as a person's.
    ctx.addEventListener(
      window,
      'click',
      (event) => {
        if (event.isTrusted || !(event.target instanceof Element) || !isOurs(event.target)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );

    ctx.addEventListener(document, observedEvent, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      if (typeof detail === 'string' && mayForward()) forward(detail);
    });

    // Page script can make such events too: a flood of them must not keep the worker from its work.
    const mayForward = () => {
      if (reply && !reply.observing) return false;
      const now = performance.now();
      recent = recent.filter((at) => now - at < windowMs);
      return recent.push(now) <= maxInWindow;
    };

    const forward = (detail: string) => {
      try {
        // Parsed only to travel as an object; the worker checks every field.
        deliver(JSON.parse(detail), maxDeliveries);
      } catch {
        // Not from our hook.
      }
    };

    // The browser may stop the worker at any moment, also while it reads this: then it is told again.
    const deliver = (observed: ObservedExchange, triesLeft: number) => {
      send('attempt.exchange', observed).catch((error: MessageError) => {
        if (triesLeft > 1 && error.reason === 'failed')
          ctx.setTimeout(() => deliver(observed, triesLeft - 1), redeliveryMs);
      });
    };

    const hello = async (because: Because) => {
      reply = await send('page.hello', { because, isWatched: reply?.observing ?? false });
      rememberFrame(reply.frameId);
      words = new Set(reply.words.map(fold));
      // No rule for this quiz, or consent withdrawn: the hook lets go of the page.
      if (!reply.observing) document.dispatchEvent(new CustomEvent(stopEvent));
      look();
    };

    const look = () => {
      if (loaded || words.size === 0 || !ctx.isValid || !hasTabWords(words)) return;
      loaded = true;
      send('editor.load').catch(() => {
        loaded = false;
      });
    };
    const lookSoon = () => {
      for (const timer of looks) clearTimeout(timer);
      looks = loaded ? [] : lateLooksMs.map((delayMs) => ctx.setTimeout(look, delayMs));
    };

    const greet = (because: Because, triesLeft = maxDeliveries) => {
      hello(because).catch((error: MessageError) => {
        if (triesLeft > 1 && error.reason === 'failed')
          ctx.setTimeout(() => greet(because, triesLeft - 1), redeliveryMs);
        if (error.reason === 'extension-gone') letGo();
      });
    };
    const letGo = () => document.dispatchEvent(new CustomEvent(stopEvent));
    ctx.onInvalidated(letGo);
    greet('load');
    ctx.onInvalidated(onChanged(() => greet('notice')));
    // A page that comes back from the back-forward cache may have missed what happened meanwhile.
    ctx.addEventListener(window, 'pageshow', (event) => {
      if (event.persisted) greet('restored');
    });
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

/** Whether at least two different tab words (or the only one there is) stand visibly in the page, each alone in its element. */
function hasTabWords(words: ReadonlySet<string>): boolean {
  if (!document.body) return false;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  const enough = Math.min(2, words.size);
  for (let count = 0; count < maxTextNodes && texts.nextNode(); count += 1) {
    const { nodeValue, parentElement } = texts.currentNode;
    // Most of it is white space between elements, or too long.
    if (!nodeValue || nodeValue.length > 60) continue;
    const trimmed = nodeValue.trim();
    if (trimmed === '') continue;
    const word = fold(trimmed);
    if (words.has(word) && !found.has(word) && parentElement?.checkVisibility()) {
      found.add(word);
      if (found.size === enough) return true;
    }
  }
  return false;
}

function fold(text: string): string {
  const lower = text.toLowerCase();
  return /\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ').trim() : lower;
}
