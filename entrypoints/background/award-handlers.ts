import { type AwardAction, act } from '@/lib/awards/admin-actions.ts';
import { correctEmail, finishCorrection, refreshAward, revokeAward } from '@/lib/awards/after-issuing.ts';
import { forgetNames } from '@/lib/awards/attempts.ts';
import type { Award } from '@/lib/awards/award.ts';
import { saveAwardSettings } from '@/lib/awards/award-settings.ts';
import { completeDetails } from '@/lib/awards/complete-details.ts';
import { amendAward } from '@/lib/awards/ledger.ts';
import { awardsPage, awardsTouchedSince, awardsWithReason, countByState, getAward } from '@/lib/awards/ledger-reads.ts';
import { refreshStates } from '@/lib/awards/refresh-states.ts';
import { eraseExpired, eraseParticipant } from '@/lib/awards/retention.ts';
import { awardStates } from '@/lib/awards/states.ts';
import { belongsTo, type Connection, changeHealth, readConnection, readHealth } from '@/lib/connection/connection.ts';
import type { ReplyOf } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { awardRow, receiptView } from './views.ts';
import type { Worker } from './worker.ts';

type AwardMessages =
  | 'queue.release'
  | 'awards.save-settings'
  | 'awards.receipt'
  | 'participant.erase'
  | 'awards.page'
  | 'awards.touched'
  | 'awards.refresh'
  | 'awards.refresh-all'
  | 'awards.revoke'
  | 'awards.correct-email'
  | 'awards.act'
  | 'awards.set-details';

/** So many rows are sent to the page at once; it asks for the next ones by itself. */
const pageSize = 500;
/** More awards than these are not looked at again at once. */
const maxReconsidered = 1000;

/** The ledger as an admin sees it, and what an admin does with it. */
export function awardHandlers(worker: Worker): Pick<Handlers, AwardMessages> {
  /** What was made to correct an address goes out only after the badge for the wrong one is gone. */
  async function actOn(award: Award, action: AwardAction) {
    const mayGo = action !== 'approve' || (await finishCorrection(worker.outbox, award, Date.now()));
    return mayGo ? act(award, action, Date.now()) : 'not-revoked';
  }

  return {
    async 'queue.release'() {
      await changeHealth({ queueHeld: false });
      await worker.changed();
      void worker.outbox.drain();
      return null;
    },

    async 'awards.save-settings'(settings) {
      await saveAwardSettings(settings);
      // A cap may have been raised: what waited for the old one is looked at again.
      await reconsider('cap-reached');
      await eraseExpired(Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return null;
    },

    async 'awards.receipt'({ id }) {
      const [award, connection, health] = await Promise.all([getAward(id), readConnection(), readHealth()]);
      return award && receiptView(award, connection, health);
    },

    async 'participant.erase'({ email }) {
      const reply = await eraseParticipant(email, Date.now());
      // Whose an attempt is cannot be told from the address: every greeting goes.
      await forgetNames(Date.now() + 1);
      await worker.changed();
      return reply;
    },

    async 'awards.page'({ before }) {
      const at = Date.now();
      const [awards, connection, total] = await Promise.all([
        awardsPage(before, pageSize),
        readConnection(),
        countByState(awardStates),
      ]);
      const last = awards.length === pageSize ? awards.at(-1) : undefined;
      return {
        awards: awards.map((award) => awardRow(award, connection)),
        next: last ? { createdAt: last.createdAt, id: last.id } : null,
        total,
        at,
        under: nameOf(connection),
      };
    },

    async 'awards.touched'({ since }) {
      const now = Date.now();
      const [awards, connection, total] = await Promise.all([
        awardsTouchedSince(since, pageSize),
        readConnection(),
        countByState(awardStates),
      ]);
      const more = awards.length === pageSize;
      const at = more ? (awards.at(-1)?.touchedAt ?? now) : now;
      const rows = awards.map((award) => awardRow(award, connection));
      return { awards: rows, total, at, more: more && at > since, under: nameOf(connection) };
    },

    async 'awards.refresh'({ id }) {
      const reply = await refreshAward(worker.outbox, id, Date.now());
      await worker.changed();
      return reply;
    },

    async 'awards.refresh-all'() {
      const connection = await readConnection();
      if (!connection) return { ok: false, trouble: 'not-connected' };
      const reply = await refreshStates(worker.outbox, connection, Date.now());
      await worker.changed();
      return reply;
    },

    async 'awards.revoke'({ id, why }) {
      const reply = await revokeAward(worker.outbox, id, why, Date.now());
      await worker.changed();
      return reply;
    },

    async 'awards.correct-email'({ id, email }) {
      const reply = await correctEmail(worker.outbox, id, email, Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return reply;
    },

    async 'awards.act'({ ids, action }) {
      const connection = await readConnection();
      const reply: ReplyOf<'awards.act'> = { changed: 0, unchanged: {} };
      for (const id of ids) {
        const award = await getAward(id);
        const done = award && belongsTo(award, connection) ? await actOn(award, action) : 'moved-on';
        if (done === 'done') reply.changed += 1;
        else reply.unchanged[done] = (reply.unchanged[done] ?? 0) + 1;
      }
      await worker.changed();
      void worker.outbox.drain();
      return reply;
    },

    async 'awards.set-details'({ id, details }) {
      const problems = await completeDetails(id, details, Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return { problems };
    },
  };
}

/** What waited for a reason that is gone is looked at again at once. */
export async function reconsider(reason: 'cap-reached' | 'no-permission'): Promise<void> {
  const now = Date.now();
  for (const { id } of await awardsWithReason('waiting', reason, maxReconsidered))
    await amendAward(id, 'waiting', now, { dueAt: now });
}

function nameOf(connection: Connection | null): string {
  return connection ? `${connection.environment}:${connection.organizationId}` : '';
}
