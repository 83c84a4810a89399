import { resolve } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { type CredlyServer, credlyHosts } from '../credly-server/index.ts';
import { type QuizSite, quizSiteHosts } from '../quiz-site/index.ts';
import { findChromium } from './chromium.ts';

export const builtExtension = resolve(import.meta.dirname, '../../.output/chrome-mv3');

export interface ExtensionBrowser {
  context: BrowserContext;
  extensionId: string;
}

export interface ExtensionBrowserOptions {
  credly: Pick<CredlyServer, 'port'>;
  site: Pick<QuizSite, 'port'>;
  /** Further servers, with the hosts that lead to them. */
  others?: { hosts: readonly string[]; port: number }[];
  /** Empty: a new profile that is thrown away. */
  profileDir?: string;
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  deviceScaleFactor?: number;
  reducedMotion?: 'reduce' | 'no-preference';
  /** A folder with another copy of the extension than the production build. */
  extension?: string;
}

export interface BrowserOptions extends Omit<ExtensionBrowserOptions, 'credly' | 'extension'> {
  credly?: Pick<CredlyServer, 'port'>;
  /** A folder with an unpacked extension, null for a browser without one, `later` for one that comes by the protocol. */
  extension: string | null | 'later';
}

/**
 * Starts Chromium with the production build, unchanged. The real host names lead to the local servers by resolver rules
 * of the browser; nothing in the extension knows of it.
 */
export async function launchExtensionBrowser(options: ExtensionBrowserOptions): Promise<ExtensionBrowser> {
  const context = await launchBrowser({ ...options, extension: options.extension ?? builtExtension });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { context, extensionId: new URL(worker.url()).host };
}

/** Starts Chromium with whichever extension, or with none. */
export async function launchBrowser(options: BrowserOptions): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium was found. Set CHROMIUM_PATH, or run "npm test" once: it installs one.');
  const map = (hosts: readonly string[], port: number) => hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
  const rules = map(quizSiteHosts, options.site.port);
  if (options.credly) rules.push(...map(credlyHosts, options.credly.port));
  for (const { hosts, port } of options.others ?? []) rules.push(...map(hosts, port));
  const headless = options.headless ?? true;
  return chromium.launchPersistentContext(options.profileDir ?? '', {
    headless,
    executablePath,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
    viewport: options.viewport ?? { width: 1280, height: 900 },
    ...(options.deviceScaleFactor ? { deviceScaleFactor: options.deviceScaleFactor } : {}),
    // As people's browsers have it.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [
      ...(headless ? ['--headless=new'] : []),
      // Chromium refuses to run as root with its sandbox; for everybody else the sandbox stays.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${rules.join(', ')}`,
      ...(options.extension === 'later' ? ['--enable-unsafe-extension-debugging'] : []),
      ...(options.extension && options.extension !== 'later'
        ? [`--disable-extensions-except=${options.extension}`, `--load-extension=${options.extension}`]
        : []),
    ],
  });
}
