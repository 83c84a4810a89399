import type { Page } from '@playwright/test';
import { type CredlyServer, startCredlyServer } from '../credly-server/index.ts';
import { connected } from '../e2e/flows/connected.ts';
import { withRule } from '../e2e/flows/with-rule.ts';
import { type Harness, openHarness } from '../e2e/harness.ts';
import { startQuizSite } from '../quiz-site/index.ts';
import { award, identity, ruleBadge } from '../unit/lib/builders.ts';
import { type Bench, median, type Ratio } from './ratio.ts';

/**
 * What the award engine costs, in the production build: from a known result to its request, many awards at once, and
 * whether cost grows with the ledger.
 */

const rounds = 9;
const many = 1000;
const batchSize = 50;
const serverMs = 100;
const paceMs = 350;

type StoredAward = ReturnType<typeof award>;

/** Writes awards into the extension's database, from one of its own pages. */
async function seed(page: Page, awards: readonly StoredAward[]): Promise<void> {
  for (let start = 0; start < awards.length; start += batchSize * 10)
    await page.evaluate(
      async (records) => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const open = indexedDB.open('credly-badges');
          open.onsuccess = () => resolve(open.result);
          open.onerror = () => reject(open.error);
        });
        const tx = db.transaction('awards', 'readwrite');
        for (const record of records) tx.objectStore('awards').put(record);
        await new Promise((resolve) => {
          tx.oncomplete = resolve;
        });
        db.close();
      },
      awards.slice(start, start + batchSize * 10) as unknown[],
    );
}

/** Awards of the connected organization and of a template that it really has. */
function awardsFor({ production }: CredlyServer, count: number, part: (index: number) => Partial<StoredAward>) {
  const organizationId = production.organizations[0]?.id ?? '';
  const template = production.templates.find((it) => it.name === 'Safe Food Handling');
  const badge = ruleBadge({ templateId: template?.id ?? '', name: 'Safe Food Handling' });
  const createdAt = Date.now();
  return Array.from({ length: count }, (_, index) =>
    award({ organizationId, badge, createdAt, updatedAt: createdAt, dueAt: createdAt, ...part(index) }),
  );
}

const held = (name: string, quizzes: number) => (index: number) =>
  ({
    state: 'held',
    reason: 'hold-for-review',
    quizKey: `quiz-${index % quizzes}`,
    earner: identity({ email: `${name}${index}@example.com` }),
  }) satisfies Partial<StoredAward>;

async function approve(page: Page, awards: readonly StoredAward[]): Promise<void> {
  const ids = awards.map(({ id }) => id);
  await page.evaluate(
    (ids) => chrome.runtime.sendMessage({ type: 'awards.act', message: { ids, action: 'approve' } }),
    ids,
  );
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** From the answer that holds the score to the request at Credly, against a bare `fetch` of the worker. */
async function latency(harness: Harness): Promise<Ratio> {
  const { credly, site } = harness;
  const [worker] = harness.context.serviceWorkers();
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { page, player } = await harness.participant();
    const [results, posts] = [site.responses.length, credly.posts().length];
    const who = { firstName: 'Robin', lastName: 'Example', email: `late${round}@example.com` };
    const taking = player.take(site.quiz('scored'), who, { correct: 5 });
    await until(() => site.responses.length > results);
    const knownAt = Date.now();
    await until(() => credly.posts().length > posts);
    own.push((credly.posts().at(-1)?.at ?? Number.NaN) - knownAt);
    await taking;
    await page.close();
    const asked = credly.requests.length;
    const leftAt = await worker?.evaluate(async () => {
      const now = Date.now();
      await fetch('https://api.credly.com/v1/organizations');
      return now;
    });
    bare.push((credly.requests[asked]?.at ?? Number.NaN) - (leftAt ?? Number.NaN));
  }
  const [a, b] = [median(own), Math.max(1, median(bare))];
  return {
    what: 'from a known result to its request, against a bare fetch',
    ratio: a / b,
    figures: `${a} ms against ${b} ms`,
  };
}

