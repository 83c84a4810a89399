import type { RuleBadge } from '../awards/rule.ts';
import type { BadgeTemplate, CredlyClient, CredlyResult } from '../credly/index.ts';

/** What Credly says now of a badge template that a rule names. */
export type BadgeFact = { state: 'active'; badge: RuleBadge } | { state: 'archived' | 'gone' };
export type BadgeFacts = ReadonlyMap<string, BadgeFact>;

/** So few are asked for one by one; for more the whole list, 50 a page, is fewer requests. */
const oneByOne = 10;
/** What the list of active ones lacks is archived or gone: a file may name more of those than anybody should ask for. */
const maxAskedBehindList = 50;
/** 10,000 templates: more is taken for a fault of paging. */
const maxPages = 200;

/** All active templates of an organization, by name. Asks one page after the other. */
export async function activeTemplates(
  client: CredlyClient,
  organizationId: string,
): Promise<CredlyResult<BadgeTemplate[]>> {
  const all = new Map<string, BadgeTemplate>();
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await client.listActiveTemplates(organizationId, page);
    if (!answer.ok) return answer;
    for (const template of answer.value.items) all.set(template.id, template);
    if (page >= answer.value.totalPages) break;
  }
  return { ok: true, value: [...all.values()] };
}

/** Looks up templates; a failure of Credly's as a whole, or of the line, is the answer. */
export async function lookUpBadges(
  client: CredlyClient,
  organizationId: string,
  templateIds: Iterable<string>,
): Promise<CredlyResult<BadgeFacts>> {
  const wanted = [...new Set(templateIds)];
  const facts = new Map<string, BadgeFact>();
  if (wanted.length > oneByOne) {
    const active = await activeTemplates(client, organizationId);
    if (!active.ok) return active;
    for (const template of active.value) facts.set(template.id, factOf(template));
  }
  let asked = 0;
  for (const id of wanted) {
    if (facts.has(id)) continue;
    if (wanted.length > oneByOne && asked >= maxAskedBehindList) {
      facts.set(id, { state: 'gone' });
      continue;
    }
    asked += 1;
    const answer = await client.getTemplate(organizationId, id);
    if (answer.ok) facts.set(id, answer.value.id === id ? factOf(answer.value) : { state: 'gone' });
    else if (answer.failure.kind === 'not-found') facts.set(id, { state: 'gone' });
    else return answer;
  }
  return { ok: true, value: facts };
}

export function ruleBadgeOf({ id, name, imageUrl, allowsDuplicates }: BadgeTemplate): RuleBadge {
  return { templateId: id, name, imageUrl, allowsDuplicates };
}

function factOf(template: BadgeTemplate): BadgeFact {
  return template.state === 'active' ? { state: 'active', badge: ruleBadgeOf(template) } : { state: 'archived' };
}
