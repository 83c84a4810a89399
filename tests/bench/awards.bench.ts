import { setTimeout as sleep } from 'node:timers/promises';
import { defaultAwardSettings } from '../../lib/awards/award-settings.ts';
import { paceMs } from '../../lib/awards/outbox.ts';
import { maxBatch } from '../../lib/credly/index.ts';
import { type CredlyServer, startCredlyServer } from '../credly-server/index.ts';
import { connected } from '../e2e/flows/connected.ts';
import { withRule } from '../e2e/flows/with-rule.ts';
import { type Harness, openHarness } from '../e2e/harness.ts';
import { type QuizSite, startQuizSite } from '../quiz-site/index.ts';
import { type Bench, median, type Ratio } from './ratio.ts';
import { approve, ask, awardsOf, held, seed, until, waitMs } from './seeded-ledger.ts';

/**
 * What the award engine costs in the production build: from a known result to its request, many awards at once, and whether
 * anything grows with the ledger. The ledgers of different sizes are in browsers of their own that take turns, round after
 * round. Whatever is waited for has a time limit and says what it was.
 */

const latencyRounds = 9;
const awardRounds = 31;
const rowRounds = 15;
/** Nothing may cost more than so much more with a hundred times as many awards. */
const mostGrowth = 1.5;
const maxTries = 3;
const sizes = [100, 1000, 10_000] as const;
const many = 1000;
const serverMs = 100;
const dayMs = 86_400_000;

/** From the answer that holds the score to the request at Credly, against a bare `fetch` of the worker, in turns. */
async function latency(harness: Harness): Promise<Ratio> {
  const { credly, site } = harness;
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < latencyRounds; round += 1) {
    const { page, player } = await harness.participant();
    const [answers, posts, badges] = [site.responses.length, credly.posts().length, credly.production.badges.length];
    const who = { firstName: 'Robin', lastName: 'Example', email: `latency-${round}@example.com` };
    const watched = async () => {
      await until('the quiz site had a result', () => site.responses.length > answers);
      const knownAt = Date.now();
      await until('the award of a result was sent', () => credly.posts().length > posts);
      own.push((credly.posts().at(-1)?.at ?? Number.NaN) - knownAt);
    };
    await Promise.all([player.take(site.quiz('scored'), who, { correct: 5 }), watched()]);
    await until('the badge was there', () => credly.production.badges.length > badges);
    await page.close();
    const asked = credly.requests.length;
    const [worker] = harness.context.serviceWorkers();
    if (!worker) throw new Error('There is no worker to fetch from.');
    const leftAt = await worker.evaluate(() => {
      const now = Date.now();
      void fetch('https://api.credly.com/v1/organizations').catch(() => undefined);
      return now;
    });
    await until('a bare fetch arrived', () => credly.requests.length > asked);
    bare.push((credly.requests[asked]?.at ?? Number.NaN) - leftAt);
  }
  const [a, b] = [median(own), Math.max(1, median(bare))];
  return {
    what: 'from a known result to its request, against a bare fetch of the worker',
    ratio: a / b,
    atMost: 30,
    figures: `${a.toFixed(0)} ms against ${b.toFixed(0)} ms`,
  };
}

async function throughput(harness: Harness): Promise<Ratio> {
  const { credly, options } = harness;
  const settings = { ...defaultAwardSettings, maxPerDay: 100_000 };
  await ask(options.page, 'awards.save-settings', settings);
  const awards = held(credly, 'many', many);
  await seed(harness, awards);
  const slow = credly.fault({ method: 'POST' }, { kind: 'slow', delayMs: serverMs });
  const before = credly.posts().length;
  const isOfMany = ({ recipient_email }: { recipient_email: string }) => recipient_email.startsWith('many-');
  const sent = () => credly.production.badges.filter(isOfMany).length;
  await approve(harness, awards);
  await until(`all of ${many} awards were sent`, () => sent() === many, 120_000).catch((error: Error) => {
    throw new Error(`${error.message} ${sent()} were.`);
  });
  slow.remove();
  const posts = credly.posts().slice(before);
  const tookMs = (posts.at(-1)?.at ?? Number.NaN) - (posts[0]?.at ?? Number.NaN);
  const allowedMs = (many / maxBatch - 1) * (paceMs + serverMs);
  return {
    what: `${many} awards at ${serverMs} ms server time, against what the pace allows in batches of ${maxBatch}`,
    ratio: tookMs / allowedMs,
    atMost: 2,
    figures: `${posts.length} requests in ${(tookMs / 1000).toFixed(1)} s against ${(allowedMs / 1000).toFixed(1)} s`,
  };
}

interface Sized {
  harness: Harness;
  size: number;
}

