import { randomBytes, randomUUID } from 'node:crypto';
import { type Environment, originOf } from './hosts.ts';
import type {
  BadgeIssuer,
  BadgeTemplate,
  IssuedBadge,
  Organization,
  OrganizationSummary,
  Picture,
  Token,
  User,
} from './records.ts';

const dayMs = 24 * 60 * 60 * 1000;
const tokenLifeDays = 180;

/** A moment as Credly writes it: ISO 8601, UTC, whole seconds followed by `.000Z`. */
export function timestamp(date: Date = new Date()): string {
  return date.toISOString().replace(/\.\d{3}Z$/, '.000Z');
}

/** The part of a public address made from a name: "Safe Food Handling" gives `safe-food-handling`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function buildPicture(name: string, environment: Environment): Picture {
  const id = randomUUID();
  return {
    id,
    url: `${originOf(environment, 'images')}/images/${id}/${encodeURIComponent(slug(name) || 'image')}.png`,
  };
}

/** An organization as quoted inside other records. */
export function summarizeOrganization(organization: Organization, environment: Environment): OrganizationSummary {
  return {
    type: 'Organization',
    id: organization.id,
    name: organization.name,
    url: `${originOf(environment, 'api')}/v1/organizations/${organization.id}`,
    vanity_url: organization.vanity_url,
    verified: organization.verified,
  };
}

/** A whole organization; whatever follows from the name (slug, addresses, picture) follows an overridden name too. */
export function buildOrganization(
  overrides: Partial<Organization> = {},
  environment: Environment = 'production',
): Organization {
  const name = overrides.name ?? 'Northwind Academy';
  const vanitySlug = overrides.vanity_slug ?? slug(name);
  const photo = overrides.photo === undefined ? buildPicture(name, environment) : overrides.photo;
  return {
    id: randomUUID(),
    name,
    website_url: 'https://northwind-academy.example',
    webhook_url: null,
    contact_email: 'hello@northwind-academy.example',
    legal_contact_email: null,
    technical_contact_email: 'systems@northwind-academy.example',
    zip_or_postal_code: '97209',
    organization_type: 'Training Provider',
    bio: 'Short courses for people at work.',
    twitter_url: null,
    vanity_slug: vanitySlug,
    facebook_url: null,
    linked_in_url: null,
    linked_in_org_id: null,
    city: 'Portland',
    address: '12 Harbour Street',
    primary_hex_color: null,
    support_email: 'help@northwind-academy.example',
    support_url: 'https://northwind-academy.example/help',
    allow_saml_debug: false,
    allowed_webhooks: [],
    enable_blockchain: false,
    print_method: null,
    pdf_id: null,
    internationalize_badge_templates: false,
    integrated_with_faethm: false,
    hide_subscription: false,
    workforce_enabled: false,
    linkedin_a2p_url: null,
    location: '12 Harbour Street Portland Oregon 97209 United States',
    country: 'United States',
    state_or_province: 'Oregon',
    created_at: '2023-02-06T09:00:00.000Z',
    updated_at: '2025-11-17T15:20:00.000Z',
    vanity_url: `${originOf(environment, 'web')}/org/${vanitySlug}`,
    verified_at: '2023-02-20T10:12:00.000Z',
    verified: true,
    require_template_detail_attributes: false,
    photo_url: photo?.url ?? null,
    has_employees: false,
    ...overrides,
    photo,
  };
}

/** A token of the organization that reads and writes, but does not delete; valid for 180 days from its creation. */
export function buildToken(organization: Pick<Organization, 'id'>, overrides: Partial<Token> = {}): Token {
  const createdAt = overrides.created_at ?? timestamp();
  return {
    id: randomUUID(),
    token: randomBytes(18).toString('base64url'),
    description: 'Quiz integration',
    created_at: createdAt,
    expires_at: timestamp(new Date(Date.parse(createdAt) + tokenLifeDays * dayMs)),
    read_enabled: true,
    write_enabled: true,
    delete_enabled: false,
    organizationId: organization.id,
    ...overrides,
  };
}

