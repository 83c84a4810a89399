import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { act } from '../../../../lib/awards/admin-actions.ts';
import type { Award } from '../../../../lib/awards/award.ts';
import { addAward, moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsPage, getAward } from '../../../../lib/awards/ledger-reads.ts';
import { createOutbox, maxAwardsPerQuizAndHour, never, type Outbox, paceMs } from '../../../../lib/awards/outbox.ts';
import {
  changeHealth,
  connectedClient,
  readHealth,
  removeConnection,
  saveConnection,
} from '../../../../lib/connection/connection.ts';
import { type BadgeTemplate, buildBadge, type Fault } from '../../../credly-server/index.ts';
import { award, hourMs, identity, minuteMs, noon, ruleBadge, secondMs } from '../builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../credly-stand-in.ts';
import { emptyStorage } from '../storage.ts';

const posts = { method: 'POST', path: /\/badges$/ };
const questions = { method: 'GET', path: /\/badges$/ };

let credly: StandIn;
let now: number;
let slept: number[];
let wakeAt: number | null | undefined;
let outbox: Outbox;

/** What a new life of the worker begins with; storage and Credly stay. */
function startWorker(): void {
  outbox = createOutbox({
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
    session: async () => ((await readHealth()).paused ? null : connectedClient()),
    changed: async () => undefined,
    wakeAt: async (time) => {
      wakeAt = time;
    },
  });
}

beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
  now = noon;
  slept = [];
  wakeAt = undefined;
  await connect();
  startWorker();
});
afterEach(() => credly.stop());

const organization = () => first(credly.production.organizations);
/** Forbids duplicates, like most. */
const template = () => first(credly.production.templates);
const repeatable = () => first(credly.production.templates.filter((it) => it.allow_duplicate_badges));
const badges = () => credly.production.badges;

async function connect(token = tokenOf(credly.production)): Promise<void> {
  await saveConnection({
    organizationId: organization().id,
    organizationName: organization().name,
    organizationPhotoUrl: null,
    environment: 'production',
    token,
    mayIssue: 'unknown',
    mayDelete: false,
    tokenExpiresAt: null,
    tokenEnteredAt: noon,
    connectedAt: noon,
  });
}

const badgeOf = (it: BadgeTemplate) =>
  ruleBadge({ templateId: it.id, name: it.name, allowsDuplicates: it.allow_duplicate_badges });

async function queue(part: Partial<Award> = {}): Promise<Award> {
  const added = await addAward(award({ organizationId: organization().id, badge: badgeOf(template()), ...part }));
  return added.award;
}

async function state(of: Award): Promise<Award> {
  const found = await getAward(of.id);
  if (!found) throw new Error('The award is gone.');
  return found;
}

async function drainAt(time: number): Promise<void> {
  now = time;
  await outbox.drain();
}

const fault = (behaviour: Fault, times?: number) => credly.fault(posts, behaviour, times);
const answer = (status: number, sentence?: string, headers?: Record<string, string>): Fault => ({
  kind: 'status',
  status,
  ...(sentence === undefined ? {} : { body: { data: { message: sentence }, metadata: null } }),
  ...(headers === undefined ? {} : { headers }),
});

