import { type Answer, Refusal } from './answers.ts';
import { originOf } from './hosts.ts';
import { answerList } from './paging.ts';
import type { Organization, Token } from './records.ts';
import type { Call, OrganizationCall, Route } from './router.ts';

function listOrganizations(call: Call): Answer {
  const visible = call.world.organizations.filter(({ id }) => id === call.token.organizationId);
  return answerList<Organization>(call, visible, {
    criteria: {},
    sortKeys: { name: ({ name }) => name, created_at: (each) => each.created_at },
    render: (organization) => organization,
  });
}

function getOrganization({ organization }: OrganizationCall): Answer {
  return { status: 200, json: { data: organization, metadata: {} } };
}

function renderToken(token: Token, { organization, world }: OrganizationCall): unknown {
  const { organizationId, canSeeTokens: _bookkeeping, ...shown } = token;
  const owner = {
    type: 'Organization',
    id: organizationId,
    name: organization.name,
    url: `${originOf(world.environment, 'api')}/v1/organizations/${organizationId}`,
  };
  return { ...shown, owner_id: organizationId, owner };
}

function listTokens(call: OrganizationCall): Answer {
  if (call.token.canSeeTokens === false) {
    throw new Refusal(403, 'This authorization token does not permit the action');
  }
  const canWrite = (token: Token) => token.write_enabled || token.delete_enabled;
  // A token that can only read must not learn secrets stronger than itself.
  const visible = call.world.tokens.filter(
    (token) => token.organizationId === call.organization.id && (canWrite(call.token) || !canWrite(token)),
  );
  return answerList<Token>(call, visible, {
    criteria: {},
    sortKeys: { created_at: (each) => each.created_at },
    render: (token) => renderToken(token, call),
  });
}

export const organizationRoutes: Route[] = [
  { method: 'GET', path: '/organizations', scope: 'token', right: 'read_enabled', handle: listOrganizations },
  {
    method: 'GET',
    path: '/organizations/:organization',
    scope: 'organization',
    right: 'read_enabled',
    handle: getOrganization,
  },
  {
    method: 'GET',
    path: '/organizations/:organization/authorization_tokens',
    scope: 'organization',
    right: 'read_enabled',
    handle: listTokens,
  },
];
