import { ownerOfFrame } from '../quiz-site/dom/page-address.ts';
import type { Envelope, MessageOf, MessageType, ReplyOf } from './protocol.ts';

export type * from './protocol.ts';

/**
 * The sending side, for content scripts and the options page. It carries types only: schemas (and zod) stay in the worker.
 */

/** The worker refused or failed, or is gone after an update of the extension. */
export class MessageError extends Error {
  override name = 'MessageError';
  readonly reason: 'refused' | 'failed' | 'extension-gone';
  constructor(reason: 'refused' | 'failed' | 'extension-gone') {
    super(`The message was not answered: ${reason}.`);
    this.reason = reason;
  }
}

/** @throws MessageError */
export async function send<T extends MessageType>(
  type: T,
  ...[message]: Record<string, never> extends MessageOf<T> ? [message?: MessageOf<T>] : [message: MessageOf<T>]
): Promise<ReplyOf<T>> {
  let envelope: Envelope<ReplyOf<T>> | undefined;
  try {
    envelope = await chrome.runtime.sendMessage({ type, message: message ?? {}, owner: ownerOfFrame() });
  } catch {
    throw new MessageError(chrome.runtime?.id ? 'failed' : 'extension-gone');
  }
  if (!envelope?.ok) throw new MessageError(envelope?.error ?? 'failed');
  return envelope.value;
}

/**
 * Calls back when the worker says that something changed. In a content script the worker's notices come as messages, on
 * an extension page over a broadcast channel.
 * @returns a function that ends it
 */
export function onChanged(callback: () => void): () => void {
  const listener = (notice: unknown) => {
    if ((notice as { type?: unknown } | null)?.type === 'changed') callback();
  };
  chrome.runtime.onMessage.addListener(listener);
  const channel = location.protocol === 'chrome-extension:' ? new BroadcastChannel(changedChannel) : null;
  channel?.addEventListener('message', callback);
  return () => {
    chrome.runtime?.onMessage?.removeListener(listener);
    channel?.close();
  };
}

/** The name of the broadcast channel between worker and extension pages. */
export const changedChannel = 'credly-badges-changed';
