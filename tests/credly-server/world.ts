import { addressOf, buildOrganization, buildTemplate, buildToken, buildUser, timestamp } from './builders.ts';
import type { Environment } from './hosts.ts';
import type { BadgeState, BadgeTemplate, IssuedBadge, Organization, Token, User } from './records.ts';
import { completeSeed, type WorldSeed } from './seed.ts';

/** Everything one environment of Credly remembers. Tests may read and change any of it at any time. */
export class World {
  readonly environment: Environment;
  organizations: Organization[];
  tokens: Token[];
  templates: BadgeTemplate[];
  badges: IssuedBadge[];
  /** Lower-cased address to Credly account. Several addresses may lead to the same account. */
  knownEarners: Map<string, User>;

  constructor(environment: Environment, seed: Partial<WorldSeed> = {}) {
    const { organizations, tokens, templates, badges, knownEarners } = completeSeed(environment, seed);
    this.environment = environment;
    this.organizations = organizations;
    this.tokens = tokens;
    this.templates = templates;
    this.badges = badges;
    this.knownEarners = new Map(knownEarners.map((user) => [user.email.toLowerCase(), user]));
  }

  addOrganization(partial: Partial<Organization> = {}): Organization {
    const organization = buildOrganization(partial, this.environment);
    this.organizations.push(organization);
    return organization;
  }

  /** Adds a token to the organization in `organizationId`, else to the first one. */
  addToken(partial: Partial<Token> = {}): Token {
    const token = buildToken(this.organization(partial.organizationId), partial);
    this.tokens.push(token);
    return token;
  }

  /** Adds a template to the organization in `organizationId`, else to the first one. */
  addTemplate(partial: Partial<BadgeTemplate> = {}): BadgeTemplate {
    const template = buildTemplate(this.organization(partial.organizationId), partial, this.environment);
    this.templates.push(template);
    return template;
  }

  /** Adds `count` templates named "<prefix> 001", "<prefix> 002" and so on. */
  addTemplates(count: number, namePrefix = 'Badge'): BadgeTemplate[] {
    return Array.from({ length: count }, (_, index) =>
      this.addTemplate({ name: `${namePrefix} ${String(index + 1).padStart(3, '0')}` }),
    );
  }

  /** Gives an address (and any further addresses of the same person) a Credly account. */
  addKnownEarner(partial: Partial<User> & Pick<User, 'email'>, ...otherAddresses: string[]): User {
    const user = buildUser(partial, this.environment);
    for (const address of [user.email, ...otherAddresses]) this.knownEarners.set(address.toLowerCase(), user);
    return user;
  }

  /** Moves a badge to another state as Credly would: stamps the time and swaps the badge's public address. */
  changeBadgeState(badgeId: string, state: BadgeState): IssuedBadge {
    const badge = this.badges.find(({ id }) => id === badgeId);
    if (!badge) throw new Error(`No badge ${badgeId} in ${this.environment}`);
    badge.state = state;
    badge.state_updated_at = timestamp();
    badge.updated_at = badge.state_updated_at;
    delete badge.accept_badge_url;
    delete badge.badge_url;
    Object.assign(badge, addressOf(badge.id, state, this.environment));
    return badge;
  }

  /** What the earner does on Credly's accept page; gives them an account if they had none. */
  acceptBadge(badgeId: string): IssuedBadge {
    const badge = this.changeBadgeState(badgeId, 'accepted');
    badge.user =
      this.knownEarners.get(badge.recipient_email.toLowerCase()) ??
      this.addKnownEarner({
        email: badge.recipient_email,
        first_name: badge.issued_to_first_name,
        last_name: badge.issued_to_last_name,
      });
    return badge;
  }

  private organization(id: string | undefined): Organization {
    const organization = id === undefined ? this.organizations[0] : this.organizations.find((each) => each.id === id);
    if (!organization) throw new Error(`No such organization in ${this.environment}`);
    return organization;
  }
}
