import { type Attempt, changeAttempt, identityLifeMs, readAttempt } from '@/lib/awards/attempts.ts';
import type { Award } from '@/lib/awards/award.ts';
import { completeDetails } from '@/lib/awards/complete-details.ts';
import { earnerProblems, isEmail, tidyIdentity } from '@/lib/awards/earner.ts';
import { getAward } from '@/lib/awards/ledger-reads.ts';
import { never } from '@/lib/awards/outbox.ts';
import { noIdentity } from '@/lib/awards/result.ts';
import { belongsTo, readHealth } from '@/lib/connection/connection.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { inOrder, type LiveRule, liveRule } from './live-rule.ts';
import { attemptView } from './views.ts';
import type { Worker } from './worker.ts';

type AttemptMessages = 'attempt.state' | 'attempt.details';

/** What became of the attempt at hand, and the details that its participant adds. */
export function attemptHandlers(worker: Worker): Pick<Handlers, AttemptMessages> {
  return {
    async 'attempt.state'(_message, sender) {
      const live = await liveRule(sender);
      const decided = live && (await readAttempt(live.place))?.decided;
      if (!decided) return { kind: 'none' };
      if (decided.outcome === 'not-passing') return { kind: 'not-passing' };
      const award = decided.awardId ? await getAward(decided.awardId) : null;
      if (!award) return { kind: 'none' };
      return attemptView(award, {
        repeated: decided.repeated,
        name: Date.now() - decided.at < identityLifeMs ? decided.name : null,
        reading: decided.reading,
        missing: (await openAward(live, decided)) ? earnerProblems(award.earner ?? noIdentity) : [],
        isStalled: await isStalled(award),
      });
    },

    'attempt.details': inOrder(async ({ details }, sender) => {
      const live = await liveRule(sender);
      const attempt = live && (await readAttempt(live.place));
      const award = live && (await openAward(live, attempt?.decided ?? null));
      if (!award) return { taken: false, problems: [] };
      const known = award.earner ?? noIdentity;
      const typed = tidyIdentity(details);
      const earner = {
        firstName: known.firstName ?? typed.firstName,
        lastName: known.lastName ?? typed.lastName,
        // An address that is known stays: in a page anybody could have it replaced by their own.
        email: known.email && isEmail(known.email) ? known.email : typed.email,
      };
      const now = Date.now();
      const problems = await completeDetails(award.id, earner, now, 'participant');
      if (problems.length > 0) return { taken: false, problems };
      await changeAttempt(live.place, now, (it) => ({
        ...it,
        decided: it.decided && { ...it.decided, name: it.decided.name ?? typed.firstName },
      }));
      await worker.changed();
      void worker.outbox.drain();
      return { taken: true, problems: [] };
    }),
  };
}

/** A refused token, a queue held after a reconnect, or a request of which nobody knows what came of it. */
async function isStalled({ state, dueAt }: Award): Promise<boolean> {
  if (state === 'unconfirmed') return dueAt === never;
  if (state !== 'waiting') return false;
  const { paused, queueHeld } = await readHealth();
  return paused !== null || queueHeld;
}

/**
 * The award of this very attempt, if it waits for details that its participant may add. Which one it is, the worker's own
 * record says; an award that was there before belongs to somebody whom this page only claims to be.
 */
async function openAward({ rule }: LiveRule, decided: Attempt['decided']) {
  if (!decided?.awardId || decided.repeated) return null;
  const award = await getAward(decided.awardId);
  return award?.state === 'needs-details' && belongsTo(award, rule) ? award : null;
}
