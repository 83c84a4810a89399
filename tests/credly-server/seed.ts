import { buildOrganization, buildTemplate, buildToken } from './builders.ts';
import type { Environment } from './hosts.ts';
import type { BadgeTemplate, IssuedBadge, Organization, Token, User } from './records.ts';

/** What a world starts with. A part that is left out gets the default; the default parts follow given organizations. */
export interface WorldSeed {
  organizations: Organization[];
  tokens: Token[];
  templates: BadgeTemplate[];
  badges: IssuedBadge[];
  /** People with a Credly account. */
  knownEarners: User[];
}

const productionTemplates: Partial<BadgeTemplate>[] = [
  {
    name: 'Data Literacy Foundations',
    description: 'Reads charts and tables with care, asks where numbers come from, and explains what they do not say.',
    skills: ['Data Literacy', 'Chart Reading', 'Critical Thinking', 'Descriptive Statistics'],
    level: 'Foundational',
    type_category: 'Learning',
    time_to_earn: 'Hours',
    cost: 'Free',
    reporting_tags: ['data'],
    created_at: '2025-01-14T09:00:00.000Z',
    updated_at: '2025-09-02T13:05:00.000Z',
  },
  {
    name: 'Safe Food Handling',
    description: 'Keeps a kitchen safe: temperatures, cross-contamination, allergens, cleaning and record keeping.',
    skills: ['Food Safety', 'Allergen Awareness', 'Hygiene'],
    level: 'Foundational',
    type_category: 'Certification',
    time_to_earn: 'Days',
    cost: 'Paid',
    certification: true,
    reporting_tags: ['compliance', 'kitchen'],
    created_at: '2025-02-03T09:00:00.000Z',
    updated_at: '2025-08-19T08:41:00.000Z',
  },
  {
    name: 'Project Leadership',
    description:
      'Plans with a team, names risks early, and brings work to an end that its users recognise as finished.',
    skills: ['Project Management', 'Risk Management', 'Facilitation', 'Stakeholder Management'],
    level: 'Advanced',
    type_category: 'Experience',
    time_to_earn: 'Months',
    cost: 'Paid',
    reporting_tags: ['leadership'],
    created_at: '2025-02-24T09:00:00.000Z',
    updated_at: '2025-10-06T16:30:00.000Z',
  },
  {
    name: 'Customer Care Essentials',
    description: 'Listens first, settles complaints fairly and writes answers that people understand.',
    skills: ['Customer Service', 'Active Listening', 'Conflict Resolution'],
    level: 'Intermediate',
    type_category: 'Learning',
    time_to_earn: 'Days',
    cost: 'Free',
    reporting_tags: ['service'],
    created_at: '2025-03-17T09:00:00.000Z',
    updated_at: '2025-07-11T10:00:00.000Z',
  },
  {
    name: 'Information Security Awareness',
    description: 'Recognises phishing, keeps accounts safe and reports incidents at once.',
    skills: ['Information Security', 'Phishing Awareness', 'Data Protection'],
    level: 'Foundational',
    type_category: 'Validation',
    time_to_earn: 'Hours',
    cost: 'Free',
    reporting_tags: ['compliance'],
    created_at: '2025-04-08T09:00:00.000Z',
    updated_at: '2025-11-20T14:15:00.000Z',
  },
  {
    name: 'Workshop Participation',
    description: 'Took part in one of our hands-on workshops. Can be earned once for every workshop.',
    skills: ['Collaboration', 'Peer Learning', 'Reflection'],
    type_category: 'Experience',
    time_to_earn: 'Hours',
    allow_duplicate_badges: true,
    reporting_tags: ['events'],
    created_at: '2025-05-12T09:00:00.000Z',
    updated_at: '2025-05-12T09:00:00.000Z',
  },
  {
    name: 'Peer Mentoring',
    description: 'Supports a colleague over several weeks and reflects on what both have learned.',
    skills: ['Mentoring', 'Feedback', 'Empathy'],
    level: 'Intermediate',
    image: null,
    created_at: '2025-06-23T09:00:00.000Z',
    updated_at: '2025-06-23T09:00:00.000Z',
  },
  {
    name: 'Spreadsheet Basics',
    description: 'Replaced by Data Literacy Foundations.',
    skills: ['Spreadsheets', 'Formulas', 'Data Entry'],
    state: 'archived',
    created_at: '2023-03-01T09:00:00.000Z',
    updated_at: '2025-01-14T09:30:00.000Z',
    state_updated_at: '2025-01-14T09:30:00.000Z',
  },
  {
    name: 'Inclusive Facilitation',
    description: 'Draft: runs meetings in which everyone is heard.',
    skills: ['Facilitation', 'Inclusion', 'Communication'],
    state: 'draft',
    image: null,
    created_at: '2025-11-03T09:00:00.000Z',
    updated_at: '2025-11-24T11:45:00.000Z',
  },
];

const sandboxTemplates: Partial<BadgeTemplate>[] = [
  {
    name: 'Data Literacy Foundations',
    description: 'Trial copy for testing an integration.',
    skills: ['Data Literacy', 'Chart Reading', 'Critical Thinking'],
    level: 'Foundational',
  },
  {
    name: 'Safe Food Handling',
    description: 'Trial copy for testing an integration.',
    skills: ['Food Safety', 'Allergen Awareness', 'Hygiene'],
    level: 'Foundational',
  },
  {
    name: 'Test Badge',
    description: 'Can be issued to the same person again and again.',
    skills: ['Testing', 'Patience', 'Curiosity'],
    allow_duplicate_badges: true,
  },
];

const defaults = {
  production: { organization: { name: 'Northwind Academy' }, templates: productionTemplates },
  sandbox: { organization: { name: 'Northwind Academy (sandbox)' }, templates: sandboxTemplates },
};

/** Completes a partial seed with the defaults of the environment. */
export function completeSeed(environment: Environment, seed: Partial<WorldSeed> = {}): WorldSeed {
  const organizations = seed.organizations ?? [buildOrganization(defaults[environment].organization, environment)];
  const [first] = organizations;
  return {
    organizations,
    tokens: seed.tokens ?? (first ? [buildToken(first)] : []),
    templates:
      seed.templates ??
      (first ? defaults[environment].templates.map((template) => buildTemplate(first, template, environment)) : []),
    badges: seed.badges ?? [],
    knownEarners: seed.knownEarners ?? [],
  };
}
