import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Award } from '../../lib/awards/award.ts';
import type { CredlyServer } from '../credly-server/index.ts';
import type { Harness } from '../e2e/harness.ts';
import { award, identity, ruleBadge } from '../unit/lib/builders.ts';

/** Ledgers that a benchmark fills by itself, and what it then asks of the extension. */

const badgeName = 'Safe Food Handling';
/** A quiz's awards of a day, so that no cap holds any of many. */
const perQuiz = 50;
/** What does not come within this time does not come. */
export const waitMs = 30_000;

/** @throws when it is not so in time: then it says what was waited for */
export async function until(what: string, isSo: () => boolean, limitMs = waitMs): Promise<void> {
  for (const end = Date.now() + limitMs; !isSo(); await sleep(1))
    if (Date.now() > end) throw new Error(`Waited in vain for ${limitMs / 1000} s until ${what}.`);
}

/** Runs in a page of the extension: writes awards into its database. */
async function write(records: unknown[]): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const open = indexedDB.open('credly-badges');
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
    open.onblocked = () => reject(new Error('The database is blocked.'));
  });
  const tx = db.transaction('awards', 'readwrite');
  for (const record of records) tx.objectStore('awards').put(record);
  await new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
  db.close();
}

/** Puts awards into the ledger of a browser. */
export async function seed({ options: { page } }: Harness, awards: readonly Award[]): Promise<void> {
  for (let start = 0; start < awards.length; start += 500)
    await page.evaluate(write, awards.slice(start, start + 500) as unknown[]);
}

/** Awards of the connected organization, for a template that it has. */
export function awardsOf(
  { production }: CredlyServer,
  count: number,
  part: (index: number) => Partial<Award>,
): Award[] {
  const organizationId = production.organizations[0]?.id ?? '';
  const templateId = production.templates.find((it) => it.name === badgeName)?.id ?? '';
  const badge = ruleBadge({ templateId, name: badgeName });
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    award({ organizationId, badge, createdAt: now + index, updatedAt: now, dueAt: now, ...part(index) }),
  );
}

/** Awards that wait for approval: each of another person. */
export const held = (credly: CredlyServer, name: string, count: number) =>
  awardsOf(credly, count, (index) => ({
    state: 'held',
    reason: 'hold-for-review',
    quizKey: `${name}-${Math.floor(index / perQuiz)}`,
    earner: identity({ email: `${name}-${index}@example.com` }),
  }));

/** Runs in a page of the extension: what its own interface would ask of the worker. */
export const ask = (page: Page, type: string, message: object) =>
  page.evaluate(async ([type, message]) => chrome.runtime.sendMessage({ type, message }), [type, message] as const);

/** A person approves all of them at once. */
export const approve = ({ options: { page } }: Harness, awards: readonly Award[]) =>
  ask(page, 'awards.act', { ids: awards.map(({ id }) => id), action: 'approve' });
