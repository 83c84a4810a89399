import { beforeEach, describe, expect, it, vi } from 'vitest';
import { countByState } from '../../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../../lib/awards/record-result.ts';
import { deleteRule, putRule } from '../../../../lib/awards/rules-store.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import type { ResponsePage } from '../../../../lib/quiz-site/response-page.ts';
import type { Fetched } from '../../../../lib/responses/fetch-text.ts';
import { longestMs, nextReadingAt, paceMs } from '../../../../lib/responses/pace.ts';
import { notePlace, placeOf } from '../../../../lib/responses/places.ts';
import { runWatch, type WatchDeps } from '../../../../lib/responses/run-watch.ts';
import { addWatch, resumeSignedOut, type Watch, watchOf } from '../../../../lib/responses/watches.ts';
import { hourMs, identity, minuteMs, noon, observed, rule } from '../builders.ts';
import { emptyStorage, storedText } from '../storage.ts';

const slug = 'food-safety-5f2a';
const page = `https://app.credspark.com/assessments/${slug}/data`;
const api = `https://app.credspark.com/app_api/${slug}/responses`;
const quizIds = [`slug:${slug}`];

const response = (name: string, part: object = {}) => ({
  id: `r-${name}`,
  first_name: name,
  last_name: 'Example',
  email: `${name}@example.com`,
  score: 9,
  max_score: 10,
  status: 'notified',
  ...part,
});
const text = (rows: object[]): Fetched => ({ kind: 'text', text: JSON.stringify({ responses: rows }) });
const nothing: ResponsePage = { grids: [], isPaged: false, isEmpty: false, asksPassword: false };
const gridPage = (...names: string[]): ResponsePage => ({
  ...nothing,
  grids: [
    {
      head: ['First Name', 'Last Name', 'Email', 'Score', 'Status'],
      rows: names.map((it) => [it, 'Example', `${it}@example.com`, '9 of 10', 'Completed']),
      odd: 0,
      isCut: false,
    },
  ],
});

let now: number;
/** What the site answers, by address. */
let site: Record<string, Fetched>;
let html: ResponsePage;
let tab: ResponsePage | null;
const deps: WatchDeps = {
  now: () => now,
  random: () => 0,
  mayRun: vi.fn(async () => true),
  fetchText: vi.fn(
    async (_profile: unknown, address: string): Promise<Fetched> => site[address] ?? { kind: 'refused' },
  ),
  parseHtml: vi.fn(async () => html),
  readTab: vi.fn(async () => tab),
};

beforeEach(async () => {
  await emptyStorage();
  vi.clearAllMocks();
  vi.mocked(deps.mayRun).mockImplementation(async () => true);
  vi.mocked(deps.fetchText).mockImplementation(async (_profile, address) => site[address] ?? { kind: 'refused' });
  vi.mocked(deps.parseHtml).mockImplementation(async () => html);
  vi.mocked(deps.readTab).mockImplementation(async () => tab);
  now = noon;
  site = { [api]: text([response('old')]) };
  html = nothing;
  tab = null;
  await putRule(rule());
  await notePlace(credsparkProfile, quizIds, { page, addresses: [api] }, now);
  await addWatch('rule-1', now);
});

const run = () => runWatch('rule-1', deps);
const watch = async () => (await watchOf('rule-1')) as Watch;
const waiting = () => countByState(['waiting']);

describe('a watched list', () => {
  it('leaves what was on it alone, and awards what comes later', async () => {
    expect(await run()).toBe(0);
    expect(await waiting()).toBe(0);
    expect(await watch()).toMatchObject({
      counts: { rows: 1, left: 1, awarded: 0 },
      problem: null,
      known: { way: 'json', address: api },
    });
    now += 30 * minuteMs;
    site[api] = text([response('new'), response('old')]);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await waiting()).toBe(1);
    expect(await watch()).toMatchObject({ total: 1, readAt: now, nextAt: now + paceMs });
  });

  it('awards nothing that is pending, reviewed or partial, and what was pending once it is notified', async () => {
    site[api] = text(['pending', 'reviewed', 'partial'].map((status) => response(status, { status })));
    await run();
    await run();
    expect(await waiting()).toBe(0);
    expect((await watch()).counts).toMatchObject({ rows: 3, notFinal: 2, left: 0 });
    site[api] = text([response('pending')]);
    await run();
    expect(await waiting()).toBe(1);
  });

  it('does not award twice what was awarded by another road, nor record who did not pass or has no e-mail', async () => {
    await run();
    await recordResult(observed({ identity: identity({ email: 'live@example.com' }) }), now);
    site[api] = text([response('live'), response('low', { score: 1 }), response('nobody', { email: '' })]);
    expect(await run()).toBe(0);
    expect(await waiting()).toBe(1);
    expect(await countByState(['not-passing', 'needs-details'])).toBe(0);
  });

  it('holds what the rule holds', async () => {
    await putRule(rule({ hold: true }));
    site[api] = text([]);
    await run();
    site[api] = text([response('new')]);
    await run();
    // An empty list is only known again where rows were read before: nothing was before the first row.
    site[api] = text([response('new'), response('newer')]);
    await run();
    expect(await countByState(['held'])).toBe(1);
    expect((await watch()).counts?.held).toBe(1);
  });

  it('keeps no name and no address of who is on it', async () => {
    await run();
    expect(await storedText()).not.toContain('old@example.com');
  });

  it('is forgotten with its rule', async () => {
    await deleteRule('rule-1');
    await run();
    expect(await watchOf('rule-1')).toBeNull();
  });

  it('is not read under another connection, and later again', async () => {
    vi.mocked(deps.mayRun).mockResolvedValue(false);
    await run();
    expect(deps.fetchText).not.toHaveBeenCalled();
    expect((await watch()).nextAt).toBeGreaterThan(now);
  });
});

