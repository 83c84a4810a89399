import { type Browser, browser } from 'wxt/browser';
import type { z } from 'zod';
import { changedChannel } from './client.ts';
import { type Envelope, type MessageType, type Protocol, protocol, type ReplyOf, type SenderRole } from './protocol.ts';

/** Who sent a message, by the browser's word. */
export interface Sender {
  role: SenderRole;
  /** The sending document's address; for content scripts a page of a quiz site. */
  url: URL;
  tabId: number;
  frameId: number;
  documentId: string;
}

export type Handlers = {
  [T in MessageType]: (message: z.output<Protocol[T]['schema']>, sender: Sender) => Promise<ReplyOf<T>>;
};

/**
 * Answers messages: first the sender is judged, then the message is parsed, then the handler runs. Whatever does not fit
 * is refused without a reason, and no error's text travels back.
 * @param roleOf what a page of a quiz site is, or null where it is none of ours
 */
export function serveMessages(handlers: Handlers, roleOf: (url: URL) => 'editor' | 'player' | null): void {
  browser.runtime.onMessage.addListener(
    (raw: unknown, from: Browser.runtime.MessageSender, reply: (it: unknown) => void) => {
      void answer(raw, from, handlers, roleOf).then(reply);
      return true;
    },
  );
}

async function answer(
  raw: unknown,
  from: Browser.runtime.MessageSender,
  handlers: Handlers,
  roleOf: (url: URL) => 'editor' | 'player' | null,
): Promise<Envelope<unknown>> {
  const type = (raw as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(protocol, type)) return { ok: false, error: 'refused' };
  const entry = protocol[type as MessageType];
  const sender = judgeSafely(from, roleOf);
  if (!sender || !entry.from.some((role) => role === sender.role)) return { ok: false, error: 'refused' };
  const message = entry.schema.safeParse((raw as { message?: unknown }).message);
  if (!message.success) return { ok: false, error: 'refused' };
  try {
    const handler = handlers[type as MessageType] as (message: unknown, sender: Sender) => Promise<unknown>;
    return { ok: true, value: await handler(message.data, sender) };
  } catch {
    return { ok: false, error: 'failed' };
  }
}

function judgeSafely(...args: Parameters<typeof judge>): Sender | null {
  try {
    return judge(...args);
  } catch {
    return null;
  }
}

function judge(from: Browser.runtime.MessageSender, roleOf: (url: URL) => 'editor' | 'player' | null): Sender | null {
  if (from.id !== browser.runtime.id || !from.url || !URL.canParse(from.url)) return null;
  const url = new URL(from.url);
  const own = new URL(browser.runtime.getURL('/'));
  // The browser's word on the origin, not only the address: a sandboxed frame has our address and no origin.
  const origin = (from as { origin?: string }).origin;
  const common = {
    url,
    tabId: from.tab?.id ?? -1,
    frameId: from.frameId ?? -1,
    documentId: (from as { documentId?: string }).documentId ?? '',
  };
  if (url.protocol === own.protocol)
    return url.host === own.host && origin === own.origin ? { role: 'extension-page', ...common } : null;
  if (from.tab?.id === undefined || origin !== url.origin) return null;
  const role = roleOf(url);
  return role ? { role, ...common } : null;
}

/**
 * Tells every open interface that something changed. All tabs are told, since a player can be embedded in anybody's page;
 * where nothing of ours is, nobody hears it.
 */
export async function announceChange(): Promise<void> {
  const channel = new BroadcastChannel(changedChannel);
  channel.postMessage({ type: 'changed' });
  channel.close();
  for (const tab of await browser.tabs.query({})) {
    if (tab.id !== undefined) await browser.tabs.sendMessage(tab.id, { type: 'changed' }).catch(() => undefined);
  }
}