/** A browser whose ledger holds so many issued awards of the last ninety days. */
async function withLedgerOf(size: number, credly: CredlyServer, site: QuizSite): Promise<Sized> {
  const harness = await openHarness(credly, site);
  await connected(harness);
  const now = Date.now();
  const issued = awardsOf(credly, size, (index) => {
    const at = now - dayMs - Math.round((index / size) * 89 * dayMs);
    const key = `former-${index}`;
    const credlyBadge = { badgeId: key, state: 'accepted', acceptUrl: null, badgeUrl: null, earnerKnown: true };
    return {
      state: 'issued',
      quizKey: `former-${index % 50}`,
      createdAt: at,
      updatedAt: at,
      touchedAt: at,
      dueAt: at,
      sentAt: at,
      identityKey: key,
      personAndQuiz: key,
      credly: credlyBadge,
    };
  });
  await seed(harness, issued);
  return { harness, size };
}

/** From "Approve" to the request. */
async function awardTime({ harness, size }: Sized, round: string): Promise<number> {
  const { credly } = harness;
  const awards = held(credly, `one-${size}-${round}`, 1);
  await seed(harness, awards);
  const [posts, badges] = [credly.posts().length, credly.production.badges.length];
  const startedAt = Date.now();
  await approve(harness, awards);
  await until(`an award left with ${size} in the ledger`, () => credly.posts().length > posts);
  const tookMs = (credly.posts().at(-1)?.at ?? Number.NaN) - startedAt;
  await until('the badge was there', () => credly.production.badges.length > badges);
  return tookMs;
}

/** From the opening of the options page to the first row of Activity. */
async function firstRowTime({ harness: { context, extensionId }, size }: Sized): Promise<number> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html#activity`);
  await page
    .waitForFunction(() => document.querySelector('tr[data-award]') !== null, null, { polling: 'raf', timeout: waitMs })
    .catch(() => {
      throw new Error(`Waited in vain for ${waitMs / 1000} s until Activity had a row of ${size}.`);
    });
  const tookMs = await page.evaluate(() => performance.now());
  await page.close();
  return tookMs;
}

/**
 * The same in every browser by turns, each first as often as the others. The first round only warms up.
 * @returns what each round took, for each browser
 */
async function inTurns(
  browsers: readonly Sized[],
  rounds: number,
  measure: (browser: Sized, round: number) => Promise<number>,
): Promise<number[][]> {
  const times = browsers.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < browsers.length; turn += 1) {
      const index = (round + turn) % browsers.length;
      const browser = browsers[index];
      const tookMs = browser ? await measure(browser, round) : Number.NaN;
      if (round > 0) times[index]?.push(tookMs);
    }
    // So that no request waits for the pace of the one before.
    await sleep(paceMs);
  }
  return times;
}

/** By the rounds' own differences: what makes a whole round slow is no matter of the ledger. */
function against(what: string, own: readonly number[] = [], small: readonly number[] = []): Ratio {
  const base = median(small);
  const more = median(own.map((ms, round) => ms - (small[round] ?? Number.NaN)));
  const figures = `${base.toFixed(0)} ms with 100, ${more.toFixed(0)} ms more`;
  return { what, ratio: (base + more) / base, atMost: mostGrowth, figures };
}

/** Measures again what is above its budget: noise goes, a cost stays. */
async function within(measure: (round: number) => Promise<Ratio[]>): Promise<Ratio[]> {
  let best = await measure(0);
  for (let tries = 1; tries < maxTries && best.some(({ ratio }) => ratio > mostGrowth); tries += 1) {
    const again = await measure(tries);
    best = best.map((it, index) => [it, again[index] ?? it].sort((a, b) => a.ratio - b.ratio)[0] ?? it);
  }
  return best;
}

async function growth(credly: CredlyServer, site: QuizSite): Promise<Ratio[]> {
  const browsers: Sized[] = [];
  try {
    for (const size of sizes) browsers.push(await withLedgerOf(size, credly, site));
    const awards = await within(async (attempt) => {
      const [small, middle, large] = await inTurns(browsers, awardRounds, (it, round) =>
        awardTime(it, `${attempt}-${round}`),
      );
      return [
        against('an award with 1,000 in the ledger, against 100', middle, small),
        against('an award with 10,000 in the ledger, against 100', large, small),
      ];
    });
    const rows = await within(async () => {
      const [small, , large] = await inTurns(browsers, rowRounds, firstRowTime);
      return [against('first row of Activity with 10,000 awards, against 100', large, small)];
    });
    return [...awards, ...rows];
  } finally {
    await Promise.all(browsers.map(({ harness }) => harness.context.close()));
  }
}

async function run(): Promise<Ratio[]> {
  const [credly, site] = await Promise.all([startCredlyServer(), startQuizSite({ build: 'b' })]);
  try {
    const harness = await openHarness(credly, site);
    const ratios: Ratio[] = [];
    try {
      await withRule(harness, 'scored');
      ratios.push(await latency(harness), await throughput(harness));
    } finally {
      await harness.context.close();
    }
    return [...ratios, ...(await growth(credly, site))];
  } finally {
    await Promise.all([credly.stop(), site.stop()]);
  }
}

export default { name: 'The award engine', run } satisfies Bench;
