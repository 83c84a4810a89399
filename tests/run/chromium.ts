import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/**
 * The browser for tests and demo: CHROMIUM_PATH, the system's Chromium, or Playwright's own. Branded Chrome ignores
 * --load-extension and is therefore not looked for.
 * @returns null where there is none
 */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}