async function throughput({ credly, options: { page } }: Harness): Promise<Ratio> {
  const slow = credly.fault({ method: 'POST' }, { kind: 'slow', delayMs: serverMs });
  const awards = awardsFor(credly, many, held('many', 20));
  await seed(page, awards);
  const before = credly.posts().length;
  await approve(page, awards);
  await until(() => credly.production.badges.filter((it) => it.recipient_email.startsWith('many')).length === many);
  const posts = credly.posts().slice(before);
  const tookMs = (posts.at(-1)?.at ?? Number.NaN) - (posts[0]?.at ?? Number.NaN);
  slow.remove();
  const allowedMs = (many / batchSize - 1) * (paceMs + serverMs);
  return {
    what: `${many} awards at ${serverMs} ms server time, against what the pace allows in batches of ${batchSize}`,
    ratio: tookMs / allowedMs,
    atMost: 1.5,
    figures: `${posts.length} requests in ${tookMs} ms against ${allowedMs} ms`,
  };
}

/** From "Approve" to the request, and from opening Activity to its first row, with so many awards in the ledger. */
async function withLedgerOf(count: number): Promise<{ approveMs: number; firstRowMs: number }> {
  const harness = await start();
  const { credly, context, extensionId } = harness;
  const { page } = harness.options;
  await connected(harness);
  await seed(
    page,
    awardsFor(credly, count, (index) => ({
      state: 'issued',
      sentAt: 1,
      createdAt: Date.now() - index,
      identityKey: `key${index}`,
    })),
  );
  const approveTimes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const awards = awardsFor(credly, 1, held(`one${round}-`, 1));
    await seed(page, awards);
    const before = credly.posts().length;
    const startedAt = Date.now();
    await approve(page, awards);
    await until(() => credly.posts().length > before);
    approveTimes.push((credly.posts().at(-1)?.at ?? Number.NaN) - startedAt);
  }
  const rowTimes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const activity = await context.newPage();
    await activity.goto(`chrome-extension://${extensionId}/options.html#activity`);
    await activity.waitForFunction(() => document.querySelector('tr[data-award]') !== null, null, { polling: 'raf' });
    rowTimes.push(await activity.evaluate(() => performance.now()));
    await activity.close();
  }
  await stop(harness);
  // The first ones wait for the pace behind each other; the quickest says what the ledger costs.
  return { approveMs: Math.min(...approveTimes), firstRowMs: median(rowTimes) };
}

async function start(): Promise<Harness> {
  const [credly, site] = await Promise.all([startCredlyServer(), startQuizSite({ build: 'b' })]);
  return openHarness(credly, site);
}

async function stop({ context, credly, site }: Harness): Promise<void> {
  await context.close();
  await Promise.all([credly.stop(), site.stop()]);
}

const bench: Bench = {
  name: 'The award engine',
  async run() {
    const harness = await start();
    await withRule(harness, 'scored');
    const ratios = [await latency(harness), await throughput(harness)];
    await stop(harness);
    const [small, middle, large] = [await withLedgerOf(100), await withLedgerOf(1000), await withLedgerOf(10_000)];
    const flat = (what: string, a: number, b: number, atMost: number): Ratio => ({
      what,
      ratio: b / Math.max(1, a),
      atMost,
      figures: `${b.toFixed(0)} ms against ${a.toFixed(0)} ms`,
    });
    return [
      ...ratios,
      flat('an award with 1,000 in the ledger, against 100', small.approveMs, middle.approveMs, 2),
      flat('an award with 10,000 in the ledger, against 100', small.approveMs, large.approveMs, 2),
      flat('first row of Activity with 10,000 awards, against 100', small.firstRowMs, large.firstRowMs, 2),
    ];
  },
};
export default bench;