describe('sending', () => {
  it('issues a badge with exactly the five fields, and settles the award', async () => {
    const waiting = await queue({ earner: identity({ email: 'Robin@Example.com' }) });
    await outbox.drain();
    expect(credly.posts().map((it) => [it.host, it.path, it.body])).toEqual([
      [
        'api.credly.com',
        `/v1/organizations/${organization().id}/badges`,
        {
          recipient_email: 'Robin@Example.com',
          issued_to_first_name: 'Robin',
          issued_to_last_name: 'Example',
          badge_template_id: template().id,
          issued_at: '2026-03-03 12:00:00 +0000',
        },
      ],
    ]);
    const badge = first(badges());
    expect(await state(waiting)).toMatchObject({
      state: 'issued',
      reason: null,
      attempts: 1,
      credly: { badgeId: badge.id, state: 'pending', acceptUrl: badge.accept_badge_url, earnerKnown: false },
    });
    expect((await readHealth()).lastSuccessAt).toBe(noon);
    expect(wakeAt).toBeNull();
  });

  it('tells whether the earner has a Credly account', async () => {
    credly.production.addKnownEarner({ email: 'kim@example.com' });
    const waiting = await queue({ earner: identity({ email: 'kim@example.com' }) });
    await outbox.drain();
    expect((await state(waiting)).credly?.earnerKnown).toBe(true);
  });

  it('writes "sending" into the ledger before the request leaves', async () => {
    const waiting = await queue();
    const seen: unknown[] = [];
    credly.beforeEachRequest(async ({ method }) => {
      const { state: written, sentAt, attempts } = await state(waiting);
      seen.push({ method, written, sentAt, attempts });
    });
    await outbox.drain();
    expect(seen).toEqual([{ method: 'POST', written: 'sending', sentAt: noon, attempts: 1 }]);
  });

  it('keeps the pace between two requests that create something', async () => {
    expect(paceMs).toBeGreaterThanOrEqual(350);
    const left: number[] = [];
    credly.beforeEachRequest(() => {
      left.push(now);
      now += 40;
    });
    for (let count = 0; count < 4; count += 1) await queue();
    await outbox.drain();
    expect(badges()).toHaveLength(4);
    // Measured from the end of one request to the start of the next.
    expect(left.map((time) => time - noon)).toEqual([0, 390, 780, 1170]);
    expect(slept).toEqual([paceMs, paceMs, paceMs]);
  });

  it('sends once when it is called several times at once', async () => {
    await queue();
    await Promise.all([outbox.drain(), outbox.drain(), outbox.drain()]);
    startWorker();
    await outbox.drain();
    expect(credly.posts()).toHaveLength(1);
  });

  it('does not take a request in flight for one that died when it is called again', async () => {
    fault({ kind: 'slow', delayMs: 50 }, 1);
    const waiting = await queue();
    const drained = outbox.drain();
    await credly.waitForRequest('POST', posts.path);
    await Promise.all([drained, outbox.drain()]);
    expect((await state(waiting)).history.map((it) => it.state)).toEqual(['waiting', 'sending', 'issued']);
  });

  it('sends the oldest first', async () => {
    for (const minute of [2, 1, 3])
      await queue({ createdAt: noon + minute, earner: identity({ email: `${minute}@example.com` }) });
    await outbox.drain();
    expect(badges().map((it) => it.recipient_email)).toEqual(['1@example.com', '2@example.com', '3@example.com']);
  });

  it('waits for the due time and asks to be woken then', async () => {
    const waiting = await queue({ dueAt: noon + minuteMs });
    await outbox.drain();
    expect(credly.requests).toHaveLength(0);
    expect(wakeAt).toBe(noon + minuteMs);
    await drainAt(noon + minuteMs);
    expect((await state(waiting)).state).toBe('issued');
  });

  it.each(['needs-details', 'held', 'failed', 'cancelled', 'not-passing', 'issued', 'already-issued'] as const)(
    'leaves an award that is %s alone',
    async (resting) => {
      const before = await queue({ state: resting });
      await outbox.drain();
      expect(await state(before)).toEqual(before);
      expect(credly.requests).toHaveLength(0);
    },
  );

  it.each([
    ['first name', identity({ firstName: null })],
    ['last name', identity({ lastName: null })],
    ['address', identity({ email: null })],
  ])('sends nothing without a %s', async (_what, earner) => {
    await queue({ earner });
    await outbox.drain();
    expect(credly.requests).toHaveLength(0);
  });
});

describe('the scope of an award', () => {
  it.each([
    ['organization', { organizationId: 'organization-of-others' }],
    ['environment', { environment: 'sandbox' as const }],
  ])('an award of another %s stays untouched', async (_what, part) => {
    const waiting = await queue(part);
    const unconfirmed = await queue({ ...part, state: 'unconfirmed' });
    await outbox.drain();
    expect(await state(waiting)).toEqual(waiting);
    expect(await state(unconfirmed)).toEqual(unconfirmed);
    expect(credly.requests).toHaveLength(0);
    expect(wakeAt).toBeNull();
  });

  it('does not hold up the awards of the present connection', async () => {
    await queue({ organizationId: 'organization-of-others', createdAt: noon - 1 });
    const own = await queue();
    await outbox.drain();
    expect((await state(own)).state).toBe('issued');
  });
});

