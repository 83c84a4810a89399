import { z } from 'zod';
import { environments } from '../credly/environment.ts';
import { identitySchema, resultReadingSchema } from './result.ts';
import { awardForSchema, defaultIssueOptions, issueOptionsSchema, retakePolicies, ruleBadgeSchema } from './rule.ts';
import { awardStates } from './states.ts';

/**
 * The roads by which results come. Seen live: `answer` (to a request of the player) and `page-text`. Read later, from a list
 * of results: `responses-page` (while a person looks at it), `watch` (the same list, re-read in the background), `file`.
 */
export const liveSources = ['answer', 'page-text'] as const;
export type LiveSource = (typeof liveSources)[number];
export const resultSources = [...liveSources, 'responses-page', 'watch', 'file'] as const;
export type ResultSource = (typeof resultSources)[number];

/** Where a result was seen. Kept with it, so that an admin can judge it later. */
export const provenanceSchema = z.object({
  source: z.enum(resultSources),
  origin: z.string().max(300),
  frame: z.enum(['top', 'embedded']),
  /** When the result came about, as far as its source says; else when it was seen. */
  observedAt: z.number(),
  profile: z.string().max(100),
});
export type Provenance = z.output<typeof provenanceSchema>;

/**
 * One line of the ledger: a decided result and what became of it. A result that did not pass has no earner and no
 * identity at all.
 */
export const awardSchema = z.object({
  id: z.string(),
  /** A test badge that an author sent from the sandbox, not somebody's result. */
  isTest: z.boolean().default(false),
  /** HMAC of organization, environment, quiz and e-mail: "one badge per person and quiz". Absent until the e-mail is known. */
  identityKey: z.string().optional(),
  /** The same for person and quiz alone, whatever the retake policy. */
  personAndQuiz: z.string().optional(),
  organizationId: z.string(),
  environment: z.enum(environments),
  quizKey: z.string(),
  quizTitle: z.string(),
  state: z.enum(awardStates),
  /** A message id that says why it is in this state, or null. */
  reason: z.string().nullable(),
  /** Credly's own sentence, where it refused. */
  credlySentence: z.string().nullable(),
  earner: identitySchema.nullable(),
  badge: ruleBadgeSchema.nullable(),
  /** Which range or outcome of the rule was reached, counted from the least. */
  rank: z.number().int().min(0).default(0),
  /** The rule as it was when this was decided. */
  rule: z.object({
    id: z.string(),
    version: z.number(),
    awardFor: awardForSchema,
    issue: issueOptionsSchema.default(defaultIssueOptions),
    retake: z.enum(retakePolicies).default('once'),
  }),
  result: resultReadingSchema,
  provenance: provenanceSchema,
  history: z.array(z.object({ at: z.number(), state: z.enum(awardStates), reason: z.string().nullable() })),
  /** Milliseconds since 1970, like every time here. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** `YYYY-MM-DD HH:MM:SS +0000`: the time of the result, the same in every try. */
  issuedAt: z.string(),
  /** Not before this time is it sent, or asked about. */
  dueAt: z.number(),
  /** Tries that counted (an answer that was no fault of the connection as a whole). */
  attempts: z.number().int(),
  /** How often Credly was asked about an unanswered request. */
  asked: z.number().int(),
  /** When the last request left. */
  sentAt: z.number().optional(),
  /** When a person let it go: what only the page's word would not allow is allowed then. */
  approvedAt: z.number().optional(),
  /** The badge at Credly that this one takes the place of, as its request said. */
  replacesBadgeId: z.string().optional(),
  /** The award whose address was wrong, where this one was made to correct it. */
  corrects: z.string().optional(),
  /** Why a badge was revoked, in the words of whoever did it. */
  revocationReason: z.string().max(500).optional(),
  /** The import of a file of results that made it. */
  importId: z.string().max(100).optional(),
  /** The last write of any kind; interfaces ask for what was touched since. */
  touchedAt: z.number().optional(),
  credly: z
    .object({
      badgeId: z.string(),
      state: z.string().nullable(),
      acceptUrl: z.string().nullable(),
      badgeUrl: z.string().nullable(),
      earnerKnown: z.boolean(),
      /** When Credly was last asked about it after issuing. */
      refreshedAt: z.number().optional(),
    })
    .nullable(),
});
export type Award = z.output<typeof awardSchema>;

/** Credly's format for `issued_at`, in UTC. */
export function credlyTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
}
