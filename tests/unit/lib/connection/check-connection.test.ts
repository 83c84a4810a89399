import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ConnectionForm,
  type ConnectionProblem,
  checkAndSaveConnection,
} from '../../../../lib/connection/check-connection.ts';
import {
  changeHealth,
  connectedClient,
  readConnection,
  readHealth,
  removeConnection,
} from '../../../../lib/connection/connection.ts';
import { buildOrganization, buildToken, type Fault } from '../../../credly-server/index.ts';
import { noon } from '../builders.ts';
import { first, type StandIn, startStandIn, tokenOf } from '../credly-stand-in.ts';
import { emptyStorage, storedText } from '../storage.ts';

let credly: StandIn;

beforeEach(async () => {
  await emptyStorage();
  credly = await startStandIn();
});
afterEach(() => credly.stop());

const organization = () => first(credly.production.organizations);
const token = () => first(credly.production.tokens);

/** What connects to production. */
const form = (part: Partial<ConnectionForm> = {}): ConnectionForm => ({
  organizationId: organization().id,
  token: token().token,
  sandbox: false,
  ...part,
});
const save = (part: Partial<ConnectionForm> = {}) => checkAndSaveConnection(form(part), noon);

const refused = (problem: ConnectionProblem) => ({ ok: false, problem });

describe('a connection that works', () => {
  it('is stored with what Credly says of the organization and of the token', async () => {
    expect(await save()).toEqual({ ok: true });
    expect(await readConnection()).toEqual({
      organizationId: organization().id,
      organizationName: 'Northwind Academy',
      organizationPhotoUrl: organization().photo_url,
      environment: 'production',
      tokenLastFour: token().token.slice(-4),
      mayIssue: 'yes',
      mayDelete: false,
      tokenExpiresAt: Date.parse(token().expires_at),
      tokenEnteredAt: Date.parse(token().created_at),
      connectedAt: noon,
    });
    expect((await readHealth()).lastSuccessAt).toBe(noon);
  });

  it('never shows more of the token than its last four characters', async () => {
    await save();
    const session = await connectedClient();
    expect(JSON.stringify([await readConnection(), session])).not.toContain(token().token);
  });

  it('finds the organization from the token', async () => {
    expect(await save({ organizationId: '  ' })).toEqual({ ok: true });
    expect((await readConnection())?.organizationId).toBe(organization().id);
  });

  it('works in the sandbox, with the sandbox’s token, and asks nowhere else', async () => {
    const { id } = first(credly.sandbox.organizations);
    expect(await save({ organizationId: id, token: tokenOf(credly.sandbox), sandbox: true })).toEqual({ ok: true });
    expect((await readConnection())?.environment).toBe('sandbox');
    expect(new Set(credly.requests.map((it) => it.host))).toEqual(new Set(['sandbox-api.credly.com']));
  });

  it('takes a pasted token without the white space around it', async () => {
    expect(await save({ token: ` ${token().token}\n` })).toEqual({ ok: true });
  });

  it('leaves the right to issue open where the token’s entry cannot be read', async () => {
    token().canSeeTokens = false;
    expect(await save()).toEqual({ ok: true });
    expect(await readConnection()).toMatchObject({ mayIssue: 'unknown', tokenExpiresAt: null, tokenEnteredAt: noon });
  });

  it('is tried by reading alone', async () => {
    await save();
    expect(new Set(credly.requests.map((it) => it.method))).toEqual(new Set(['GET']));
  });

  it('keeps no other token of the organization', async () => {
    const others = [1, 2, 3].map(() => credly.production.addToken());
    await save();
    expect(credly.requestsTo('GET', /authorization_tokens/)).toHaveLength(1);
    const stored = await storedText();
    expect(stored).toContain(token().token);
    for (const other of others) expect(stored).not.toContain(other.token);
  });

  it('keeps the saved token when none is typed', async () => {
    await save();
    credly.clearRequests();
    expect(await save({ token: ' ' })).toEqual({ ok: true });
    expect((await readConnection())?.tokenLastFour).toBe(token().token.slice(-4));
  });

  it('ends the pause that an older token caused', async () => {
    await changeHealth({ paused: { reason: 'token-refused', since: noon - 1 } });
    await save();
    expect((await readHealth()).paused).toBeNull();
  });

  it('is gone after Disconnect, token and all', async () => {
    await save();
    await removeConnection();
    expect(await storedText()).not.toContain(token().token);
    expect(await connectedClient()).toBeNull();
    expect(await save({ token: '' })).toEqual(refused({ kind: 'token-missing', field: 'token' }));
  });
});