describe('Disconnect', () => {
  it('sends nothing any more, whatever is queued', async () => {
    const waiting = await queue();
    await removeConnection();
    await outbox.drain();
    expect(await state(waiting)).toEqual(waiting);
    expect(credly.requests).toHaveLength(0);
    expect(wakeAt).toBeNull();
  });

  it('between two awards stops before the second', async () => {
    await queue({ createdAt: noon - 1 });
    const second = await queue();
    credly.beforeEachRequest(removeConnection);
    await outbox.drain();
    expect(credly.posts()).toHaveLength(1);
    expect(await state(second)).toEqual(second);
  });

  it('while an award is being written sends nothing, and the award waits without a counted try', async () => {
    const waiting = await queue();
    let asked = 0;
    // The session is read to find what is due, again for each award, and once more right before the request.
    const gone = createOutbox({
      now: () => now,
      sleep: async () => undefined,
      random: () => 0.5,
      session: async () => {
        asked += 1;
        if ((await state(waiting)).state === 'sending') await removeConnection();
        return connectedClient();
      },
      changed: async () => undefined,
      wakeAt: async () => undefined,
    });
    await gone.drain();
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(credly.requests).toHaveLength(0);
    expect(await state(waiting)).toMatchObject({ state: 'waiting', reason: 'disconnected', attempts: 0 });
  });

  it('gives up the request in flight; its award becomes unconfirmed', async () => {
    fault({ kind: 'no-answer' });
    const waiting = await queue();
    const drained = outbox.drain();
    await credly.waitForRequest('POST', posts.path);
    await removeConnection();
    outbox.abort();
    await drained;
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', reason: 'disconnected' });
    expect(credly.requests).toHaveLength(1);
  });
});

describe('a refused token', () => {
  it('pauses everything; the award waits and no try is counted', async () => {
    first(credly.production.tokens).expires_at = '2020-01-01T00:00:00.000Z';
    const waiting = await queue();
    const next = await queue({ createdAt: noon + 1 });
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'waiting', reason: 'token-refused', attempts: 0 });
    expect((await state(next)).history).toHaveLength(1);
    expect((await readHealth()).paused).toEqual({ reason: 'token-refused', since: noon });
    expect(credly.posts()).toHaveLength(1);
    await drainAt(noon + 24 * hourMs);
    expect(credly.requests).toHaveLength(1);
  });

  it('goes on with a new token, any number of refusals later', async () => {
    const waiting = await queue();
    for (let count = 0; count < 7; count += 1) {
      const refused = fault(answer(401), 1);
      await changeHealth({ paused: null });
      await outbox.drain();
      refused.remove();
    }
    expect((await state(waiting)).state).toBe('waiting');
    await connect(credly.production.addToken().token);
    await outbox.drain();
    expect((await state(waiting)).state).toBe('issued');
    expect(badges()).toHaveLength(1);
  });
});

describe('a lack of rights', () => {
  it.each([403, 404])('%i for one template puts off its award for ten minutes, uncounted', async (status) => {
    fault(answer(status, 'Not for you'), 1);
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({
      state: 'waiting',
      reason: 'no-permission',
      credlySentence: 'Not for you',
      attempts: 0,
      // Asking for the organization took its turn.
      dueAt: noon + paceMs + 10 * minuteMs,
    });
    expect((await readHealth()).paused).toBeNull();
    await drainAt(noon + 11 * minuteMs);
    expect(await state(waiting)).toMatchObject({ state: 'issued', credlySentence: null });
  });

  it.each([403, 404])('%i for the whole organization pauses everything', async (status) => {
    credly.fault({ path: /\/organizations\// }, answer(status));
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'waiting', reason: 'organization-unreadable', attempts: 0 });
    expect((await readHealth()).paused).toEqual({ reason: 'organization-unreadable', since: noon + paceMs });
  });

  it('pauses when the token is refused by the time the organization is asked about', async () => {
    fault(answer(403));
    credly.fault({ method: 'GET' }, answer(401));
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'waiting', reason: 'token-refused', attempts: 0 });
    expect((await readHealth()).paused?.reason).toBe('token-refused');
  });

  it('a token that may not write keeps the award', async () => {
    first(credly.production.tokens).write_enabled = false;
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'waiting', reason: 'no-permission', attempts: 0 });
    expect(badges()).toHaveLength(0);
  });
});

describe('a refusal', () => {
  it('of a duplicate settles the award as already issued', async () => {
    const earner = identity();
    await queue({ earner });
    await outbox.drain();
    const second = await queue({ earner: identity({ email: 'ROBIN@example.com' }), quizKey: 'first-aid-77c1' });
    await outbox.drain();
    expect(await state(second)).toMatchObject({
      state: 'already-issued',
      reason: 'duplicate-at-credly',
      credlySentence: 'User already has this badge',
    });
    expect(badges()).toHaveLength(1);
  });

  it('for another reason fails the award with Credly’s own sentence, once and for all', async () => {
    template().state = 'archived';
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({
      state: 'failed',
      reason: 'refused-by-credly',
      credlySentence: 'Validation failed: Badge template is archived and cannot be issued',
    });
    await drainAt(noon + 24 * hourMs);
    expect(credly.posts()).toHaveLength(1);
  });

  it('does not stop the awards behind it', async () => {
    const bad = await queue({ badge: ruleBadge({ templateId: 'no-such-template' }), createdAt: noon - 1 });
    const good = await queue();
    await outbox.drain();
    expect((await state(bad)).state).toBe('failed');
    expect((await state(good)).state).toBe('issued');
  });
});

