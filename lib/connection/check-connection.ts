import {
  type CredlyFailure,
  type CredlyToken,
  createCredlyClient,
  type Environment,
  type Organization,
  otherEnvironment,
} from '../credly/index.ts';
import { saveConnection, savedToken } from './connection.ts';

/** What an admin typed. An empty token keeps the saved one; an empty organization id is found from the token. */
export interface ConnectionForm {
  organizationId: string;
  token: string;
  sandbox: boolean;
}

/** Why Save did not work. Each has a sentence that says what to do, shown beside `field`. */
export type ConnectionProblem =
  | { kind: 'token-missing'; field: 'token' }
  | { kind: 'token-malformed'; field: 'token' }
  | { kind: 'token-refused'; field: 'token' }
  | { kind: 'token-of-other-environment'; field: 'sandbox'; actual: Environment }
  | { kind: 'no-right-to-read'; field: 'token' }
  | { kind: 'no-right-to-issue'; field: 'token' }
  | { kind: 'organization-not-found'; field: 'organizationId' }
  | { kind: 'no-organization'; field: 'organizationId' }
  | { kind: 'choose-organization'; field: 'organizationId'; choices: { id: string; name: string }[] }
  | { kind: 'unreachable' | 'timed-out' | 'not-credly'; field: 'form' }
  | { kind: 'busy'; field: 'form' };

export type ConnectionCheck = { ok: true } | { ok: false; problem: ConnectionProblem };

/**
 * Tries what was typed against Credly and stores it only if organization and badge templates are readable. The right to
 * issue is never tried by issuing: it is read from the token's own entry where Credly shows that, else left unknown.
 * @param hasWaiting whether awards wait under a connection; after a reconnect they leave only when a person says so
 */
export async function checkAndSaveConnection(
  form: ConnectionForm,
  now: number,
  hasWaiting: (scope: { organizationId: string; environment: Environment }) => Promise<boolean> = async () => false,
): Promise<ConnectionCheck> {
  const environment: Environment = form.sandbox ? 'sandbox' : 'production';
  const typed = form.token.trim();
  const token = typed === '' ? await savedToken() : (typed as CredlyToken);
  if (!token) return refuse({ kind: 'token-missing', field: 'token' });
  // A token is one printable word; anything else was pasted wrongly and would only be a broken header.
  if (!/^[\x21-\x7e]{1,500}$/.test(token)) return refuse({ kind: 'token-malformed', field: 'token' });

  const client = createCredlyClient(environment, token);
  const found = await findOrganization(client, form.organizationId.trim(), environment, token);
  if (!found.ok) return found;
  const { organization } = found;

  const templates = await client.listActiveTemplates(organization.id, 1);
  if (!templates.ok) return refuse(problemOf(templates.failure));

  const entry = await client.ownTokenEntry(organization.id);
  const rights = entry.ok ? entry.value : null;
  if (rights?.mayWrite === false) return refuse({ kind: 'no-right-to-issue', field: 'token' });

  await saveConnection(
    {
      organizationId: organization.id,
      organizationName: organization.name,
      organizationPhotoUrl: organization.photoUrl,
      environment,
      token,
      mayIssue: rights?.mayWrite === true ? 'yes' : 'unknown',
      mayDelete: rights?.mayDelete === true,
      tokenExpiresAt: parseTime(rights?.expiresAt),
      tokenEnteredAt: parseTime(rights?.createdAt) ?? now,
      connectedAt: now,
    },
    await hasWaiting({ organizationId: organization.id, environment }),
  );
  return { ok: true };
}

type Found = { ok: true; organization: Organization } | { ok: false; problem: ConnectionProblem };

async function findOrganization(
  client: ReturnType<typeof createCredlyClient>,
  id: string,
  environment: Environment,
  token: CredlyToken,
): Promise<Found> {
  if (id !== '') {
    const answer = await client.getOrganization(id);
    if (answer.ok) return { ok: true, organization: answer.value };
    if (answer.failure.kind === 'token-refused' && (await worksIn(otherEnvironment(environment), token)))
      return refuse({ kind: 'token-of-other-environment', field: 'sandbox', actual: otherEnvironment(environment) });
    return refuse(problemOf(answer.failure));
  }
  const answer = await client.listOrganizations();
  if (!answer.ok) {
    if (answer.failure.kind === 'token-refused' && (await worksIn(otherEnvironment(environment), token)))
      return refuse({ kind: 'token-of-other-environment', field: 'sandbox', actual: otherEnvironment(environment) });
    return refuse(problemOf(answer.failure));
  }
  const [only, ...others] = answer.value.items;
  if (!only) return refuse({ kind: 'no-organization', field: 'organizationId' });
  if (others.length > 0) {
    const choices = answer.value.items.slice(0, 50).map(({ id, name }) => ({ id, name }));
    return refuse({ kind: 'choose-organization', field: 'organizationId', choices });
  }
  return { ok: true, organization: only };
}

async function worksIn(environment: Environment, token: CredlyToken): Promise<boolean> {
  return (await createCredlyClient(environment, token).listOrganizations()).ok;
}

function problemOf(failure: CredlyFailure): ConnectionProblem {
  switch (failure.kind) {
    case 'token-refused':
      return { kind: 'token-refused', field: 'token' };
    case 'forbidden':
      return { kind: 'no-right-to-read', field: 'token' };
    case 'not-found':
      return { kind: 'organization-not-found', field: 'organizationId' };
    case 'rate-limited':
    case 'server-error':
      return { kind: 'busy', field: 'form' };
    case 'unreachable':
    case 'aborted':
      return { kind: 'unreachable', field: 'form' };
    case 'timed-out':
      return { kind: 'timed-out', field: 'form' };
    default:
      return { kind: 'not-credly', field: 'form' };
  }
}

function parseTime(text: string | null | undefined): number | null {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isFinite(ms) ? ms : null;
}

const refuse = (problem: ConnectionProblem): { ok: false; problem: ConnectionProblem } => ({ ok: false, problem });