/** An active, public template of the organization. Give `image: null` for one without a picture. */
export function buildTemplate(
  organization: Organization,
  overrides: Partial<BadgeTemplate> = {},
  environment: Environment = 'production',
): BadgeTemplate {
  const name = overrides.name ?? 'Data Literacy Foundations';
  const vanitySlug = overrides.vanity_slug ?? slug(name);
  const image = overrides.image === undefined ? buildPicture(name, environment) : overrides.image;
  const isPublic = overrides.public ?? true;
  return {
    id: randomUUID(),
    name,
    description: `Earners of this badge have shown what "${name}" asks for.`,
    state: 'active',
    image_url: image?.url ?? null,
    url: `${organization.vanity_url}/badge/${vanitySlug}`,
    allow_duplicate_badges: false,
    public: isPublic,
    visibility: isPublic ? 'public' : 'private',
    vanity_slug: vanitySlug,
    skills: ['Problem Solving', 'Critical Thinking', 'Communication'],
    level: null,
    type_category: null,
    time_to_earn: null,
    cost: null,
    recipient_type: 'User',
    default_expires_at: null,
    default_expires_at_date: null,
    default_expires_at_type: null,
    send_expiring_badge_notifications: false,
    certification: false,
    lock_badge_state: false,
    printing_disabled: false,
    record_to_blockchain: null,
    show_badge_lmi: false,
    show_lmi_jobs: false,
    show_skill_tag_links: true,
    show_template_settings: true,
    enable_detail_attribute_visibility: false,
    allow_delete: true,
    allow_archive: true,
    variants_allowed: false,
    translatable: false,
    global_activity_url: `https://northwind-academy.example/courses/${vanitySlug}`,
    criteria_url: null,
    criteria_url_name: null,
    earn_this_badge_url: null,
    enable_earn_this_badge: false,
    badges_count: 0,
    get_issue_count: 0,
    created_at: '2025-03-10T09:00:00.000Z',
    updated_at: '2025-03-10T09:00:00.000Z',
    state_updated_at: null,
    template_type: null,
    variant_type: null,
    linkedin_share_default_message: null,
    owner: {
      ...summarizeOrganization(organization, environment),
      enable_blockchain: organization.enable_blockchain,
      vanity_slug: organization.vanity_slug,
      viewable: true,
    },
    alignments: [],
    recommendations: [],
    required_badge_templates: [],
    badge_template_activities: [
      {
        id: randomUUID(),
        title: 'Pass the final quiz.',
        activity_type: 'Assessment',
        activity_url: null,
        required_badge_template_id: null,
      },
    ],
    reporting_tags: [],
    recommending_templates: [],
    criterion_for: [],
    organizationId: organization.id,
    ...overrides,
    image,
  };
}

/** A person with a Credly account; the address is theirs, anything else is invented when left out. */
export function buildUser(
  overrides: Partial<User> & Pick<User, 'email'>,
  environment: Environment = 'production',
): User {
  const id = overrides.id ?? randomUUID();
  return {
    id,
    first_name: 'Robin',
    middle_name: null,
    last_name: 'Example',
    current_position_name: null,
    current_organization_name: null,
    confirmed: true,
    photo: null,
    photo_url: null,
    url: `${originOf(environment, 'web')}/users/robin-example.${id.slice(0, 8)}`,
    ...overrides,
  };
}

function quoteTemplate(template: BadgeTemplate): IssuedBadge['badge_template'] {
  const {
    organizationId: _organizationId,
    reporting_tags: _tags,
    recommending_templates: _recommending,
    criterion_for: _criterion,
    ...quoted
  } = template;
  return quoted;
}

/** A badge of the template, pending at an address without a Credly account unless told otherwise. */
export function buildBadge(
  organization: Organization,
  template: BadgeTemplate,
  overrides: Partial<IssuedBadge> = {},
  environment: Environment = 'production',
): IssuedBadge {
  const id = overrides.id ?? randomUUID();
  const state = overrides.state ?? 'pending';
  const now = timestamp();
  const issuedAt = overrides.issued_at ?? now;
  const expiresAt = overrides.expires_at ?? null;
  const names = {
    issued_to_first_name: overrides.issued_to_first_name ?? 'Robin',
    issued_to_middle_name: overrides.issued_to_middle_name ?? null,
    issued_to_last_name: overrides.issued_to_last_name ?? 'Example',
  };
  const createdBy: BadgeIssuer = {
    ...summarizeOrganization(organization, environment),
    share_to_ziprecruiter: false,
  };
  return {
    id,
    state,
    issued_to: Object.values(names).filter(Boolean).join(' '),
    ...names,
    recipient_email: 'robin@example.com',
    issuer_earner_id: null,
    locale: 'en',
    public: true,
    suppress_badge_notification_email: false,
    issued_at: issuedAt,
    issued_at_date: issuedAt.slice(0, 10),
    expires_at: expiresAt,
    expires_at_date: expiresAt?.slice(0, 10) ?? null,
    created_at: now,
    updated_at: now,
    state_updated_at: null,
    country: null,
    country_code: null,
    state_or_province: null,
    replacement_badge_id: null,
    replaces_badge_id: null,
    revocation_reason: null,
    printing_enabled: false,
    print_method: null,
    image: template.image,
    image_url: template.image_url,
    alignments: template.alignments.map(({ name, description }) => ({ name, description })),
    evidence: [],
    ...addressOf(id, state, environment),
    badge_template: quoteTemplate(template),
    user: {},
    created_by: createdBy,
    issuer: {
      summary: `issued by ${organization.name}`,
      entities: [{ label: 'Issued by', primary: true, entity: createdBy }],
    },
    organizationId: organization.id,
    ...overrides,
  };
}

/** Which public address a badge carries depends on its state: one to accept it by, then its own page, else none. */
export function addressOf(
  id: string,
  state: IssuedBadge['state'],
  environment: Environment,
): Pick<IssuedBadge, 'accept_badge_url' | 'badge_url'> {
  const page = `${originOf(environment, 'web')}/badges/${id}`;
  if (state === 'pending') return { accept_badge_url: `${page}/accept` };
  return state === 'accepted' ? { badge_url: page } : {};
}