describe('a connection that does not work', () => {
  const answer = (status: number): Fault => ({ kind: 'status', status });

  it.each<[string, () => Partial<ConnectionForm> | undefined, ConnectionProblem]>([
    ['no token', () => ({ token: '' }), { kind: 'token-missing', field: 'token' }],
    ['a token of two words', () => ({ token: 'two words' }), { kind: 'token-malformed', field: 'token' }],
    ['a token with a line break', () => ({ token: 'a\nb' }), { kind: 'token-malformed', field: 'token' }],
    ['a token that is no token', () => ({ token: 'tökén' }), { kind: 'token-malformed', field: 'token' }],
    ['a wrong token', () => ({ token: 'wrong' }), { kind: 'token-refused', field: 'token' }],
    [
      'a wrong token without an organization',
      () => ({ token: 'wrong', organizationId: '' }),
      { kind: 'token-refused', field: 'token' },
    ],
    [
      'an expired token',
      () => {
        token().expires_at = '2020-01-01T00:00:00.000Z';
        return {};
      },
      { kind: 'token-refused', field: 'token' },
    ],
    [
      'a token of the sandbox',
      () => ({ token: tokenOf(credly.sandbox) }),
      { kind: 'token-of-other-environment', field: 'sandbox', actual: 'sandbox' },
    ],
    [
      'a token of production in the sandbox, without an organization',
      () => ({ sandbox: true, organizationId: '' }),
      { kind: 'token-of-other-environment', field: 'sandbox', actual: 'production' },
    ],
    [
      'no right to read',
      () => {
        token().read_enabled = false;
        return {};
      },
      { kind: 'no-right-to-read', field: 'token' },
    ],
    [
      'templates that may not be read',
      () => {
        credly.fault({ path: /badge_templates/ }, answer(403));
        return {};
      },
      { kind: 'no-right-to-read', field: 'token' },
    ],
    [
      'no right to issue',
      () => {
        token().write_enabled = false;
        return {};
      },
      { kind: 'no-right-to-issue', field: 'token' },
    ],
    [
      'an unknown organization',
      () => ({ organizationId: 'no-such-organization' }),
      { kind: 'organization-not-found', field: 'organizationId' },
    ],
    [
      'an organization id that reaches for another address',
      () => ({ organizationId: '../../v1/organizations?x=' }),
      { kind: 'organization-not-found', field: 'organizationId' },
    ],
    [
      'a token without an organization',
      () => {
        credly.fault({ path: /organizations$/ }, { kind: 'malformed', body: '{"data":[],"metadata":{}}' });
        return { organizationId: '' };
      },
      { kind: 'no-organization', field: 'organizationId' },
    ],
    ...[429, 500, 503].map((status): [string, () => undefined, ConnectionProblem] => [
      `an answer ${status}`,
      () => void credly.fault({}, answer(status)),
      { kind: 'busy', field: 'form' },
    ]),
    [
      'a connection that is cut off',
      () => void credly.fault({}, { kind: 'drop' }),
      { kind: 'unreachable', field: 'form' },
    ],
    ['a page for people', () => void credly.fault({}, { kind: 'html-page' }), { kind: 'not-credly', field: 'form' }],
    [
      'an empty answer',
      () => void credly.fault({}, { kind: 'malformed', body: '' }),
      { kind: 'not-credly', field: 'form' },
    ],
    [
      'an answer of another shape',
      () => void credly.fault({}, { kind: 'malformed', body: '{"data":42}' }),
      { kind: 'not-credly', field: 'form' },
    ],
  ])('%s', async (_what, arrange, problem) => {
    expect(await save(arrange())).toEqual(refused(problem));
    expect(await readConnection()).toBeNull();
  });

  it('offers the choices when the token opens several organizations', async () => {
    const two = ['Northwind', 'Southwind'].map((name) => buildOrganization({ name }));
    credly.fault({ path: /organizations$/ }, { kind: 'malformed', body: JSON.stringify({ data: two, metadata: {} }) });
    const choices = two.map(({ id, name }) => ({ id, name }));
    expect(await save({ organizationId: '' })).toEqual(
      refused({ kind: 'choose-organization', field: 'organizationId', choices }),
    );
  });

  it('says when no answer comes in time', async () => {
    const limit = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    credly.fault({}, { kind: 'no-answer' });
    const saved = save();
    await credly.waitForRequest('GET', /organizations/);
    limit.abort(new DOMException('late', 'TimeoutError'));
    expect(await saved).toEqual(refused({ kind: 'timed-out', field: 'form' }));
    // Below the 30 s after which Chrome may stop a worker that waits for an answer.
    for (const [ms] of timeout.mock.calls) expect(ms).toBeLessThan(30_000);
  });

  it.each(['empty', 'message', 'data-message'] as const)(
    'is understood with error bodies of the kind "%s"',
    async (body) => {
      credly.errorBody = body;
      expect(await save({ token: 'wrong' })).toEqual(refused({ kind: 'token-refused', field: 'token' }));
      expect(await save({ organizationId: 'no-such-organization' })).toMatchObject({
        problem: { kind: 'organization-not-found' },
      });
    },
  );

  it('keeps the former connection as it was', async () => {
    await save();
    const before = await storedText();
    const weak = buildToken(organization(), { write_enabled: false });
    credly.production.tokens.push(weak);
    for (const part of [{ token: 'wrong' }, { organizationId: 'nowhere' }, { sandbox: true }, { token: weak.token }])
      expect(await save(part)).toMatchObject({ ok: false });
    expect(await storedText()).toBe(before);
  });

  it('repeats the token in no answer', async () => {
    token().write_enabled = false;
    const problems = [await save(), await save({ token: 'canary-token-1234', organizationId: '' })];
    expect(JSON.stringify(problems)).not.toMatch(new RegExp(`canary|${token().token}`));
  });
});
