import { Refusal } from './answers.ts';
import type { Organization, Token } from './records.ts';
import type { World } from './world.ts';

/** A permission of a token. */
export type Right = 'read_enabled' | 'write_enabled' | 'delete_enabled';

/** Finds the token of a Basic `Authorization` header (token as user name, blank password) or refuses with 401. */
export function authenticate(authorization: string | undefined, world: World): Token {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(authorization ?? '')?.[1];
  const credentials = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const token = world.tokens.find((each) => `${each.token}:` === credentials);
  if (!token || Date.parse(token.expires_at) <= Date.now()) throw new Refusal(401, 'Invalid authorization token');
  return token;
}

/** Gives the organization of the address; one the token does not open is as good as missing (404). */
export function findOrganization(id: string, token: Token, world: World): Organization {
  const organization = world.organizations.find((each) => each.id === id && each.id === token.organizationId);
  if (!organization) throw new Refusal(404, 'Organization not found');
  return organization;
}

export function requireRight(token: Token, right: Right): void {
  if (!token[right]) throw new Refusal(403, 'This authorization token does not permit the action');
}
