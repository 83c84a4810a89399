/**
 * The records Credly's API answers with. Property names are the wire's own.
 * `organizationId` and `canSeeTokens` are the stand-in's bookkeeping and never leave the server.
 */

/** A picture; `url` is what browsers load, from the image host of the environment. */
export interface Picture {
  id: string;
  url: string;
}

export interface Organization {
  id: string;
  name: string;
  website_url: string | null;
  webhook_url: string | null;
  contact_email: string | null;
  legal_contact_email: string | null;
  technical_contact_email: string | null;
  zip_or_postal_code: string | null;
  organization_type: string | null;
  bio: string | null;
  twitter_url: string | null;
  vanity_slug: string;
  facebook_url: string | null;
  linked_in_url: string | null;
  linked_in_org_id: string | null;
  city: string | null;
  address: string | null;
  primary_hex_color: string | null;
  support_email: string | null;
  support_url: string | null;
  allow_saml_debug: boolean;
  allowed_webhooks: string[];
  enable_blockchain: boolean;
  print_method: string | null;
  pdf_id: string | null;
  internationalize_badge_templates: boolean;
  integrated_with_faethm: boolean;
  hide_subscription: boolean;
  workforce_enabled: boolean;
  linkedin_a2p_url: string | null;
  location: string | null;
  country: string | null;
  state_or_province: string | null;
  created_at: string;
  updated_at: string;
  vanity_url: string;
  verified_at: string | null;
  verified: boolean;
  require_template_detail_attributes: boolean;
  photo: Picture | null;
  photo_url: string | null;
  has_employees: boolean;
}

/** An organization as it is quoted inside templates, badges and tokens. */
export interface OrganizationSummary {
  type: 'Organization';
  id: string;
  name: string;
  url: string;
  vanity_url: string;
  verified: boolean;
}

export interface Token {
  id: string;
  /** The secret: user name of Basic authentication, with a blank password. */
  token: string;
  description: string;
  created_at: string;
  /** Refused with 401 from this moment on. Credly's tokens live 180 days. */
  expires_at: string;
  read_enabled: boolean;
  write_enabled: boolean;
  delete_enabled: boolean;
  /** The one organization this token opens. */
  organizationId: string;
  /** `false`: listing authorization tokens is refused with 403. Default `true`. */
  canSeeTokens?: boolean;
}

export type TemplateState = 'active' | 'archived' | 'draft';

export interface BadgeTemplate {
  id: string;
  name: string;
  description: string;
  /** Only `active` templates can be issued. */
  state: TemplateState;
  /** `null` for templates without a picture yet. */
  image: Picture | null;
  image_url: string | null;
  url: string;
  /** `true` switches the duplicate rule off: nothing then stops a second badge for the same person. */
  allow_duplicate_badges: boolean;
  public: boolean;
  visibility: 'public' | 'private';
  vanity_slug: string;
  skills: string[];
  level: 'Foundational' | 'Intermediate' | 'Advanced' | null;
  type_category: 'Experience' | 'Learning' | 'Validation' | 'Certification' | null;
  time_to_earn: 'Hours' | 'Days' | 'Weeks' | 'Months' | 'Years' | null;
  cost: 'Free' | 'Paid' | null;
  recipient_type: 'User' | 'Organization';
  /** Expiry of badges issued with `expires_at: null`; `null` means they never expire. */
  default_expires_at: string | null;
  default_expires_at_date: string | null;
  default_expires_at_type: string | null;
  send_expiring_badge_notifications: boolean;
  certification: boolean;
  lock_badge_state: boolean;
  printing_disabled: boolean;
  record_to_blockchain: boolean | null;
  show_badge_lmi: boolean;
  show_lmi_jobs: boolean;
  show_skill_tag_links: boolean;
  show_template_settings: boolean;
  enable_detail_attribute_visibility: boolean;
  allow_delete: boolean;
  allow_archive: boolean;
  variants_allowed: boolean;
  translatable: boolean;
  global_activity_url: string | null;
  criteria_url: string | null;
  criteria_url_name: string | null;
  earn_this_badge_url: string | null;
  enable_earn_this_badge: boolean;
  badges_count: number;
  get_issue_count: number;
  created_at: string;
  updated_at: string;
  state_updated_at: string | null;
  template_type: string | null;
  variant_type: string | null;
  linkedin_share_default_message: string | null;
  /** May differ from the issuing organization (an authorised issuer of someone else's template). */
  owner: OrganizationSummary & { enable_blockchain: boolean; vanity_slug: string; viewable: boolean };
  alignments: { id: string; name: string; url: string; description: string }[];
  recommendations: { id: string; title: string; type: string; activity_url: string }[];
  required_badge_templates: unknown[];
  badge_template_activities: {
    id: string;
    title: string;
    activity_type: string;
    activity_url: string | null;
    required_badge_template_id: string | null;
  }[];
  reporting_tags: string[];
  /** Only in the answer for a single template. */
  recommending_templates: unknown[];
  /** Only in the answer for a single template. */
  criterion_for: unknown[];
  /** The organization that lists and issues this template. */
  organizationId: string;
}

/** A person with a Credly account. */
export interface User {
  id: string;
  email: string;
  first_name: string;
  middle_name: string | null;
  last_name: string;
  current_position_name: string | null;
  current_organization_name: string | null;
  confirmed: boolean;
  photo: Picture | null;
  photo_url: string | null;
  url: string;
}

export interface Evidence {
  id: string;
  type: string;
  name: string;
  description?: string | null;
  value?: string;
}

export type BadgeState = 'pending' | 'accepted' | 'rejected' | 'revoked';

/** The organization as the one that created or issued a badge. */
export type BadgeIssuer = OrganizationSummary & { share_to_ziprecruiter: boolean };

export interface IssuedBadge {
  id: string;
  state: BadgeState;
  issued_to: string;
  issued_to_first_name: string;
  issued_to_middle_name: string | null;
  issued_to_last_name: string;
  recipient_email: string;
  /** The issuer's own id of the person; part of the duplicate rule. */
  issuer_earner_id: string | null;
  locale: string;
  public: boolean;
  suppress_badge_notification_email: boolean;
  issued_at: string;
  issued_at_date: string;
  expires_at: string | null;
  expires_at_date: string | null;
  created_at: string;
  updated_at: string;
  state_updated_at: string | null;
  country: string | null;
  country_code: string | null;
  state_or_province: string | null;
  replacement_badge_id: string | null;
  replaces_badge_id: string | null;
  revocation_reason: string | null;
  printing_enabled: boolean;
  print_method: string | null;
  image: Picture | null;
  image_url: string | null;
  alignments: { name: string; description: string }[];
  evidence: Evidence[];
  /** Present while the badge is pending. */
  accept_badge_url?: string;
  /** Present once the badge is accepted. */
  badge_url?: string;
  badge_template: Omit<BadgeTemplate, 'organizationId' | 'reporting_tags' | 'recommending_templates' | 'criterion_for'>;
  /** `{}` while the address has no Credly account. */
  user: User | Record<string, never>;
  created_by: BadgeIssuer;
  issuer: { summary: string; entities: { label: string; primary: boolean; entity: BadgeIssuer }[] };
  /** The issuing organization. */
  organizationId: string;
}
