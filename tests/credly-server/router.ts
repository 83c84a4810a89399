import { authenticate, findOrganization, type Right, requireRight } from './access.ts';
import { type Answer, answerRefusal, type ErrorBody, Refusal } from './answers.ts';
import { badgeRoutes } from './badges.ts';
import { organizationRoutes } from './organizations.ts';
import type { Organization, Token } from './records.ts';
import type { RecordedRequest } from './requests.ts';
import { templateRoutes } from './templates.ts';
import type { World } from './world.ts';

/** What a handler is given: the request and who makes it. */
export interface Call {
  world: World;
  request: RecordedRequest;
  token: Token;
  /** The `:id` of the path; empty for endpoints without one. */
  id: string;
}

/** A call below `/organizations/:id`, where the organization is known to be the token's. */
export interface OrganizationCall extends Call {
  organization: Organization;
}

/** An endpoint. `path` is what follows `/v1`, with `:organization` and `:id` standing for identifiers. */
export type Route = { method: string; path: string; right: Right } & (
  | { scope: 'token'; handle: (call: Call) => Answer }
  | { scope: 'organization'; handle: (call: OrganizationCall) => Answer }
);

const routes = [...organizationRoutes, ...templateRoutes, ...badgeRoutes].map((route) => ({
  route,
  pattern: new RegExp(`^/v1${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

function handle(request: RecordedRequest, world: World): Answer {
  const token = authenticate(request.headers.authorization, world);
  for (const { route, pattern } of routes) {
    const match = route.method === request.method ? pattern.exec(request.path) : null;
    if (!match) continue;
    const call: Call = { world, request, token, id: match.groups?.id ?? '' };
    if (route.scope === 'token') {
      requireRight(token, route.right);
      return route.handle(call);
    }
    const organization = findOrganization(match.groups?.organization ?? '', token, world);
    requireRight(token, route.right);
    return route.handle({ ...call, organization });
  }
  throw new Refusal(404, 'Not found');
}

/** Answers one API request of an environment and changes its world accordingly. */
export function answerApi(request: RecordedRequest, world: World, errorBody: ErrorBody): Answer {
  // A preflight carries no credentials; the API knows nothing of CORS and has no such route.
  if (request.method === 'OPTIONS') return { status: 404 };
  try {
    return handle(request, world);
  } catch (error) {
    if (error instanceof Refusal) return answerRefusal(error, errorBody);
    throw error;
  }
}
