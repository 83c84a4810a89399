import { resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { type Build, type QuizSite, startQuizSite } from '../../../quiz-site/index.ts';
import { editorPage } from '../../../quiz-site/page-objects.ts';
import { launchBrowser } from '../../../run/extension-browser.ts';
import type { lab } from './lab.ts';

export interface Lab {
  site: QuizSite;
  page: Page;
  editor: ReturnType<typeof editorPage>;
  /** Calls one of the lab's functions in the page as it is now. */
  ask<F extends keyof typeof lab>(name: F, ...given: Parameters<(typeof lab)[F]>): Promise<ReturnType<(typeof lab)[F]>>;
  stop(): Promise<void>;
}

/** A browser without the extension, with one build of the stand-in and the code that reads pages. */
export async function openLab(which: Build): Promise<Lab> {
  const site = await startQuizSite({ build: which });
  const context: BrowserContext = await launchBrowser({ site, extension: null });
  const code = await bundle();
  const page = await context.newPage();
  return {
    site,
    page,
    editor: editorPage(page, site),
    async ask(name, ...given) {
      if (!(await page.evaluate(() => 'lab' in globalThis))) await page.evaluate(code);
      return page.evaluate(
        ([name, given]) =>
          (globalThis as unknown as { lab: Record<string, (...all: unknown[]) => never> }).lab[name]?.(
            ...given,
          ) as never,
        [name, given] as [string, unknown[]],
      );
    },
    async stop() {
      await context.close();
      await site.stop();
    },
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rollupOptions: { input: resolve(import.meta.dirname, 'lab.ts'), output: { format: 'iife' } },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const [chunk] = outputs.flatMap((it) => ('output' in it ? it.output : []));
  if (chunk?.type !== 'chunk') throw new Error('The lab was not built.');
  return chunk.code;
}
