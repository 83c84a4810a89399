import type { BrowserContext, Page, Worker } from '@playwright/test';

/** A message as our own code sends it. */
export interface Message {
  type: string;
  message?: unknown;
}

/** What the extension holds, seen from inside its worker; and its isolated world in a page, as a content script has it. */
export function inside(context: BrowserContext) {
  const worker = async (): Promise<Worker> =>
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const self = {
    worker,
    /** Ids of the page hooks that Chrome would run. */
    registeredHooks: async (): Promise<string[]> =>
      (await worker()).evaluate(async () =>
        (await chrome.scripting.getRegisteredContentScripts()).map((script) => script.id),
      ),
    local: async (): Promise<Record<string, unknown>> =>
      (await worker()).evaluate(() => chrome.storage.local.get(null)),
    setLocal: async (items: Record<string, unknown>): Promise<void> =>
      (await worker()).evaluate((it) => chrome.storage.local.set(it), items),
    session: async (): Promise<Record<string, unknown>> =>
      (await worker()).evaluate(() => chrome.storage.session.get(null)),
    /** All records of all of our databases, by database and store. */
    databases: async (): Promise<Record<string, Record<string, unknown>[]>> =>
      (await worker()).evaluate(async () => {
        const settled = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const all: Record<string, Record<string, unknown>[]> = {};
        for (const { name = '' } of await indexedDB.databases()) {
          const db = await settled(indexedDB.open(name));
          for (const store of db.objectStoreNames)
            all[`${name}/${store}`] = await settled(db.transaction(store).objectStore(store).getAll());
          db.close();
        }
        return all;
      }),
    awards: async (): Promise<Record<string, unknown>[]> => (await self.databases())['credly-badges/awards'] ?? [],
    rules: async (): Promise<Record<string, unknown>[]> => (await self.databases())['credly-badges/rules'] ?? [],
    /** Changes every award, as time or another tab would have. */
    changeAwards: async (change: Record<string, unknown>): Promise<void> =>
      (await worker()).evaluate(async (change) => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open('credly-badges');
          request.onsuccess = () => resolve(request.result);
        });
        const transaction = db.transaction('awards', 'readwrite');
        const store = transaction.objectStore('awards');
        const done = new Promise<void>((resolve) => {
          transaction.oncomplete = () => resolve();
        });
        store.getAll().onsuccess = (event) => {
          for (const award of (event.target as IDBRequest<object[]>).result) store.put({ ...award, ...change });
        };
        await done;
        db.close();
      }, change),
    /** Lets an alarm of the extension go off now; gives back when it has. */
    ring: async (name: string): Promise<void> =>
      (await worker()).evaluate(async (name) => {
        await new Promise<void>((resolve) => {
          const listener = (alarm: chrome.alarms.Alarm) => {
            if (alarm.name !== name) return;
            chrome.alarms.onAlarm.removeListener(listener);
            resolve();
          };
          chrome.alarms.onAlarm.addListener(listener);
          void chrome.alarms.create(name, { when: Date.now() });
        });
      }, name),
    /** Ends the worker as Chrome does when it is idle; the next message starts it anew. */
    async killWorker(page: Page): Promise<void> {
      const session = await context.newCDPSession(page);
      const stopped = new Promise<void>((resolve) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
        });
      });
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
    },
    /** Sends messages from our content world in the tab with that address; gives back the replies. */
    askFromPage: async (page: Page, messages: Message[]): Promise<unknown[]> =>
      (await worker()).evaluate(
        async ({ url, messages }) => {
          const tabs = await chrome.tabs.query({});
          const tab = tabs.find((it) => it.url === url);
          const [injected] = await chrome.scripting.executeScript({
            target: { tabId: tab?.id ?? -1 },
            args: [messages],
            func: (messages: object[]) => Promise.all(messages.map((it) => chrome.runtime.sendMessage(it))),
          });
          return (injected?.result ?? []) as unknown[];
        },
        { url: page.url(), messages },
      ),
    /** What a content script sees of the extension's storage in the tab with that address: a value or an error's text. */
    storageSeenFromPage: async (page: Page): Promise<string[]> =>
      (await worker()).evaluate(async (url) => {
        const tabs = await chrome.tabs.query({});
        const tab = tabs.find((it) => it.url === url);
        const [injected] = await chrome.scripting.executeScript({
          target: { tabId: tab?.id ?? -1 },
          func: () =>
            Promise.all(
              [chrome.storage.local, chrome.storage.session].map(async (area) => {
                try {
                  return JSON.stringify(await area.get(null));
                } catch (error) {
                  return `refused: ${String(error)}`;
                }
              }),
            ),
        });
        return (injected?.result ?? []) as string[];
      }, page.url()),
    /** Records in our content world what the worker sends to the tab with that address. */
    listenInPage: async (page: Page): Promise<void> =>
      (await worker()).evaluate(async (url) => {
        const tabs = await chrome.tabs.query({});
        const tab = tabs.find((it) => it.url === url);
        await chrome.scripting.executeScript({
          target: { tabId: tab?.id ?? -1 },
          func: () => {
            const world = globalThis as { received?: unknown[] };
            world.received = [];
            chrome.runtime.onMessage.addListener((notice: unknown) => {
              world.received?.push(notice);
            });
          },
        });
      }, page.url()),
    receivedInPage: async (page: Page): Promise<unknown[]> =>
      (await worker()).evaluate(async (url) => {
        const tabs = await chrome.tabs.query({});
        const tab = tabs.find((it) => it.url === url);
        const [injected] = await chrome.scripting.executeScript({
          target: { tabId: tab?.id ?? -1 },
          func: () => (globalThis as { received?: unknown[] }).received ?? [],
        });
        return (injected?.result ?? []) as unknown[];
      }, page.url()),
  };
  return self;
}

export type Inside = ReturnType<typeof inside>;