describe('the ways to a list', () => {
  const readBy = async () => (await watch()).known?.way;

  it('are JSON, then HTML, then a tab of our own', async () => {
    await run();
    expect(await readBy()).toBe('json');
    expect(deps.parseHtml).not.toHaveBeenCalled();
    site = { [page]: { kind: 'text', text: '<table>' } };
    html = gridPage('old');
    await run();
    expect(await readBy()).toBe('html');
    expect(deps.readTab).not.toHaveBeenCalled();
    html = nothing;
    tab = gridPage('old', 'new');
    expect(await run()).toBe(1);
    expect(await readBy()).toBe('tab');
  });

  it('where none works cannot be watched, and this is not tried for ever', async () => {
    site = { [page]: { kind: 'text', text: '' } };
    await run();
    expect(await watch()).toMatchObject({ problem: 'cannot', nextAt: null });
  });

  it('where what worked is gone is tried again, more and more seldom', async () => {
    await run();
    site = { [page]: { kind: 'text', text: '' } };
    await run();
    expect(await watch()).toMatchObject({ problem: 'no-list', failures: 1, nextAt: now + 2 * paceMs });
    await run();
    expect((await watch()).nextAt).toBe(now + 4 * paceMs);
  });

  it('never takes an empty answer for the list before rows were read there', async () => {
    site = { [api]: text([]), [page]: { kind: 'text', text: 'x' } };
    await run();
    expect((await watch()).problem).toBe('cannot');
  });

  it('open no tab for a list that is not certain', async () => {
    site = { [api]: text([{ email: 'x@example.com', score: 1 }]), [page]: { kind: 'text', text: 'x' } };
    await run();
    expect(await watch()).toMatchObject({ problem: 'finality-unclear' });
    expect(deps.readTab).not.toHaveBeenCalled();
  });

  it('do not go on while the site cannot be reached', async () => {
    await run();
    site = { [api]: { kind: 'unreachable' } };
    await run();
    expect((await watch()).problem).toBe('unreachable');
    expect(deps.readTab).not.toHaveBeenCalled();
  });

  it('are only addresses of the site that name the quiz', async () => {
    const addresses = [
      `https://evil.example/${slug}`,
      'https://app.credspark.com/app_api/all',
      `${api}?page=1`,
      `https://app.credspark.com/x?quiz=${slug}`,
    ];
    await notePlace(credsparkProfile, quizIds, { page, addresses }, now);
    expect((await placeOf(quizIds))?.addresses).toEqual([`https://app.credspark.com/x?quiz=${slug}`, `${api}?page=1`]);
    await notePlace(credsparkProfile, ['slug:other'], { page: 'https://app.credspark.com/home', addresses }, now);
    expect(await placeOf(['slug:other'])).toBeNull();
  });
});

describe('a sign-out', () => {
  it.each([
    [
      'the page leads to the sign-in',
      { [api]: { kind: 'signed-out' }, [page]: { kind: 'signed-out' } } as typeof site,
      nothing,
    ],
    [
      'the page asks for a password',
      { [page]: { kind: 'text', text: 'x' } } as typeof site,
      { ...nothing, asksPassword: true },
    ],
  ])('stops it where %s, until the site is seen signed in', async (_how, answers, parsed) => {
    const working = site;
    await run();
    site = answers;
    html = parsed;
    await run();
    expect(await watch()).toMatchObject({ problem: 'signed-out', nextAt: null });
    expect(deps.readTab).not.toHaveBeenCalled();
    expect(await resumeSignedOut(now + hourMs)).toBe(true);
    expect(await watch()).toMatchObject({ nextAt: now + hourMs, failures: 0 });
    site = working;
    await run();
    expect((await watch()).problem).toBeNull();
    expect(await resumeSignedOut(now)).toBe(false);
  });

  it('is not what a single refused address means', async () => {
    site = { [api]: { kind: 'signed-out' }, [page]: { kind: 'text', text: 'x' } };
    tab = gridPage('old');
    await run();
    expect(await watch()).toMatchObject({ problem: null, known: { way: 'tab' } });
  });
});

describe('the pace', () => {
  it('is half an hour, doubles with each failure, and has an end', () => {
    const waits = [0, 1, 2, 3, 20].map((failures) => nextReadingAt(noon, failures, 0) - noon);
    expect(waits).toEqual([paceMs, 2 * paceMs, 4 * paceMs, 8 * paceMs, longestMs]);
    expect(nextReadingAt(noon, 0, 0.999) - noon).toBeLessThan(paceMs + 4 * minuteMs);
  });

  it('is kept by a worker that is ended in the middle: the next one comes later, not at once', async () => {
    vi.mocked(deps.fetchText).mockRejectedValue(new Error('ended'));
    await expect(run()).rejects.toThrow('ended');
    expect(await watch()).toMatchObject({ nextAt: now + 2 * paceMs, before: null });
  });

  it('lets a night be made up for: what came while nothing ran is awarded at the next reading', async () => {
    await run();
    now += 14 * hourMs;
    expect((await watch()).nextAt).toBeLessThan(now);
    site[api] = text(['a', 'b', 'c'].map((it) => response(it)));
    expect(await run()).toBe(3);
  });
});
