import { request as httpsRequest } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CredlyServer, credlyHosts, type Fault, startCredlyServer } from './index.ts';

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Parsed JSON; fails the test when the body is something else. */
  readonly json: Envelope;
}

interface Envelope {
  data: Record<string, unknown> & Record<string, unknown>[];
  metadata: Record<string, unknown>;
}

let server: CredlyServer;

beforeEach(async () => {
  server = await startCredlyServer();
});
afterEach(() => server.stop());

function send(
  method: string,
  path: string,
  options: { host?: string; token?: string; body?: unknown; authorization?: string } = {},
): Promise<Reply> {
  const token = options.token ?? server.production.tokens[0]?.token;
  const authorization = options.authorization ?? `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        host: '127.0.0.1',
        port: server.port,
        method,
        path,
        rejectUnauthorized: false,
        agent: false,
        headers: { Host: options.host ?? 'api.credly.com', Authorization: authorization },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            get json() {
              return JSON.parse(text) as Envelope;
            },
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The seed misses what this test needs');
  return value;
}

const organizationPath = () => `/v1/organizations/${need(server.production.organizations[0]).id}`;
const templatesPath = (query = '') => `${organizationPath()}/badge_templates${query}`;
const badgesPath = (query = '') => `${organizationPath()}/badges${query}`;
const templateNamed = (name: string) => need(server.production.templates.find((each) => each.name === name));

function award(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    recipient_email: 'ada@example.com',
    issued_to_first_name: 'Ada',
    issued_to_last_name: 'Byron',
    badge_template_id: templateNamed('Data Literacy Foundations').id,
    issued_at: '2026-03-04 10:20:30 +0100',
    ...overrides,
  };
}

const issue = (overrides: Record<string, unknown> = {}) => send('POST', badgesPath(), { body: award(overrides) });
const names = (reply: Reply) => reply.json.data.map(({ name }) => name);

describe('access', () => {
  it('refuses unknown, expired, password-carrying and other-environment tokens with 401', async () => {
    const { token } = need(server.production.tokens[0]);
    const expired = server.production.addToken({ expires_at: '2026-01-01T00:00:00.000Z' });
    const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;
    const attempts = [
      { authorization: '' },
      { authorization: `Bearer ${token}` },
      { authorization: basic(`${token}:secret`) },
      { authorization: basic(token) },
      { token: 'wrong' },
      { token: expired.token },
      { token: need(server.sandbox.tokens[0]).token },
    ];
    const statuses = await Promise.all(
      attempts.map(async (attempt) => (await send('GET', '/v1/organizations', attempt)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await send('GET', '/v1/organizations')).status).toBe(200);
  });

  it('words refusals in the chosen way', async () => {
    const texts: string[] = [];
    for (const variant of ['empty', 'message', 'data-message'] as const) {
      server.errorBody = variant;
      texts.push((await send('GET', '/v1/organizations', { token: 'wrong' })).text);
    }
    const message = 'Invalid authorization token';
    expect(texts[0]).toBe('');
    expect(JSON.parse(texts[1] ?? '')).toEqual({ message });
    expect(JSON.parse(texts[2] ?? '')).toEqual({ data: { message }, metadata: null });
  });

  it('enforces token rights with 403 and hides other organizations behind 404', async () => {
    const reader = server.production.addToken({ write_enabled: false }).token;
    const writer = server.production.addToken({ read_enabled: false }).token;
    const badge = need((await issue()).json.data.id as string);
    const other = server.production.addOrganization({ name: 'Elsewhere' });
    expect((await send('POST', badgesPath(), { token: reader, body: award() })).status).toBe(403);
    expect((await send('GET', badgesPath(), { token: writer })).status).toBe(403);
    expect((await send('DELETE', badgesPath(`/${badge}`))).status).toBe(403);
    expect((await send('GET', `/v1/organizations/${other.id}`)).status).toBe(404);
    need(server.production.tokens[0]).delete_enabled = true;
    expect(await send('DELETE', badgesPath(`/${badge}`))).toMatchObject({ status: 204, text: '' });
    expect(server.production.badges).toEqual([]);
  });

  it('shows a read-only token nothing but read-only tokens', async () => {
    const reader = server.production.addToken({ write_enabled: false, description: 'reports' });
    const path = `${organizationPath()}/authorization_tokens`;
    expect((await send('GET', path)).json.data).toHaveLength(2);
    const seen = (await send('GET', path, { token: reader.token })).json.data;
    expect(seen.map(({ token }) => token)).toEqual([reader.token]);
    expect(seen[0]).not.toHaveProperty('organizationId');
    reader.canSeeTokens = false;
    expect((await send('GET', path, { token: reader.token })).status).toBe(403);
  });

  it('keeps the environments apart', async () => {
    const sandbox = { host: 'sandbox-api.credly.com', token: need(server.sandbox.tokens[0]).token };
    const organization = need(server.sandbox.organizations[0]);
    expect((await send('GET', '/v1/organizations', sandbox)).json.data.map(({ id }) => id)).toEqual([organization.id]);
    expect((await send('GET', organizationPath(), sandbox)).status).toBe(404);
    const productionId = templateNamed('Data Literacy Foundations').id;
    const reply = await send('POST', `/v1/organizations/${organization.id}/badges`, { ...sandbox, body: award() });
    expect(reply.status).toBe(422);
    expect(reply.json.data.message).toBe(`Invalid or missing Badge Template ID: ${productionId}`);
  });

  it('records a preflight and answers it, like everything else, without CORS headers', async () => {
    const replies = [await send('OPTIONS', badgesPath()), await send('GET', badgesPath())];
    expect(replies.map(({ status }) => status)).toEqual([404, 200]);
    for (const { headers } of replies) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(server.requests.map(({ method }) => method)).toEqual(['OPTIONS', 'GET']);
  });
});

describe('lists', () => {
  it('pages 120 templates by 50 whatever page size is asked for', async () => {
    server.production.templates = [];
    server.production.addTemplates(120, 'Course');
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => send('GET', templatesPath(`?filter=state::active&sort=name&page=${page}&per=100`))),
    );
    expect(pages.map(({ json }) => json.data.length)).toEqual([50, 50, 20, 0]);
    expect(new Set(pages.flatMap(names)).size).toBe(120);
    const link = `https://api.credly.com/api${templatesPath()}?page=`;
    expect(need(pages[1]).json.metadata).toEqual({
      count: 50,
      current_page: 2,
      total_count: 120,
      total_pages: 3,
      per: 50,
      previous_page_url: `${link}1`,
      next_page_url: `${link}3`,
    });
    expect(need(pages[2]).json.metadata).toMatchObject({ count: 20, next_page_url: null });
  });

  it('gives an empty list one page', async () => {
    expect((await send('GET', badgesPath())).json).toEqual({
      data: [],
      metadata: {
        count: 0,
        current_page: 1,
        total_count: 0,
        total_pages: 1,
        per: 50,
        previous_page_url: null,
        next_page_url: null,
      },
    });
  });

  it('filters and sorts templates', async () => {
    const filtered = async (filter: string, sort = 'name') =>
      names(await send('GET', templatesPath(`?filter=${encodeURIComponent(filter)}&sort=${sort}`)));
    expect(await filtered('state::archived,draft')).toEqual(['Inclusive Facilitation', 'Spreadsheet Basics']);
    expect(await filtered('state::active|query::PHISHING')).toEqual(['Information Security Awareness']);
    expect(await filtered('name::data')).toEqual(['Data Literacy Foundations']);
    expect(await filtered('name::"Data"')).toEqual([]);
    expect(await filtered('skills::Mentoring,Food Safety', '-name')).toEqual(['Safe Food Handling', 'Peer Mentoring']);
    expect(await filtered('created_at_min::2025-05-12|state::active', '-updated_at|name')).toEqual([
      'Peer Mentoring',
      'Workshop Participation',
    ]);
    expect((await send('GET', templatesPath('?filter=nmae::x'))).status).toBe(400);
  });

  it('finds badges by address, and by any address of the account', async () => {
    server.production.addKnownEarner({ email: 'kim+work@example.com' }, 'kim@home.example');
    await issue({ recipient_email: 'Kim+Work@example.com' });
    await issue();
    const count = async (filter: string) => (await send('GET', badgesPath(`?filter=${filter}`))).json.metadata.count;
    expect(await count('recipient_email::kim%2Bwork@example.com')).toBe(1);
    expect(await count('recipient_email::kim+work@example.com')).toBe(0);
    expect(await count('recipient_email::kim@home.example')).toBe(0);
    expect(await count('recipient_email_all::kim@home.example')).toBe(1);
    expect(await count(`badge_template_id::${templateNamed('Data Literacy Foundations').id}|state::pending`)).toBe(2);
  });
});