describe('a busy Credly', () => {
  it('is given the time it asks for', async () => {
    fault(answer(429, 'Slow down', { 'Retry-After': '120' }), 1);
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({
      state: 'waiting',
      reason: 'credly-busy',
      attempts: 0,
      dueAt: noon + 120 * secondMs,
    });
    await drainAt(noon + 119 * secondMs);
    expect(credly.posts()).toHaveLength(1);
    await drainAt(noon + 120 * secondMs);
    expect((await state(waiting)).state).toBe('issued');
  });

  it('is never given less than the back-off, even when it asks for less', async () => {
    fault(answer(429, undefined, { 'Retry-After': '1' }), 1);
    const waiting = await queue();
    await outbox.drain();
    expect((await state(waiting)).dueAt).toBe(noon + 30 * secondMs);
  });

  it.each([500, 503, 408])('gets longer and longer pauses, and %i five times fails the award', async (status) => {
    fault(answer(status));
    const waiting = await queue();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await drainAt(Math.max(now, (await state(waiting)).dueAt));
      expect(await state(waiting)).toMatchObject({ state: 'waiting', attempts: attempt, reason: 'credly-busy' });
      pauses.push((await state(waiting)).dueAt - now);
    }
    expect(pauses).toEqual([30, 60, 120, 240].map((seconds) => seconds * secondMs));
    await drainAt((await state(waiting)).dueAt);
    expect(await state(waiting)).toMatchObject({ state: 'failed', reason: 'too-many-attempts', attempts: 5 });
    expect(credly.posts()).toHaveLength(5);
    expect(wakeAt).toBeNull();
  });

  it('is asked before anything is sent again: a 503 may have created the badge all the same', async () => {
    const waiting = await queue();
    credly.beforeEachRequest(({ method }) => {
      if (method === 'POST') createAtCredly(waiting);
    });
    fault(answer(503), 1);
    await outbox.drain();
    await drainAt(noon + 30 * secondMs);
    expect((await state(waiting)).state).toBe('issued');
    expect(badges()).toHaveLength(1);
    expect(credly.posts()).toHaveLength(1);
  });

  it('leaves a 503 unconfirmed where the template allows duplicates', async () => {
    fault(answer(503));
    const waiting = await queue({ badge: badgeOf(repeatable()) });
    await outbox.drain();
    // Credly was asked before, in its own turn.
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', dueAt: noon + paceMs + 60 * secondMs });
    await drainAt(noon + 24 * hourMs);
    await drainAt(noon + 48 * hourMs);
    expect(credly.posts()).toHaveLength(1);
  });
});

/** What the request of this award would have created. */
function createAtCredly(of: Award): void {
  badges().push(
    buildBadge(organization(), template(), {
      recipient_email: of.earner?.email ?? '',
      issued_at: '2026-03-03T12:00:00.000Z',
    }),
  );
}

