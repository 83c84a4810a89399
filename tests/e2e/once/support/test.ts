import type { BrowserContext, Worker } from '@playwright/test';
import type { Token } from '../../../credly-server/index.ts';
import { test as base, expect, type Harness } from '../../harness.ts';
import { type Inside, inside } from './inside.ts';

/** Everything that pages and workers said or threw, as text. */
export interface Watch {
  console: string[];
  errors: string[];
  dialogs: string[];
}

interface Fixtures {
  watch: Watch;
  ours: Inside;
}

async function watchWorker(worker: Worker, watch: Watch): Promise<void> {
  worker.on('console', (message) => {
    watch.console.push(`worker: ${message.text()}`);
    // What is thrown where nobody catches it; Chrome has no other way to tell us.
    if (message.text().startsWith('uncaught in worker: ')) watch.errors.push(message.text());
  });
  await worker
    .evaluate(() => {
      const tell = (what: unknown) => console.error(`uncaught in worker: ${String(what)}`);
      addEventListener('error', (event) => tell((event as ErrorEvent).message));
      addEventListener('unhandledrejection', (event) => tell((event as PromiseRejectionEvent).reason));
    })
    // A worker that is ended while we ask it has nothing to tell.
    .catch(() => undefined);
}

async function watchContext(context: BrowserContext): Promise<Watch> {
  const watch: Watch = { console: [], errors: [], dialogs: [] };
  context.on('console', (message) => watch.console.push(`page: ${message.text()}`));
  context.on('weberror', (error) => watch.errors.push(String(error.error().stack)));
  context.on('dialog', (dialog) => {
    watch.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  context.on('serviceworker', (worker) => void watchWorker(worker, watch));
  for (const worker of context.serviceWorkers()) await watchWorker(worker, watch);
  return watch;
}

/** Every test of these specs also fails when anything of ours throws, in a page or in the worker. */
export const test = base.extend<Fixtures>({
  watch: [
    async ({ harness }, use) => {
      const watch = await watchContext(harness.context);
      await use(watch);
      expect(watch.errors, 'uncaught errors').toEqual([]);
      expect(watch.dialogs, 'dialogs of the browser').toEqual([]);
    },
    { auto: true },
  ],
  ours: async ({ harness }, use) => use(inside(harness.context)),
});

export { expect };

/** The first organization of an environment and its token. */
export function seedOf({ credly }: Pick<Harness, 'credly'>, environment: 'production' | 'sandbox' = 'production') {
  const [organization] = credly[environment].organizations;
  const [token] = credly[environment].tokens as [Token | undefined];
  if (!organization || !token) throw new Error('The local Credly has no organization.');
  return { organization, token: token.token };
}

/** Agreed and connected to production. */
export async function connect(harness: Harness): Promise<void> {
  const { organization, token } = seedOf(harness);
  await harness.options.connect({ organizationId: organization.id, token });
}

/** A badge for passing the quiz with that key. */
export async function awardBadge(harness: Harness, key = 'scored', badge = 'Safe Food Handling') {
  const { page, editor, ui } = await harness.author();
  await editor.open(harness.site.quiz(key), 'motivation');
  await ui.awardForScore(badge);
  return { page, editor, ui };
}