describe('issuing', () => {
  it('answers 201 with the whole badge, pending, without a user for an unknown address', async () => {
    const reply = await issue({ expires_at: '2027-01-01T00:00:00Z' });
    const { data } = reply.json;
    expect(reply.status).toBe(201);
    expect(reply.headers.location).toBe(`https://api.credly.com${badgesPath(`/${data.id}`)}`);
    expect(data).toMatchObject({
      state: 'pending',
      issued_to: 'Ada Byron',
      issued_at: '2026-03-04T09:20:30.000Z',
      issued_at_date: '2026-03-04',
      expires_at: '2027-01-01T00:00:00.000Z',
      user: {},
      accept_badge_url: `https://www.credly.com/badges/${data.id}/accept`,
      badge_template: { name: 'Data Literacy Foundations', badges_count: 1 },
    });
    expect(data).not.toHaveProperty('badge_url');
    expect(data).not.toHaveProperty('organizationId');

    server.production.acceptBadge(String(data.id));
    const accepted = (await send('GET', badgesPath(`/${data.id}`))).json.data;
    expect(accepted).toMatchObject({ state: 'accepted', user: { email: 'ada@example.com' } });
    expect(accepted).toHaveProperty('badge_url');
  });

  it('refuses bad data with 422 and says why', async () => {
    const message = async (overrides: Record<string, unknown>) => {
      const reply = await issue(overrides);
      expect(reply.status).toBe(422);
      expect(reply.json.metadata).toBeNull();
      return reply.json.data.message;
    };
    expect(await message({ badge_template_id: 'nothing' })).toBe('Invalid or missing Badge Template ID: nothing');
    expect(await message({ badge_template_id: templateNamed('Spreadsheet Basics').id })).toContain('archived');
    expect(await message({ badge_template_id: templateNamed('Inclusive Facilitation').id })).toContain('draft');
    expect(await message({ issued_to_last_name: ' ' })).toContain("Issued to last name can't be blank");
    expect(await message({ recipient_email: 'ada@example' })).toContain('Recipient email is invalid');
    expect(await message({ issued_at: 'yesterday' })).toContain('Issued at is invalid');
    expect(server.production.badges).toEqual([]);
  });

  it('refuses a duplicate by address, account or earner id, unless revoked or allowed', async () => {
    server.production.addKnownEarner({ email: 'ada@example.com' }, 'ada@home.example');
    const first = await issue({ issuer_earner_id: 'p-1' });
    for (const overrides of [
      { recipient_email: 'ADA@example.com' },
      { recipient_email: 'ada@home.example' },
      { recipient_email: 'someone@example.com', issuer_earner_id: 'p-1' },
    ]) {
      const reply = await issue(overrides);
      expect(reply.status).toBe(422);
      expect(reply.json.data.message).toBe('User already has this badge');
    }
    const repeatable = templateNamed('Workshop Participation').id;
    expect((await issue({ badge_template_id: repeatable })).status).toBe(201);
    expect((await issue({ badge_template_id: repeatable })).status).toBe(201);

    const revokePath = badgesPath(`/${first.json.data.id}/revoke`);
    expect((await send('PUT', revokePath, { body: {} })).status).toBe(422);
    const revoked = await send('PUT', revokePath, { body: { reason: 'Issued by mistake' } });
    expect(revoked.json.data).toMatchObject({ state: 'revoked', revocation_reason: 'Issued by mistake' });
    expect((await issue()).status).toBe(201);
  });

  it('issues a batch as a whole or not at all', async () => {
    const batch = (badges: unknown[]) => send('POST', badgesPath('/batch'), { body: { badges } });
    const grace = award({ recipient_email: 'grace@example.com' });
    const refused = await batch([award(), grace, award()]);
    expect(refused.status).toBe(422);
    expect(refused.json.data).toEqual({ message: 'User already has this badge', error_index: 2 });
    expect(server.production.badges).toEqual([]);
    const issued = await batch([award(), grace]);
    expect(issued.json.data.map((badge) => badge.recipient_email)).toEqual(['ada@example.com', 'grace@example.com']);
    expect(server.production.badges).toHaveLength(2);
  });

  it('replaces a badge once', async () => {
    const old = (await issue()).json.data.id;
    const { badge_template_id, issued_at } = award();
    const replace = () => send('POST', badgesPath(`/${old}/replace`), { body: { badge_template_id, issued_at } });
    const replacement = await replace();
    expect(replacement.status).toBe(201);
    expect(replacement.json.data).toMatchObject({ replaces_badge_id: old, recipient_email: 'ada@example.com' });
    const again = await replace();
    expect(again.status).toBe(422);
    expect(again.json.metadata).toEqual({ current_badge_id: replacement.json.data.id });
    expect(server.posts()).toHaveLength(3);
  });

  it('refuses a body above 1 MB', async () => {
    expect((await issue({ issued_to_first_name: 'A'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe('faults', () => {
  const onIssue = { method: 'POST', path: /\/badges$/ };
  const badges = () => server.production.badges.length;
  /** Issues under a fault; gives the status, or `undefined` when the connection was cut. */
  const issueUnder = async (fault: Fault) => {
    server.fault(onIssue, fault, 1);
    return issue().catch(() => undefined);
  };

  it('answers any status, with headers and body as asked, as often as asked', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '7' } } as const;
    expect(await issueUnder(busy)).toMatchObject({ status: 429, text: '', headers: { 'retry-after': '7' } });
    expect(await issueUnder({ kind: 'status', status: 503, body: 'busy' })).toMatchObject({ text: 'busy' });
    expect((await issueUnder({ kind: 'status', status: 500, body: { message: 'x' } }))?.text).toBe('{"message":"x"}');
    expect(badges()).toBe(0);
    expect((await issue()).status).toBe(201);
  });

  it('lets the latest matching fault win until it is removed', async () => {
    server.fault({}, { kind: 'status', status: 500 });
    const later = server.fault({ host: 'api.credly.com' }, { kind: 'status', status: 503 });
    expect((await issue()).status).toBe(503);
    later.remove();
    later.remove();
    expect((await issue()).status).toBe(500);
  });

  it('answers what no client expects', async () => {
    const page = await issueUnder({ kind: 'html-page' });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(await issueUnder({ kind: 'malformed', body: '{"data":42}' })).toMatchObject({ text: '{"data":42}' });
    expect(await issueUnder({ kind: 'malformed', body: '' })).toMatchObject({ status: 200, text: '' });
    expect(badges()).toBe(0);
    const extra = await issueUnder({ kind: 'extra-fields' });
    expect(extra?.json.data).toMatchObject({ state: 'pending', badge_template: { unheard_of_attribute: {} } });
    expect(extra?.json.metadata).toHaveProperty('unheard_of_attribute');
  });

  it('drops the connection before or after the badge is created', async () => {
    expect(await issueUnder({ kind: 'drop' })).toBeUndefined();
    expect(badges()).toBe(0);
    expect(await issueUnder({ kind: 'create-then-drop' })).toBeUndefined();
    expect(badges()).toBe(1);
    expect(server.posts().map(({ answeredStatus }) => answeredStatus)).toEqual([undefined, undefined]);
  });

  it('stays silent with or without creating the badge, and lets go of clients when it stops', async () => {
    const silent = issueUnder({ kind: 'no-answer' });
    await server.waitForRequest('POST', onIssue.path);
    expect(badges()).toBe(0);
    const created = issueUnder({ kind: 'create-then-hang' });
    await expect.poll(badges).toBe(1);
    await server.stop();
    expect(await Promise.all([silent, created])).toEqual([undefined, undefined]);
  });

  it('answers late what it did at once', async () => {
    const slow = issueUnder({ kind: 'slow', delayMs: 80 });
    const request = await server.waitForRequest('POST', onIssue.path);
    expect(badges()).toBe(1);
    expect(request.answeredStatus).toBeUndefined();
    expect((await slow)?.status).toBe(201);
    expect(Number(request.answeredAt) - request.at).toBeGreaterThanOrEqual(70);
  });

  it('creates late what it never confirmed', async () => {
    expect(await issueUnder({ kind: 'commit-late', commitAfterMs: 60, answer: 'drop' })).toBeUndefined();
    expect(badges()).toBe(0);
    await expect.poll(badges).toBe(1);
    expect((await issue()).json.data.message).toBe('User already has this badge');
  });
});

describe('the rest', () => {
  it('waits for a request and gives up in time', async () => {
    const coming = server.waitForRequest('GET', /\/badge_templates$/);
    await send('GET', templatesPath('?page=2'));
    expect(await coming).toMatchObject({ host: 'api.credly.com', query: { page: '2' }, answeredStatus: 200 });
    server.clearRequests();
    await expect(server.waitForRequest('GET', /./, 20)).rejects.toThrow('within 20 ms');
  });

  it('draws the pictures its templates link to and lets earners accept badges on the web', async () => {
    const { pathname } = new URL(need(templateNamed('Project Leadership').image_url ?? undefined));
    const picture = await send('GET', pathname, { host: credlyHosts[2] });
    expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
    expect(picture.text).toContain('Leadership');
    expect((await send('GET', pathname, { host: 'sandbox-images.youracclaim.com' })).status).toBe(404);
    const badge = (await issue()).json.data;
    const web = { host: 'www.credly.com' };
    expect((await send('GET', `/badges/${badge.id}/accept`, web)).text).toContain('Accept badge');
    expect((await send('POST', `/badges/${badge.id}/accept`, web)).status).toBe(303);
    expect(server.production.badges[0]?.state).toBe('accepted');
  });
});