describe('an unanswered request', () => {
  it('that did create the badge is found after a minute: exactly one badge', async () => {
    fault({ kind: 'create-then-drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({
      state: 'unconfirmed',
      reason: 'no-answer',
      dueAt: noon + 60 * secondMs,
    });
    expect(wakeAt).toBe(noon + 60 * secondMs);
    await drainAt(noon + 59 * secondMs);
    expect(credly.requestsTo('GET', questions.path)).toHaveLength(0);
    await drainAt(noon + 60 * secondMs);
    expect(await state(waiting)).toMatchObject({
      state: 'issued',
      reason: 'found-at-credly',
      credly: { badgeId: first(badges()).id },
    });
    expect(badges()).toHaveLength(1);
    expect(credly.posts()).toHaveLength(1);
  });

  it('is asked about by earner and template', async () => {
    fault({ kind: 'drop' }, 1);
    await queue({ earner: identity() });
    await outbox.drain();
    await drainAt(noon + 60 * secondMs);
    expect(first(credly.requestsTo('GET', questions.path)).query.filter).toBe(
      `recipient_email::robin@example.com|badge_template_id::${template().id}`,
    );
  });

  it('that created nothing is asked about twice and then sent once more', async () => {
    fault({ kind: 'drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    await drainAt(noon + 60 * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', asked: 1, dueAt: noon + 300 * secondMs });
    await drainAt(noon + 299 * secondMs);
    expect(credly.posts()).toHaveLength(1);
    await drainAt(noon + 300 * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'issued', attempts: 2 });
    expect(credly.posts()).toHaveLength(2);
    expect(credly.posts()[1]?.body).toEqual(credly.posts()[0]?.body);
    expect(badges()).toHaveLength(1);
  });

  it('is never repeated where the template allows duplicates: a person decides', async () => {
    fault({ kind: 'drop' }, 1);
    const waiting = await queue({ badge: badgeOf(repeatable()) });
    for (const seconds of [0, 60, 300, 3600, 360_000]) await drainAt(noon + seconds * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', reason: 'not-found-at-credly', dueAt: never });
    expect(credly.posts()).toHaveLength(1);
    expect(wakeAt).toBeNull();
  });

  it('is not taken for settled by an older badge where the template allows duplicates', async () => {
    const earner = identity();
    const badge = badgeOf(repeatable());
    await queue({ earner, badge, issuedAt: '2026-03-01 09:00:00 +0000' });
    await outbox.drain();
    fault({ kind: 'drop' }, 1);
    const second = await queue({ earner, badge });
    await outbox.drain();
    await drainAt(noon + 65 * secondMs);
    expect(await state(second)).toMatchObject({ state: 'unconfirmed', asked: 1 });
  });

  it('is settled by an older badge where the template forbids duplicates', async () => {
    const earner = identity();
    await queue({ earner, issuedAt: '2026-03-01 09:00:00 +0000' });
    await outbox.drain();
    fault({ kind: 'drop' }, 1);
    const second = await queue({ earner });
    await outbox.drain();
    await drainAt(noon + 61 * secondMs);
    expect(await state(second)).toMatchObject({ state: 'already-issued', reason: 'found-at-credly' });
  });

  it('is not settled by a revoked badge', async () => {
    fault({ kind: 'create-then-drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    credly.production.changeBadgeState(first(badges()).id, 'revoked');
    await drainAt(noon + 60 * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', asked: 1 });
  });

  it('that Credly commits late is found by the second question', async () => {
    fault({ kind: 'create-then-drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    const committedLater = badges().splice(0);
    await drainAt(noon + 60 * secondMs);
    badges().push(...committedLater);
    await drainAt(noon + 300 * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'issued', reason: 'found-at-credly' });
    expect(credly.posts()).toHaveLength(1);
  });

  it('that Credly commits after both questions is a duplicate by then, not a second badge', async () => {
    fault({ kind: 'create-then-drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    const committedLater = badges().splice(0);
    await drainAt(noon + 60 * secondMs);
    credly.beforeEachRequest(({ method }) => {
      if (method === 'POST') badges().push(...committedLater);
    });
    await drainAt(noon + 300 * secondMs);
    expect(await state(waiting)).toMatchObject({ state: 'already-issued', reason: 'duplicate-at-credly' });
    expect(badges()).toHaveLength(1);
  });

  it('that is cut off before Credly commits it is found all the same', async () => {
    fault({ kind: 'commit-late', commitAfterMs: 20, answer: 'drop' }, 1);
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' });
    await expect.poll(() => badges().length).toBe(1);
    await drainAt(noon + 60 * secondMs);
    expect((await state(waiting)).state).toBe('issued');
    expect(credly.posts()).toHaveLength(1);
  });

  it('that runs into the time limit is unconfirmed, and found later', async () => {
    const limit = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(limit.signal);
    fault({ kind: 'create-then-hang' }, 1);
    const waiting = await queue();
    const drained = outbox.drain();
    await credly.waitForRequest('POST', posts.path);
    limit.abort();
    await drained;
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' });
    await drainAt(noon + 60 * secondMs);
    expect((await state(waiting)).state).toBe('issued');
    expect(badges()).toHaveLength(1);
  });

  it('keeps waiting while Credly cannot be asked, and says since when', async () => {
    credly.fault({ path: /\/badges$/ }, { kind: 'drop' });
    const waiting = await queue();
    await outbox.drain();
    for (const minutes of [1, 2, 3, 60]) {
      await drainAt(noon + minutes * minuteMs);
      expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', asked: 0, dueAt: now + minuteMs });
    }
    expect(credly.posts()).toHaveLength(1);
    expect((await readHealth()).unreachableSince).toBe(noon);
  });

  it('pauses when the question is answered with a refused token', async () => {
    fault({ kind: 'drop' }, 1);
    credly.fault(questions, answer(401), 1);
    const waiting = await queue();
    await outbox.drain();
    await drainAt(noon + minuteMs);
    expect((await state(waiting)).state).toBe('unconfirmed');
    expect((await readHealth()).paused?.reason).toBe('token-refused');
  });

  it.each<[string, Fault]>([
    ['a page for people', { kind: 'html-page' }],
    ['an empty 200', { kind: 'malformed', body: '' }],
    ['another shape', { kind: 'malformed', body: '{"data":42}', status: 201 }],
  ])('counts as unanswered: %s', async (_what, behaviour) => {
    fault(behaviour, 1);
    const waiting = await queue();
    await outbox.drain();
    expect(await state(waiting)).toMatchObject({ state: 'unconfirmed', reason: 'answer-not-understood' });
  });

  it('five times fails the award, which can be tried again', async () => {
    const dropped = fault({ kind: 'drop' });
    const waiting = await queue();
    for (let minutes = 0; minutes <= 30; minutes += 1) await drainAt(noon + minutes * minuteMs);
    expect(await state(waiting)).toMatchObject({ state: 'failed', reason: 'too-many-attempts', attempts: 5 });
    expect(credly.posts()).toHaveLength(5);
    expect(wakeAt).toBeNull();
    dropped.remove();
    await act(await state(waiting), 'try-again', now);
    await outbox.drain();
    expect((await state(waiting)).state).toBe('issued');
  });
});

describe('a worker that died while sending', () => {
  async function diedSending(created: boolean): Promise<Award> {
    const waiting = await queue();
    await moveAward(waiting.id, 'waiting', 'sending', noon, { attempts: 1, sentAt: noon });
    if (created) createAtCredly(waiting);
    startWorker();
    return waiting;
  }

  it('leaves an unconfirmed award, which is not sent at once', async () => {
    const interrupted = await diedSending(false);
    await drainAt(noon + secondMs);
    expect(await state(interrupted)).toMatchObject({
      state: 'unconfirmed',
      reason: 'worker-died',
      dueAt: noon + 60 * secondMs,
    });
    expect(credly.requests).toHaveLength(0);
  });

  it('has its award found at Credly', async () => {
    const interrupted = await diedSending(true);
    await drainAt(noon + 60 * secondMs);
    expect((await state(interrupted)).state).toBe('issued');
    expect(credly.posts()).toHaveLength(0);
  });

  it('has its award sent once when it is not there', async () => {
    const interrupted = await diedSending(false);
    for (const seconds of [60, 300]) await drainAt(noon + seconds * secondMs);
    expect((await state(interrupted)).state).toBe('issued');
    expect(badges()).toHaveLength(1);
  });
});

describe('the hourly cap', () => {
  it('lets twenty awards of a quiz go out; more wait, and say why', async () => {
    expect(maxAwardsPerQuizAndHour).toBe(20);
    for (let count = 0; count < 22; count += 1) await queue({ createdAt: noon + count });
    await outbox.drain();
    expect(badges()).toHaveLength(20);
    const capped = (await awardsPage(null, 99)).filter((it) => it.state === 'waiting');
    expect(capped).toHaveLength(2);
    for (const it of capped) expect(it).toMatchObject({ reason: 'cap-reached', dueAt: noon + hourMs, attempts: 0 });
    expect(wakeAt).toBe(noon + hourMs);

    await drainAt(noon + hourMs + 2 * paceMs);
    expect(badges()).toHaveLength(22);
  });

  it('counts each quiz for itself', async () => {
    for (let count = 0; count < 20; count += 1) await queue({ state: 'issued', sentAt: noon - minuteMs });
    const own = await queue();
    const other = await queue({ quizKey: 'first-aid-77c1' });
    await outbox.drain();
    expect(await state(own)).toMatchObject({ state: 'waiting', dueAt: noon - minuteMs + hourMs });
    expect((await state(other)).state).toBe('issued');
  });

  it('ends when it says it does', async () => {
    for (let count = 0; count < 20; count += 1) await queue({ state: 'issued', sentAt: noon });
    const capped = await queue();
    await outbox.drain();
    await drainAt((await state(capped)).dueAt);
    expect((await state(capped)).state).toBe('issued');
  });
});
