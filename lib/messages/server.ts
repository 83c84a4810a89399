import { type Browser, browser } from 'wxt/browser';
import { z } from 'zod';
import { changedChannel } from './client.ts';
import { type Envelope, type MessageType, type Protocol, protocol, type ReplyOf, type SenderRole } from './protocol.ts';

/** Who sent a message, by the browser's word; of a frame without an address by its own, within the browser's origin. */
export interface Sender {
  role: SenderRole;
  /** The sending document's address, or its page's; for content scripts a page of a quiz site. */
  url: URL;
  tabId: number;
  frameId: number;
  /** The frame whose page this document is a part of: itself, but for frames without an address of their own. */
  ownerFrameId: number;
  documentId: string;
}

/** What a page in a tab is, or null where it is none of ours. */
export type RoleOf = (url: URL, tabId: number) => Promise<Exclude<SenderRole, 'extension-page'> | null>;

export type Handlers = {
  [T in MessageType]: (message: z.output<Protocol[T]['schema']>, sender: Sender) => Promise<ReplyOf<T>>;
};

/**
 * Answers messages: first the sender is judged, then the message is parsed, then the handler runs. Whatever does not fit
 * is refused without a reason, and no error's text travels back.
 */
export function serveMessages(handlers: Handlers, roleOf: RoleOf): void {
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
  roleOf: RoleOf,
): Promise<Envelope<unknown>> {
  const type = (raw as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(protocol, type)) return { ok: false, error: 'refused' };
  const entry = protocol[type as MessageType];
  const sender = await judgeSafely(from, (raw as { owner?: unknown }).owner, roleOf);
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

async function judgeSafely(...args: Parameters<typeof judge>): Promise<Sender | null> {
  try {
    return await judge(...args);
  } catch {
    return null;
  }
}

const ownerSchema = z.object({ page: z.url().max(4000), frame: z.number().int().min(0) });

async function judge(
  from: Browser.runtime.MessageSender,
  claimedOwner: unknown,
  roleOf: RoleOf,
): Promise<Sender | null> {
  if (from.id !== browser.runtime.id || !from.url || !URL.canParse(from.url)) return null;
  const url = new URL(from.url);
  const own = new URL(browser.runtime.getURL('/'));
  // The browser's word on the origin, not only the address: a sandboxed frame has our address and no origin.
  const origin = (from as { origin?: string }).origin;
  const frameId = from.frameId ?? -1;
  const common = {
    url,
    tabId: from.tab?.id ?? -1,
    frameId,
    ownerFrameId: frameId,
    documentId: (from as { documentId?: string }).documentId ?? '',
  };
  if (url.protocol === own.protocol)
    return url.host === own.host && origin === own.origin ? { role: 'extension-page', ...common } : null;
  if (from.tab?.id === undefined) return null;
  const owner = ownerSchema.safeParse(claimedOwner);
  if (owner.success && (url.protocol === 'about:' || isSamePage(owner.data.page, url))) {
    common.url = new URL(owner.data.page);
    common.ownerFrameId = owner.data.frame;
  }
  if (origin !== common.url.origin) return null;
  const role = await roleOf(common.url, common.tabId);
  return role ? { role, ...common } : null;
}

/** Tells our own pages only: what concerns no interface in a quiz site must not make it ask for everything anew. */
export function announceToOwnPages(): void {
  const channel = new BroadcastChannel(changedChannel);
  channel.postMessage({ type: 'changed' });
  channel.close();
}

/** A frame that its page has written has the page's address. */
function isSamePage(address: string, url: URL): boolean {
  return address.split('#')[0] === url.href.split('#')[0];
}

/**
 * Tells every open interface that something changed. All tabs are told, since a player can be embedded in anybody's page;
 * where nothing of ours is, nobody hears it.
 */
export async function announceChange(): Promise<void> {
  announceToOwnPages();
  for (const tab of await browser.tabs.query({})) {
    if (tab.id !== undefined) await browser.tabs.sendMessage(tab.id, { type: 'changed' }).catch(() => undefined);
  }
}
