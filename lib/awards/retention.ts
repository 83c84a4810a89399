import type { Award } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { foldEmail } from './earner.ts';
import { identityKey } from './identity-key.ts';
import { eraseFromImport, eraseOldImport } from './import/import-job.ts';
import { rewriteAwards } from './ledger.ts';
import type { AwardState } from './states.ts';

/** How long personal data stays, and how a participant is erased. */

const dayMs = 86_400_000;

/** Nothing more will happen to an award in these states by itself. */
const settled: readonly AwardState[] = ['issued', 'already-issued', 'cancelled', 'revoked', 'not-passing'];

/**
 * Takes name, e-mail and Credly's sentence out of settled awards that are older than the retention time. The keyed hash of
 * the identity stays, so that no second badge goes out. Awards that wait for something are never touched.
 * @returns how many were changed
 */
export async function eraseExpired(now: number): Promise<number> {
  const { retentionDays } = await readAwardSettings();
  await eraseOldImport(retentionDays * dayMs, now);
  return rewriteAwards((award) =>
    award.earner && settled.includes(award.state) && now - award.updatedAt > retentionDays * dayMs
      ? withoutPerson(award)
      : null,
  );
}

/**
 * Erases a participant by e-mail, also where the address itself was erased before. The keyed hash goes too, so a retake
 * may award again. What still waited is cancelled; what is on its way right now is left to its end. Rows of an import that
 * are not recorded yet go as well.
 * @returns how many awards and rows were erased, and how many are on their way
 */
export async function eraseParticipant(email: string, now: number): Promise<{ erased: number; left: number }> {
  const address = foldEmail(email);
  // First what would become an award: after this, nothing of the person can come into the ledger from there.
  const rows = await eraseFromImport(address);
  const keys = new Map<string, string>();
  // The hash needs time the transaction does not have: first all scopes, then the change.
  const scopes: Pick<Award, 'organizationId' | 'environment' | 'quizKey'>[] = [];
  await rewriteAwards((award) => {
    scopes.push(award);
    return null;
  });
  for (const scope of scopes) {
    const name = scopeName(scope);
    if (!keys.has(name)) keys.set(name, await identityKey({ ...scope, email: address }));
  }
  let left = 0;
  const erased = await rewriteAwards((award) => {
    const key = keys.get(scopeName(award));
    // Awards of older versions have the identity alone.
    const isTheirs =
      foldEmail(award.earner?.email ?? '') === address ||
      (key !== undefined && (award.personAndQuiz === key || award.identityKey === key));
    if (!isTheirs) return null;
    if (award.state === 'sending' || award.state === 'unconfirmed') {
      left += 1;
      return null;
    }
    const { identityKey: _identity, personAndQuiz: _person, ...rest } = withoutPerson(award);
    if (settled.includes(award.state)) return rest;
    const reason = 'erased';
    return {
      ...rest,
      state: 'cancelled',
      reason,
      history: [...award.history, { at: now, state: 'cancelled', reason }],
    };
  });
  return { erased: erased + rows, left };
}

function withoutPerson(award: Award): Award {
  return {
    ...award,
    earner: null,
    credlySentence: null,
    credly: award.credly && { ...award.credly, acceptUrl: null, badgeUrl: null },
  };
}

function scopeName({
  organizationId,
  environment,
  quizKey,
}: Pick<Award, 'organizationId' | 'environment' | 'quizKey'>): string {
  return JSON.stringify([organizationId, environment, quizKey]);
}
