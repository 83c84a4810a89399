import { z } from 'zod';
import { badgesOf } from '../awards/rule.ts';
import { allRules } from '../awards/rules-store.ts';
import type { Connection } from '../connection/connection.ts';
import { keepAsBack } from '../connection/template-list.ts';
import type { CredlyClient, CredlyResult } from '../credly/index.ts';
import { storedItem } from '../settings/stored-item.ts';
import { lookUpBadges } from './badge-directory.ts';

const checkSchema = z.object({
  organizationId: z.string(),
  environment: z.string(),
  at: z.number(),
  checked: z.array(z.string()),
  unusable: z.array(z.object({ templateId: z.string(), state: z.enum(['archived', 'gone']) })),
});
const item = storedItem('badge-check', checkSchema.nullable(), null, 'session');

export type BadgeCheck = Pick<z.output<typeof checkSchema>, 'at' | 'unusable'>;

/** So long an answer of Credly's is good enough for a list that is only looked at. */
const goodForMs = 600_000;

/** Which badges of the connection's rules cannot be issued any more. */
export async function checkBadges(
  { client, connection }: { client: CredlyClient; connection: Connection },
  now: number,
  fresh: boolean,
): Promise<CredlyResult<BadgeCheck>> {
  const { organizationId, environment } = connection;
  const own = (await allRules()).filter((it) => it.organizationId === organizationId && it.environment === environment);
  const ids = [...new Set(own.flatMap((rule) => badgesOf(rule).map((it) => it.templateId)))];
  const last = await item.get();
  const isOfConnection = last?.organizationId === organizationId && last.environment === environment;
  if (last && isOfConnection && !fresh && now - last.at < goodForMs && ids.every((id) => last.checked.includes(id)))
    return { ok: true, value: last };
  const answer = await lookUpBadges(client, organizationId, ids);
  if (!answer.ok) return answer;
  const unusable = ids.flatMap((templateId) => {
    const state = answer.value.get(templateId)?.state ?? 'gone';
    return state === 'active' ? [] : [{ templateId, state }];
  });
  await keepAsBack(
    connection,
    ids.filter((id) => answer.value.get(id)?.state === 'active'),
  );
  const check = { organizationId, environment, at: now, checked: ids, unusable };
  await item.set(check);
  return { ok: true, value: check };
}
