import { type Answer, Refusal } from './answers.ts';
import { anyOf, type Criterion, contains, containsOrIs, flag } from './filter.ts';
import { originOf } from './hosts.ts';
import { prepareBadge, readFields, storeBadges } from './issue.ts';
import { answerList } from './paging.ts';
import type { IssuedBadge } from './records.ts';
import type { OrganizationCall, Route } from './router.ts';
import type { World } from './world.ts';

function render({ organizationId: _bookkeeping, ...badge }: IssuedBadge): unknown {
  return badge;
}

const hasAddress: Criterion<IssuedBadge> = (badge, value) =>
  badge.recipient_email.toLowerCase() === value.trim().toLowerCase();

/** Any address of the account behind the given one. */
function hasAnyAddress(world: World): Criterion<IssuedBadge> {
  return (badge, value) => {
    const account = world.knownEarners.get(value.trim().toLowerCase());
    const accountOfBadge = badge.user.id ?? world.knownEarners.get(badge.recipient_email.toLowerCase())?.id;
    return hasAddress(badge, value) || (account !== undefined && account.id === accountOfBadge);
  };
}

function listBadges(call: OrganizationCall): Answer {
  const own = call.world.badges.filter(({ organizationId }) => organizationId === call.organization.id);
  const tagsOf = (badge: IssuedBadge) =>
    call.world.templates.find(({ id }) => id === badge.badge_template.id)?.reporting_tags ?? [];
  return answerList<IssuedBadge>(call, own, {
    criteria: {
      recipient_email: hasAddress,
      recipient_email_all: hasAnyAddress(call.world),
      badge_template_id: anyOf((badge) => badge.badge_template.id),
      issuer_earner_id: anyOf((badge) => badge.issuer_earner_id),
      state: anyOf(({ state }) => state),
      public: flag((badge) => badge.public),
      query: contains((badge) => [badge.issued_to, badge.recipient_email, badge.badge_template.name]),
      'badge_templates[name]': containsOrIs((badge) => badge.badge_template.name),
      'badge_templates[reporting_tags]': anyOf(tagsOf),
    },
    sortKeys: {
      created_at: (badge) => badge.created_at,
      issued_at: (badge) => badge.issued_at,
      state_updated_at: (badge) => badge.state_updated_at ?? '',
      'badge_templates[name]': (badge) => badge.badge_template.name,
    },
    render,
  });
}

function findBadge({ world, organization, id }: OrganizationCall): IssuedBadge {
  const badge = world.badges.find((each) => each.id === id && each.organizationId === organization.id);
  if (!badge) throw new Refusal(404, 'Badge not found');
  return badge;
}

function getBadge(call: OrganizationCall): Answer {
  return { status: 200, json: { data: render(findBadge(call)), metadata: {} } };
}

function answerCreated({ world, organization }: OrganizationCall, badge: IssuedBadge): Answer {
  const location = `${originOf(world.environment, 'api')}/v1/organizations/${organization.id}/badges/${badge.id}`;
  return { status: 201, headers: { Location: location }, json: { data: render(badge), metadata: {} } };
}

function issueBadge(call: OrganizationCall): Answer {
  const { world, organization, request } = call;
  const badge = prepareBadge(world, organization, readFields(request.body), world.badges);
  storeBadges(world, [badge]);
  return answerCreated(call, badge);
}

/** All or nothing: the first bad item refuses the whole batch and is named by its index. */
function issueBatch({ world, organization, request }: OrganizationCall): Answer {
  const { badges: items } = readFields(request.body);
  if (!Array.isArray(items) || items.length === 0) throw new Refusal(400, 'badges has to be a list of badges');
  const prepared: IssuedBadge[] = [];
  items.forEach((item: unknown, index) => {
    try {
      prepared.push(prepareBadge(world, organization, readFields(item), [...world.badges, ...prepared]));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(422, error.message, { data: { error_index: index } });
    }
  });
  storeBadges(world, prepared);
  return { status: 201, json: { data: prepared.map(render), metadata: {} } };
}

/** Issues a new badge in the place of an old one; whatever the request leaves out stays as it was. */
function replaceBadge(call: OrganizationCall): Answer {
  const { world, organization, request } = call;
  const old = findBadge(call);
  if (old.replacement_badge_id !== null) {
    throw new Refusal(422, 'Validation failed: This badge cannot be replaced because it has already been replaced.', {
      metadata: { current_badge_id: old.replacement_badge_id },
    });
  }
  const fields = {
    recipient_email: old.recipient_email,
    issued_to_first_name: old.issued_to_first_name,
    issued_to_middle_name: old.issued_to_middle_name,
    issued_to_last_name: old.issued_to_last_name,
    issuer_earner_id: old.issuer_earner_id,
    ...readFields(request.body),
  };
  const others = world.badges.filter(({ id }) => id !== old.id);
  const badge = prepareBadge(world, organization, fields, others);
  badge.replaces_badge_id = old.id;
  old.replacement_badge_id = badge.id;
  storeBadges(world, [badge]);
  return answerCreated(call, badge);
}

function revokeBadge(call: OrganizationCall): Answer {
  const badge = findBadge(call);
  const { reason } = readFields(call.request.body);
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw new Refusal(422, "Validation failed: Revocation reason can't be blank");
  }
  call.world.changeBadgeState(badge.id, 'revoked');
  badge.revocation_reason = reason;
  return { status: 200, json: { data: render(badge), metadata: {} } };
}

function deleteBadge(call: OrganizationCall): Answer {
  const badge = findBadge(call);
  call.world.badges.splice(call.world.badges.indexOf(badge), 1);
  return { status: 204 };
}

const list = '/organizations/:organization/badges';

export const badgeRoutes: Route[] = [
  { method: 'GET', path: list, scope: 'organization', right: 'read_enabled', handle: listBadges },
  { method: 'POST', path: list, scope: 'organization', right: 'write_enabled', handle: issueBadge },
  { method: 'POST', path: `${list}/batch`, scope: 'organization', right: 'write_enabled', handle: issueBatch },
  { method: 'GET', path: `${list}/:id`, scope: 'organization', right: 'read_enabled', handle: getBadge },
  { method: 'DELETE', path: `${list}/:id`, scope: 'organization', right: 'delete_enabled', handle: deleteBadge },
  { method: 'PUT', path: `${list}/:id/revoke`, scope: 'organization', right: 'write_enabled', handle: revokeBadge },
  { method: 'POST', path: `${list}/:id/replace`, scope: 'organization', right: 'write_enabled', handle: replaceBadge },
];
