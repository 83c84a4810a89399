import { noteSuccess } from '../../connection/connection.ts';
import type { Award } from '../award.ts';
import { amendAward } from '../ledger.ts';
import { putOffAfter } from './put-off.ts';
import { type OutboxRun, pauseIfUnreadable } from './run.ts';

/** What Credly says of a badge template at this moment. */

/** Many awards of one template come back together after a refused batch: they share an answer this young. */
const freshMs = 60_000;

/**
 * Whether the award's template allows several badges per person now, whatever it did when the rule was saved. What is learnt
 * is kept with the award.
 * @returns null where Credly does not say it: the award was put off
 */
export async function allowsDuplicatesNow(
  run: OutboxRun,
  award: Award,
  state: 'waiting' | 'unconfirmed',
): Promise<boolean | null> {
  const { badge, organizationId, environment } = award;
  if (!badge) return false;
  const key = `${environment}:${organizationId}:${badge.templateId}`;
  const known = run.templates.get(key);
  const age = known ? Math.abs(run.deps.now() - known.at) : freshMs;
  let allows = known && age < freshMs ? known.allowsDuplicates : null;
  if (allows === null) {
    const asked = await run.ask(award, ({ client }, signal) =>
      client.getTemplate(organizationId, badge.templateId, signal),
    );
    if (!asked) return null;
    const { answer, connection } = asked;
    if (answer.ok) allows = answer.value.allowsDuplicates;
    // The template is gone: Credly itself refuses whatever is sent for it, and says so.
    else if (answer.failure.kind === 'not-found' && (await pauseIfUnreadable(run, award)) === null) allows = false;
    else {
      await putOffAfter(run, award, state, answer.failure, connection);
      return null;
    }
    await noteSuccess(run.deps.now());
    run.templates.set(key, { allowsDuplicates: allows, at: run.deps.now() });
  }
  if (allows !== badge.allowsDuplicates)
    await amendAward(award.id, state, run.deps.now(), { badge: { ...badge, allowsDuplicates: allows } });
  return allows;
}
