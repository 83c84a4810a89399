import { randomBytes } from 'node:crypto';
import type { Fault, FaultMatch } from '../../credly-server/index.ts';
import { ada, grace, type Harness } from '../harness.ts';
import type { ConnectionInput } from '../pages/options-page.ts';
import type { Inside } from './support/inside.ts';
import { awardBadge, connect, expect, seedOf, test } from './support/test.ts';
import { within, words } from './support/words.ts';

const anyApi = { path: /^\/v1\// };

interface Given extends ConnectionInput {
  /** Credly answers rightly again. */
  mend?: () => void;
}

interface Failure {
  title: string;
  /** Where the sentence stands. */
  at: 'organizationId' | 'token' | 'useSandbox' | 'form';
  sentence: string;
  /** What is typed, and what has to be so at Credly. */
  given: (harness: Harness) => Given;
  timeoutMs?: number;
}

function failing(harness: Harness, behaviour: Fault, match: FaultMatch = anyApi): Given {
  const { remove: mend } = harness.credly.fault(match, behaviour);
  const { organization } = seedOf(harness);
  return { organizationId: organization.id, token: harness.credly.production.addToken().token, mend };
}

const failures: Failure[] = [
  {
    title: 'a token that Credly refuses',
    at: 'token',
    sentence: words('problem_token_refused'),
    given: (harness) => ({
      organizationId: seedOf(harness).organization.id,
      token: randomBytes(18).toString('base64url'),
    }),
  },
  {
    title: 'a token that has expired',
    at: 'token',
    sentence: words('problem_token_refused'),
    given: (harness) => ({
      organizationId: '',
      token: harness.credly.production.addToken({ expires_at: new Date(Date.now() - 1000).toISOString() }).token,
    }),
  },
  {
    title: 'a token with a line break in it',
    at: 'token',
    sentence: words('problem_token_malformed'),
    given: (harness) => ({ organizationId: '', token: `${seedOf(harness).token} ${seedOf(harness).token}` }),
  },
  {
    title: 'a token of the sandbox, used for production',
    at: 'useSandbox',
    sentence: words('problem_token_of_sandbox'),
    given: (harness) => ({ organizationId: '', token: seedOf(harness, 'sandbox').token }),
  },
  {
    title: 'a token of the sandbox with the id of its organization, used for production',
    at: 'useSandbox',
    sentence: words('problem_token_of_sandbox'),
    given: (harness) => {
      const { organization, token } = seedOf(harness, 'sandbox');
      return { organizationId: organization.id, token };
    },
  },
  {
    title: 'a token of production, used for the sandbox',
    at: 'useSandbox',
    sentence: words('problem_token_of_production'),
    given: (harness) => ({ organizationId: '', token: seedOf(harness).token, sandbox: true }),
  },
  {
    title: 'a token without the right to read',
    at: 'token',
    sentence: words('problem_no_right_to_read'),
    given: (harness) => ({
      organizationId: seedOf(harness).organization.id,
      token: harness.credly.production.addToken({ read_enabled: false }).token,
    }),
  },
  {
    title: 'a token without the right to read badge templates',
    at: 'token',
    sentence: words('problem_no_right_to_read'),
    given: (harness) => failing(harness, { kind: 'status', status: 403 }, { path: /badge_templates/ }),
  },
  {
    title: 'a token whose own entry says that it may not issue',
    at: 'token',
    sentence: words('problem_no_right_to_issue'),
    given: (harness) => ({
      organizationId: '',
      token: harness.credly.production.addToken({ write_enabled: false }).token,
    }),
  },
  {
    title: 'an organization that Credly does not find',
    at: 'organizationId',
    sentence: words('problem_organization_not_found'),
    given: (harness) => ({
      organizationId: seedOf(harness, 'sandbox').organization.id,
      token: seedOf(harness).token,
    }),
  },
  {
    title: 'an organization id that can be none',
    at: 'organizationId',
    sentence: words('problem_organization_malformed'),
    given: (harness) => ({ organizationId: 'organizations/4711', token: seedOf(harness).token }),
  },
  {
    title: 'a token without any organization',
    at: 'organizationId',
    sentence: words('problem_no_organization'),
    given: (harness) => ({
      ...failing(
        harness,
        { kind: 'status', status: 200, body: { data: [], metadata: { total_pages: 1, total_count: 0 } } },
        { path: /\/organizations$/ },
      ),
      organizationId: '',
    }),
  },
  {
    title: 'a cut connection',
    at: 'form',
    sentence: words('problem_unreachable'),
    given: (harness) => failing(harness, { kind: 'drop' }),
  },
  {
    title: 'no answer within 15 seconds',
    at: 'form',
    sentence: words('problem_timed_out'),
    given: (harness) => failing(harness, { kind: 'no-answer' }),
    timeoutMs: 25_000,
  },
  {
    title: 'a page for people in place of an answer',
    at: 'form',
    sentence: words('problem_not_credly'),
    given: (harness) => failing(harness, { kind: 'html-page' }),
  },
  {
    title: 'a busy Credly (503)',
    at: 'form',
    sentence: words('problem_busy'),
    given: (harness) => failing(harness, { kind: 'status', status: 503 }),
  },
  {
    title: 'too many requests (429)',
    at: 'form',
    sentence: words('problem_busy'),
    given: (harness) => failing(harness, { kind: 'status', status: 429, headers: { 'Retry-After': '30' } }),
  },
];

const placesOfSentences = {
  organizationId: 'the organization id',
  token: 'the token',
  useSandbox: 'the environment',
  form: 'Credly itself',
};

/** One failing Save of a browser that is connected, and the way back to its connection. */
async function saveFails(harness: Harness, ours: Inside, failure: Failure): Promise<void> {
  const { at, sentence, given, timeoutMs = 10_000 } = failure;
  const { options } = harness;
  const { organization, token } = seedOf(harness);
  const { connection } = await ours.local();

  const { mend, ...typed } = given(harness);
  await options.edit.click();
  await options.submitForm(typed);

  const saying = {
    organizationId: () => expect(options.organizationId).toHaveAccessibleDescription(within(sentence)),
    token: () => expect(options.token).toHaveAccessibleDescription(within(sentence)),
    useSandbox: () => expect(options.useSandbox).toHaveAccessibleDescription(within(sentence)),
    form: () => expect(options.formAlert).toHaveText(sentence, { timeout: timeoutMs }),
  };
  await saying[at]();
  await expect(options.organizationId).toHaveAttribute('aria-invalid', String(at === 'organizationId'));
  await expect(options.token).toHaveAttribute('aria-invalid', String(at === 'token'));
  await expect(options.organizationId).toHaveValue(typed.organizationId ?? '');
  await expect(options.token).toHaveValue(typed.token);
  await expect(options.useSandbox).toBeChecked({ checked: typed.sandbox ?? false });

  expect(connection).toMatchObject({ token });
  expect((await ours.local()).connection).toEqual(connection);
  await options.cancel.click();
  await expect(options.connected).toBeVisible();
  await expect(options.region).toContainText(organization.name);
  await expect(options.fact('Authorization Token')).toHaveText(words('connection_token_ends_in', token.slice(-4)));
  expect(harness.credly.posts()).toEqual([]);
  mend?.();
}

for (const [at, place] of Object.entries(placesOfSentences))
  test(`Save says what to do about ${place}, and keeps what was typed and the former connection`, async ({
    harness,
    ours,
  }) => {
    test.setTimeout(90_000);
    await connect(harness);
    for (const failure of failures.filter((it) => it.at === at))
      await test.step(failure.title, () => saveFails(harness, ours, failure));
  });

for (const [field, sentence] of [
  ['token', words('problem_token_missing')],
  ['organizationId', words('problem_organization_malformed')],
] as const)
  test(`the first bad field gets the focus on Save: ${field}`, async ({ harness }) => {
    const { options, credly } = harness;
    await options.agree();
    await options.submitConnection({ organizationId: { token: '', organizationId: 'a b' }[field], token: '' });
    await expect(options[field]).toBeFocused();
    await expect(options[field]).toHaveAccessibleDescription(within(sentence));
    expect(credly.requests).toEqual([]);
  });

test('the other environment is one click away when the token belongs there', async ({ harness }) => {
  const { options } = harness;
  const { organization, token } = seedOf(harness, 'sandbox');
  await options.agree();
  await options.submitConnection({ token });
  await options.region.getByRole('button', { name: words('connection_switch_to_sandbox') }).click();
  await expect(options.useSandbox).toBeChecked();
  await options.save.click();
  await expect(options.region).toContainText(organization.name);
  await expect(options.region.getByText('Sandbox', { exact: true })).toBeVisible();
});

for (const [environment, chip] of [
  ['production', 'Production'],
  ['sandbox', 'Sandbox'],
] as const)
  test(`a connection to ${environment} shows organization, picture, environment and the token's last four`, async ({
    harness,
  }) => {
    const { options, credly } = harness;
    const { organization, token } = seedOf(harness, environment);
    await options.agree();
    await options.submitConnection({ organizationId: organization.id, token, sandbox: environment === 'sandbox' });
    await expect(options.connected).toBeVisible();
    await expect(options.region.getByText(organization.name, { exact: true })).toBeVisible();
    await expect(options.region.getByText(chip, { exact: true })).toBeVisible();
    await expect(options.fact('Organization ID')).toHaveText(organization.id);
    await expect(options.fact('Authorization Token')).toHaveText(`Token ends in ${token.slice(-4)}`);
    await expect(options.fact('Right to issue badges')).toHaveText(words('connection_may_issue_yes'));
    await expect(options.region.locator('img')).toHaveAttribute('src', organization.photo_url ?? '');
    const picture = options.region.locator('img');
    await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(0);
    await expect(options.page.locator('body')).not.toContainText(token);
    expect(credly.posts()).toEqual([]);
  });

test('a token whose entry cannot be read connects, and the page says that the right to issue was not checked', async ({
  harness,
}) => {
  const { options, credly } = harness;
  await options.agree();
  await options.submitConnection({ token: credly.production.addToken({ canSeeTokens: false }).token });
  await expect(options.fact('Right to issue badges')).toHaveText(words('connection_may_issue_unknown'));
  expect(credly.posts()).toEqual([]);
});

test('an empty organization id is found from the token', async ({ harness }) => {
  const { options } = harness;
  const { organization, token } = seedOf(harness);
  await options.agree();
  await options.submitConnection({ token });
  await expect(options.connected).toBeVisible();
  await expect(options.fact('Organization ID')).toHaveText(organization.id);
});

test('an empty organization id with several organizations asks which one', async ({ harness }) => {
  const { options, credly } = harness;
  const { organization, token } = seedOf(harness);
  const other = credly.production.addOrganization({ name: 'Southwind College' });
  credly.fault(
    { path: /\/organizations$/ },
    {
      kind: 'status',
      status: 200,
      body: { data: [other, organization], metadata: { total_pages: 1, total_count: 2 } },
    },
  );
  await options.agree();
  await options.submitConnection({ token });
  await expect(options.organizationId).toHaveAccessibleDescription(within(words('problem_choose_organization')));
  await expect(options.organizationChoices.getByRole('radio')).toHaveCount(2);
  await expect(options.organizationChoices.getByRole('radio', { name: other.name })).toBeFocused();
  await options.organizationChoices.getByRole('radio', { name: organization.name }).check();
  await expect(options.organizationId).toHaveValue(organization.id);
  await options.save.click();
  await expect(options.fact('Organization ID')).toHaveText(organization.id);
});

test('Edit with an empty token keeps the saved one, which is never shown', async ({ harness, ours }) => {
  const { options, credly } = harness;
  const { token } = seedOf(harness);
  await connect(harness);
  await options.edit.click();
  await expect(options.token).toHaveValue('');
  await expect(options.token).toHaveAccessibleDescription(within(words('connection_token_help_edit', token.slice(-4))));
  credly.clearRequests();
  await options.submitForm({ token: '' });
  await expect(options.connected).toBeVisible();
  expect(credly.requestsTo('GET', /\/organizations$/).map(({ headers }) => headers.authorization)).toEqual([
    `Basic ${Buffer.from(`${token}:`).toString('base64')}`,
  ]);
  expect((await ours.local()).connection).toMatchObject({ token });
});

test('"Show token" shows what is being typed and nothing else', async ({ harness }) => {
  const { options } = harness;
  await options.agree();
  await options.connectButton.click();
  const show = options.region.getByRole('button', { name: 'Show token' });
  await expect(options.token).toHaveAttribute('type', 'password');
  await expect(options.token).toHaveAttribute('autocomplete', 'off');
  await expect(show).toBeDisabled();
  await options.token.fill('typed');
  await show.click();
  await expect(options.token).toHaveAttribute('type', 'text');
});

test('Disconnect names the quizzes, forgets the credentials and sends nothing more, whatever was queued', async ({
  harness,
  ours,
}) => {
  const { options, credly, site } = harness;
  const { token } = seedOf(harness);
  const quiz = site.quiz('scored');
  await connect(harness);
  await awardBadge(harness);
  await awardBadge(harness, 'scored-2', 'Project Leadership');
  // Told to come back in an hour: the first award is tried, and nothing leaves by itself while this is looked at.
  const busy = credly.fault({ method: 'POST' }, { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } });
  const { page, player } = await harness.participant();
  const block = page.getByRole('region', { name: 'Credly badge', exact: true });
  for (const participant of [ada, grace]) {
    await player.take(quiz, participant, { correct: 5 });
    await expect(block).toContainText('on its way');
  }
  const states = async () => (await ours.awards()).map(({ state }) => state);
  await expect.poll(states).toEqual(['waiting', 'waiting']);
  await expect.poll(() => credly.posts().map(({ answeredStatus }) => answeredStatus)).toEqual([429]);

  await options.goTo('Integrations');
  await options.openDisconnectDialog();
  await expect(options.disconnectDialog.getByRole('listitem')).toHaveText([quiz.title, site.quiz('scored-2').title]);
  await expect(options.disconnectDialog).toContainText(words('disconnect_kept_waiting_other', 2));
  await options.disconnectDialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(options.connectButton).toBeVisible();

  const kept = JSON.stringify([await ours.local(), await ours.session(), await ours.databases()]);
  expect(kept).not.toContain(token);
  expect(kept).not.toContain(Buffer.from(`${token}:`).toString('base64'));
  await options.goTo('Quizzes');
  await expect(options.rule(quiz.title)).toContainText('Inactive');
  await options.goTo('Activity');
  await expect(options.row(ada.email)).toContainText('Waiting');
  await expect(options.row(grace.email)).toContainText('Waiting');

  // All that could set off a request: the awards are due, the alarm rings, the worker starts anew, somebody passes.
  busy.remove();
  credly.clearRequests();
  await ours.changeAwards({ dueAt: 0 });
  await ours.ring('outbox');
  await ours.killWorker(options.page);
  await options.page.reload();
  await player.take(quiz, { ...ada, email: 'third@example.com' }, { correct: 5 });
  await ours.ring('outbox');
  expect(await states()).toEqual(['waiting', 'waiting']);
  expect(credly.requests.filter(({ path }) => path.startsWith('/v1'))).toEqual([]);

  // The same organization again: what waited leaves when the admin says so, and not before.
  await options.goTo('Integrations');
  await options.submitConnection({ token });
  const integrations = options.page.getByRole('tabpanel', { name: 'Integrations' });
  await expect(integrations.getByText('2 awards are waiting from before')).toBeVisible();
  await ours.ring('outbox');
  expect(await states()).toEqual(['waiting', 'waiting']);
  expect(credly.posts()).toEqual([]);
  await integrations.getByRole('button', { name: 'Send 2' }).click();
  await expect.poll(states).toEqual(['issued', 'issued']);
});

