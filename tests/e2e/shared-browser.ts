import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession } from '@playwright/test';
import { quizSiteHosts } from '../quiz-site/index.ts';
import { builtExtension, type ExtensionBrowser, launchBrowser } from '../run/extension-browser.ts';
import type { TlsPort } from '../tls/port.ts';

/**
 * One browser for test after test, since starting one costs more than most tests. Every test installs the extension anew,
 * and removing it takes everything that Chrome keeps for it: storage, databases, alarms, registered scripts, the worker.
 */
export interface SharedBrowser {
  /** Where the stand-ins answer, which a browser is told when it starts. */
  ports: { credly: TlsPort; site: TlsPort };
  /** Installs the production build; starts the browser if there is none yet. */
  install(): Promise<ExtensionBrowser>;
  /** Removes the extension, its tabs, and whatever the quiz site has left in the browser. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  context: BrowserContext;
  protocol: CDPSession;
}

/** What specs listen to; Playwright's own listeners are not among these. */
const listenedTo = ['console', 'weberror', 'dialog', 'serviceworker', 'page', 'request', 'response'] as const;

export function openSharedBrowser(credly: TlsPort, site: TlsPort): SharedBrowser {
  let running: Running | undefined;
  let installed: { id: string } | undefined;
  let folder: string | undefined;

  const start = async (): Promise<Running> => {
    const context = await launchBrowser({ credly, site, extension: 'later' });
    const browser = context.browser() as Browser;
    return { context, protocol: await browser.newBrowserCDPSession() };
  };

  return {
    ports: { credly, site },
    async install() {
      running ??= await start();
      const { context, protocol } = running;
      // An extension's id comes of its folder. A new one each time: Chrome removes what an id has stored a little later,
      // which must not hit the next test.
      folder = await mkdtemp(join(tmpdir(), 'credly-badges-'));
      await cp(builtExtension, folder, { recursive: true });
      const opened = context.waitForEvent('page', {
        predicate: (page) => page.url().startsWith('chrome-extension://'),
      });
      const [{ id }] = await Promise.all([
        send<{ id: string }>(protocol, 'Extensions.loadUnpacked', { path: folder }),
        opened,
      ]);
      installed = { id };
      return { context, extensionId: id };
    },
    async clear() {
      if (!running || !installed) return;
      const { context, protocol } = running;
      for (const event of listenedTo) context.removeAllListeners(event);
      await context.setOffline(false);
      const [first, ...others] = context.pages();
      const blank = first?.url() === 'about:blank' ? first : await context.newPage();
      await Promise.all(
        (blank === first ? others : context.pages().filter((it) => it !== blank)).map((it) => it.close()),
      );
      await send(protocol, 'Extensions.uninstall', { id: installed.id });
      if (folder) await rm(folder, { recursive: true, force: true });
      installed = undefined;
      await context.clearCookies();
      const session = await context.newCDPSession(blank);
      await session.send('Network.clearBrowserCache');
      for (const host of quizSiteHosts)
        await session.send('Storage.clearDataForOrigin', { origin: `https://${host}`, storageTypes: 'all' });
      await session.detach();
    },
    async close() {
      await running?.context.close();
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The protocol's "Extensions" is too new for Playwright's types. */
function send<Answer>(session: CDPSession, method: string, parameters: object): Promise<Answer> {
  return (session.send as (method: string, parameters: object) => Promise<unknown>)(
    method,
    parameters,
  ) as Promise<Answer>;
}
