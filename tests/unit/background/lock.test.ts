import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { whileUnlocked } from '../../../entrypoints/background/lock-handlers.ts';
import { type Envelope, type MessageType, protocol } from '../../../lib/messages/protocol.ts';
import { type Handlers, serveMessages } from '../../../lib/messages/server.ts';
import { lockNow, setPin } from '../../../lib/settings/lock.ts';

const site = 'https://app.credspark.com';
const self = 'chrome-extension://test-extension-id';
const optionsPage = { id: 'test-extension-id', url: `${self}/options.html`, origin: self, frameId: 0 };
const player = { id: 'test-extension-id', url: `${site}/play`, origin: site, tab: { id: 7 }, frameId: 0 };
const ofThePage = (Object.keys(protocol) as MessageType[]).filter((type) =>
  protocol[type].from.some((role) => role === 'extension-page'),
);

/** Chrome gives extension addresses an origin; Node does not know their scheme. */
class ChromeUrl extends URL {
  override get origin(): string {
    return this.protocol === 'chrome-extension:' ? `${this.protocol}//${this.host}` : super.origin;
  }
}

const handler = vi.fn(async () => 'answer');

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('URL', ChromeUrl);
  handler.mockClear();
  const handlers = Object.fromEntries(Object.keys(protocol).map((type) => [type, handler]));
  serveMessages(whileUnlocked(handlers as unknown as Handlers), async () => 'player');
  await setPin('2468');
  return () => vi.unstubAllGlobals();
});

const ask = (type: string, message: unknown, from: object) =>
  new Promise<Envelope<unknown>>((reply) => {
    void fakeBrowser.runtime.onMessage.trigger({ type, message }, from, reply);
  });

/** Contents in order for messages that need some; those that need none are the ones whose schema takes nothing. */
const contents: Partial<Record<MessageType, unknown>> = {
  'lock.unlock': { pin: '0000' },
  'rules.preview-import': { text: '{}' },
  'setup.export': { passphrase: 'correct horse battery' },
  'connection.save': { organizationId: '', token: '', sandbox: false },
};
const answerable = ofThePage.filter((type) => protocol[type].schema.safeParse(contents[type] ?? {}).success);

it('the options page is answered everything while the browser is unlocked', async () => {
  for (const type of answerable)
    expect(await ask(type, contents[type] ?? {}, optionsPage), type).toEqual({ ok: true, value: 'answer' });
});

it('the options page is answered nothing but the way out while the browser is locked', async () => {
  await lockNow();
  const answered = [];
  for (const type of answerable) if ((await ask(type, contents[type] ?? {}, optionsPage)).ok) answered.push(type);
  expect(answered.sort()).toEqual(['lock.reset', 'lock.state', 'lock.unlock']);
  expect(handler).toHaveBeenCalledTimes(3);
  expect(answerable.length, 'many were really tried').toBeGreaterThan(12);
});

it('participants’ pages are answered as before while the browser is locked', async () => {
  await lockNow();
  expect(await ask('attempt.state', {}, player)).toEqual({ ok: true, value: 'answer' });
});
