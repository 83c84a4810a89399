import { randomUUID } from 'node:crypto';
import { Refusal } from './answers.ts';
import { buildBadge, timestamp } from './builders.ts';
import type { BadgeTemplate, Evidence, IssuedBadge, Organization } from './records.ts';
import type { World } from './world.ts';

/** The body of an issue request, not yet checked. */
export type Fields = Record<string, unknown>;

/** Checks that a body is a JSON object; anything else is refused with 400. */
export function readFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(400, 'The request body has to be a JSON object');
  }
  return body as Fields;
}

function invalid(problems: readonly string[]): Refusal {
  return new Refusal(422, `Validation failed: ${problems.join(', ')}`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

const emailPattern = /^[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+$/;
const momentPattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)? ?(Z|[+-]\d\d:?\d\d)$/;

/** Reads the formats clients really send (`2026-08-22 10:00:00 +0000`, ISO 8601); `undefined` for anything else. */
function readMoment(value: unknown): string | undefined {
  const [, date, time, , zone] = momentPattern.exec(textOf(value)) ?? [];
  if (!date || !time || !zone) return undefined;
  const moment = new Date(`${date}T${time}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(moment.getTime()) ? undefined : timestamp(moment);
}

/** The active template of the request; Credly's only sign of a production id sent to the sandbox is this 422. */
export function findActiveTemplate(world: World, organization: Organization, id: unknown): BadgeTemplate {
  const template = world.templates.find((each) => each.id === id && each.organizationId === organization.id);
  if (!template) throw new Refusal(422, `Invalid or missing Badge Template ID: ${textOf(id)}`);
  if (template.state !== 'active') throw invalid([`Badge template is ${template.state} and cannot be issued`]);
  return template;
}

/** `false` means never, `null` or nothing means the template's default, else the given moment. */
function readExpiry(value: unknown, template: BadgeTemplate): string | null {
  if (value === false) return null;
  if (value === null || value === undefined) return template.default_expires_at;
  const moment = readMoment(value);
  if (!moment) throw invalid(['Expires at is invalid']);
  return moment;
}

function readEvidence(value: unknown): Evidence[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(['Evidence is invalid']);
  return value.map((entry: unknown): Evidence => {
    const { type, name, title, description, value: url } = readFields(entry);
    const id = randomUUID();
    if (type === 'UrlEvidence' && textOf(name) && URL.canParse(textOf(url))) {
      return { id, type, name: textOf(name), description: textOf(description) || null, value: textOf(url) };
    }
    if (type === 'IdEvidence' && textOf(title)) return { id, type, name: textOf(title) };
    throw invalid(['Evidence is invalid']);
  });
}

/** Checks and reads what names and dates a badge; the required fields are reported all together. */
export function readBadgeFields(fields: Fields, template: BadgeTemplate): Partial<IssuedBadge> {
  const required = {
    'Recipient email': fields.recipient_email,
    'Issued to first name': fields.issued_to_first_name,
    'Issued to last name': fields.issued_to_last_name,
    'Issued at': fields.issued_at,
  };
  const problems = Object.entries(required)
    .filter(([, value]) => textOf(value) === '')
    .map(([label]) => `${label} can't be blank`);
  const email = textOf(fields.recipient_email);
  if (email && !emailPattern.test(email)) problems.push('Recipient email is invalid');
  const issuedAt = readMoment(fields.issued_at);
  if (textOf(fields.issued_at) && !issuedAt) problems.push('Issued at is invalid');
  if (problems.length > 0 || !issuedAt) throw invalid(problems);
  return {
    recipient_email: email,
    issued_to_first_name: textOf(fields.issued_to_first_name),
    issued_to_middle_name: textOf(fields.issued_to_middle_name) || null,
    issued_to_last_name: textOf(fields.issued_to_last_name),
    issuer_earner_id: textOf(fields.issuer_earner_id) || null,
    locale: textOf(fields.locale) || 'en',
    suppress_badge_notification_email: fields.suppress_badge_notification_email === true,
    issued_at: issuedAt,
    expires_at: readExpiry(fields.expires_at, template),
    country: textOf(fields.country_name) || null,
    state_or_province: textOf(fields.state_or_province) || null,
    evidence: readEvidence(fields.evidence),
  };
}

/**
 * The duplicate rule: same template and the same address, Credly account or issuer's earner id.
 * Revoked, rejected and replaced badges do not stand in the way (Credly does not say; the lenient reading).
 */
export function isDuplicate(badge: IssuedBadge, others: readonly IssuedBadge[]): boolean {
  const email = badge.recipient_email.toLowerCase();
  return others.some(
    (other) =>
      other.badge_template.id === badge.badge_template.id &&
      (other.state === 'pending' || other.state === 'accepted') &&
      other.replacement_badge_id === null &&
      (other.recipient_email.toLowerCase() === email ||
        (badge.user.id !== undefined && other.user.id === badge.user.id) ||
        (badge.issuer_earner_id !== null && other.issuer_earner_id === badge.issuer_earner_id)),
  );
}

/** Makes the badge an issue request asks for, without storing it, or refuses with 422. */
export function prepareBadge(
  world: World,
  organization: Organization,
  fields: Fields,
  existing: readonly IssuedBadge[],
): IssuedBadge {
  const template = findActiveTemplate(world, organization, fields.badge_template_id);
  const badge = buildBadge(organization, template, readBadgeFields(fields, template), world.environment);
  badge.user = world.knownEarners.get(badge.recipient_email.toLowerCase()) ?? {};
  const own = existing.filter(({ organizationId }) => organizationId === organization.id);
  if (!template.allow_duplicate_badges && isDuplicate(badge, own)) {
    throw new Refusal(422, 'User already has this badge');
  }
  return badge;
}

/** Stores badges and counts them on their templates. */
export function storeBadges(world: World, badges: readonly IssuedBadge[]): void {
  for (const badge of badges) {
    const template = world.templates.find(({ id }) => id === badge.badge_template.id);
    if (template) {
      template.badges_count += 1;
      template.get_issue_count += 1;
      badge.badge_template.badges_count = template.badges_count;
      badge.badge_template.get_issue_count = template.get_issue_count;
    }
    world.badges.push(badge);
  }
}
