import { act } from '@/lib/awards/admin-actions.ts';
import { saveAwardSettings } from '@/lib/awards/award-settings.ts';
import { completeDetails } from '@/lib/awards/complete-details.ts';
import { amendAward, awardsIn, countByState, getAward, latestAwards } from '@/lib/awards/ledger.ts';
import { eraseExpired, eraseParticipant } from '@/lib/awards/retention.ts';
import { awardStates } from '@/lib/awards/states.ts';
import { changeHealth, readConnection } from '@/lib/connection/connection.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { awardRow, belongsTo, receiptView } from './views.ts';
import type { Worker } from './worker.ts';

type AwardMessages =
  | 'queue.release'
  | 'awards.save-settings'
  | 'awards.receipt'
  | 'participant.erase'
  | 'awards.list'
  | 'awards.act'
  | 'awards.set-details';

/** More rows than these are not sent to the page at once. */
const maxRows = 1000;

/** The ledger as an admin sees it, and what an admin does with it. */
export function awardHandlers(worker: Worker): Pick<Handlers, AwardMessages> {
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
      for (const award of await awardsIn('waiting'))
        if (award.reason === 'cap-reached') await amendAward(award.id, 'waiting', Date.now(), { dueAt: Date.now() });
      await eraseExpired(Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return null;
    },

    async 'awards.receipt'({ id }) {
      const [award, connection] = await Promise.all([getAward(id), readConnection()]);
      return award && receiptView(award, connection);
    },

    async 'participant.erase'({ email }) {
      const erased = await eraseParticipant(email, Date.now());
      await worker.changed();
      return { erased };
    },

    async 'awards.list'() {
      const [awards, connection, total] = await Promise.all([
        latestAwards(maxRows),
        readConnection(),
        countByState(awardStates),
      ]);
      return { awards: awards.map((award) => awardRow(award, connection)), total };
    },

    async 'awards.act'({ ids, action }) {
      const connection = await readConnection();
      let changed = 0;
      for (const id of ids) {
        const award = await getAward(id);
        if (award && belongsTo(award, connection) && (await act(award, action, Date.now()))) changed += 1;
      }
      await worker.changed();
      void worker.outbox.drain();
      return { changed, unchanged: ids.length - changed };
    },

    async 'awards.set-details'({ id, details }) {
      const problems = await completeDetails(id, details, Date.now());
      await worker.changed();
      void worker.outbox.drain();
      return { problems };
    },
  };
}
