import type { Award } from './award.ts';
import { readAwardSettings } from './award-settings.ts';
import { type Judgement, judgeResult, type Lookups, type NewAward, type ObservedResult } from './judge-result.ts';
import { awardOfIdentity, batchedReads } from './ledger-reads.ts';
import { agrees } from './record-result.ts';

/**
 * What would become of a result of a list if it were awarded now.
 * `award`: a badge goes out. `held`: a person decides on Activity. `needs-details`: name or e-mail is missing.
 * `already`: the person has the badge, or will. `twice`: an earlier line of the same list stands for it.
 */
export const verdicts = ['award', 'held', 'needs-details', 'already', 'twice', 'not-passing', 'no-result'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Assessed {
  verdict: Verdict;
  /** A message id where the verdict has a reason of its own. */
  reason: string | null;
}

/** Remembers the identities of a list's earlier lines. One for each list, also where it is read in parts. */
export class ListAssessment {
  readonly #seen = new Set<string>();
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  /** Writes nothing. Lines have to come in the order of the list. */
  async assess(observed: ObservedResult): Promise<Assessed> {
    return this.#conclude(await look(observed, this.#now));
  }

  /** The same for several lines, which are looked up side by side. */
  async assessAll(observed: readonly ObservedResult[]): Promise<Assessed[]> {
    const settings = await readAwardSettings();
    const { ofPersonAndQuiz, ofIdentity } = batchedReads();
    const lookups: Lookups = { awardsOf: ofPersonAndQuiz, settings: async () => settings };
    const looked = await Promise.all(observed.map((it) => look(it, this.#now, lookups, ofIdentity)));
    return looked.map((it) => this.#conclude(it));
  }

  #conclude({ judged, own }: Looked): Assessed {
    if (judged.kind === 'standing') return { verdict: 'already', reason: judged.award.state };
    if (judged.kind !== 'new') return { verdict: judged.kind, reason: null };
    if (judged.keys) {
      const { identity } = judged.keys;
      if (this.#seen.has(identity)) return { verdict: 'twice', reason: null };
      if (own && !completes(judged, own)) return { verdict: 'already', reason: own.state };
      this.#seen.add(identity);
      if (own && !judged.hold && !agrees(own.earner, judged.earner))
        return { verdict: 'held', reason: 'details-differ' };
    }
    if (judged.hold) return { verdict: 'held', reason: judged.hold };
    return judged.problem ? { verdict: 'needs-details', reason: judged.problem } : { verdict: 'award', reason: null };
  }
}

interface Looked {
  judged: Judgement;
  /** The award that stands under the very same identity. */
  own: Award | null;
}

async function look(
  observed: ObservedResult,
  now: number,
  lookups?: Lookups,
  ofIdentity: (key: string) => Promise<Award | null> = awardOfIdentity,
): Promise<Looked> {
  const judged = await judgeResult(observed, now, lookups);
  const identity = judged.kind === 'new' ? judged.keys?.identity : undefined;
  return { judged, own: identity === undefined ? null : await ofIdentity(identity) };
}

/** Whether the award waits for what this result brings. */
function completes({ problem }: NewAward, { state }: Award): boolean {
  return state === 'needs-details' && problem === null;
}