test('a request that is under way when Disconnect comes is given up and never repeated by itself', async ({
  harness,
  ours,
}) => {
  const { options, credly, site } = harness;
  await connect(harness);
  await awardBadge(harness);
  credly.fault({ method: 'POST' }, { kind: 'no-answer' });
  const { player } = await harness.participant();
  await player.take(site.quiz('scored'), ada, { correct: 5 });
  await credly.waitForRequest('POST', /\/badges$/);
  await options.goTo('Integrations');
  await options.disconnect();
  await expect.poll(async () => (await ours.awards()).map(({ state }) => state)).toEqual(['unconfirmed']);
  credly.clearRequests();
  await ours.changeAwards({ dueAt: 0 });
  await ours.ring('outbox');
  expect(credly.requests.filter(({ path }) => path.startsWith('/v1'))).toEqual([]);
});

test('under a sandbox connection the rules of production are inactive and award nothing', async ({ harness, ours }) => {
  const { options, credly, site } = harness;
  const quiz = site.quiz('scored');
  const { organization } = seedOf(harness);
  const sandbox = seedOf(harness, 'sandbox');
  await connect(harness);
  await awardBadge(harness);
  await options.page.bringToFront();
  await options.disconnect();
  await options.submitConnection({ token: sandbox.token, sandbox: true });
  await expect(options.region.getByText('Sandbox', { exact: true })).toBeVisible();
  await options.goTo('Quizzes');
  await expect(options.rule(quiz.title)).toContainText('Inactive');
  await expect(options.rule(quiz.title)).toContainText(words('rule_other_connection', organization.id));

  credly.clearRequests();
  const { player } = await harness.participant();
  await player.take(quiz, ada, { correct: 5 });
  expect(site.responses.map(({ passed }) => passed)).toEqual([true]);
  await ours.ring('outbox');
  expect(await ours.awards()).toEqual([]);
  expect(credly.posts()).toEqual([]);

  // The editor offers the quiz anew under this connection, without touching the other rule.
  const { editor, ui } = await harness.author();
  await editor.open(quiz, 'motivation');
  await expect(ui.button).toBeVisible();
  await expect(ui.group).toBeHidden();
});
