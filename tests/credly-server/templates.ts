import { type Answer, Refusal } from './answers.ts';
import { anyOf, contains, containsOrIs, dateRange, flag } from './filter.ts';
import { answerList, type ListRules } from './paging.ts';
import type { BadgeTemplate } from './records.ts';
import type { OrganizationCall, Route } from './router.ts';

const listRules: ListRules<BadgeTemplate> = {
  criteria: {
    query: contains(({ name, description }) => [name, description]),
    name: containsOrIs(({ name }) => name),
    state: anyOf(({ state }) => state),
    public: flag((template) => template.public),
    skills: anyOf(({ skills }) => skills),
    reporting_tags: anyOf((template) => template.reporting_tags),
    recommendation_ids: anyOf(({ recommendations }) => recommendations.map(({ id }) => id)),
    owner_id: anyOf(({ owner }) => owner.id),
    // The stand-in keeps no collections, so no template is in one.
    collection_id: () => false,
    ...dateRange<BadgeTemplate>('created_at', (template) => template.created_at),
    ...dateRange<BadgeTemplate>('updated_at', (template) => template.updated_at),
  },
  sortKeys: {
    name: ({ name }) => name,
    badges_count: (template) => template.badges_count,
    created_at: (template) => template.created_at,
    updated_at: (template) => template.updated_at,
  },
  render: ({ organizationId: _bookkeeping, recommending_templates: _r, criterion_for: _c, ...listed }) => listed,
};

function listTemplates(call: OrganizationCall): Answer {
  const own = call.world.templates.filter(({ organizationId }) => organizationId === call.organization.id);
  return answerList(call, own, listRules);
}

function getTemplate({ world, organization, id }: OrganizationCall): Answer {
  const template = world.templates.find((each) => each.id === id && each.organizationId === organization.id);
  if (!template) throw new Refusal(404, 'Badge template not found');
  const { organizationId: _bookkeeping, ...shown } = template;
  return { status: 200, json: { data: shown, metadata: {} } };
}

export const templateRoutes: Route[] = [
  {
    method: 'GET',
    path: '/organizations/:organization/badge_templates',
    scope: 'organization',
    right: 'read_enabled',
    handle: listTemplates,
  },
  {
    method: 'GET',
    path: '/organizations/:organization/badge_templates/:id',
    scope: 'organization',
    right: 'read_enabled',
    handle: getTemplate,
  },
];
