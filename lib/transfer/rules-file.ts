import { z } from 'zod';
import { type AwardFor, type badgesOf, type Rule, ruleSchema } from '../awards/rule.ts';
import { isSecureLink, ruleFault } from '../awards/rule-faults.ts';
import { safeImageUrl } from '../credly/schemas.ts';
import { isOneQuiz } from '../quiz-site/pages.ts';

/**
 * This room carries rules (and, encrypted, the connection) out of one browser profile and into another. It stands above
 * lib/connection, lib/awards and lib/quiz-site, which know nothing of it: lib/settings, where stored things are at home,
 * could not import the connection without a circle. Worker only, because the token passes through it.
 *
 * This file is the plain document: what an author decided, nothing that identifies a person, and no credentials.
 */
export const rulesFileKind = 'credly-badges-rules';
const version = 1;

/** Characters; some five times what so many ordinary rules need. */
export const maxFileChars = 12_500_000;
/** More than any organization's quizzes: what one browser writes, another reads. */
export const maxRules = 5000;

/** A rule without what belongs to the profile it was made in: its id, its history, what was seen there. */
export const fileRuleSchema = ruleSchema
  .omit({ id: true, version: true, stopped: true, createdAt: true, updatedAt: true })
  .extend({
    organizationId: z.string().min(1).max(100),
    quizIds: z.array(z.string().min(1).max(250)).min(1).max(20),
  });
export type FileRule = z.output<typeof fileRuleSchema>;

export type FileProblem = 'too-large' | 'malformed' | 'newer' | 'another-file';

/** One entry of a file: a rule, or why it is none. `title` is what could be read of it. */
export type FileEntry =
  | { ok: true; rule: FileRule }
  | { ok: false; reason: 'malformed' | 'quiz-unclear' | 'evidence-link'; title: string | null };

export type FileReading = { ok: true; entries: FileEntry[] } | { ok: false; problem: FileProblem };

export interface RulesDocument {
  kind: typeof rulesFileKind;
  version: number;
  exportedAt: string;
  rules: FileRule[];
}

export function rulesDocument(rules: readonly Rule[], now: number): RulesDocument {
  return {
    kind: rulesFileKind,
    version,
    exportedAt: new Date(now).toISOString(),
    // In an order of its own, so that two files can be compared.
    rules: [...rules]
      .sort((a, b) => a.quizTitle.localeCompare(b.quizTitle) || a.id.localeCompare(b.id))
      .map((rule) => fileRuleSchema.parse(rule)),
  };
}

/** Reads a file's text, which may be anything. Never throws. */
export function readRulesFile(text: string): FileReading {
  const parsed = parseBounded(text, maxFileChars);
  return parsed.ok ? readRulesDocument(parsed.value) : parsed;
}

/** JSON of a bounded size, or what is wrong with it. */
export function parseBounded(
  text: string,
  maxChars: number,
): { ok: true; value: unknown } | { ok: false; problem: FileProblem } {
  if (text.length > maxChars) return { ok: false, problem: 'too-large' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: 'malformed' };
  }
}

const headSchema = z.object({ kind: z.string().max(100), version: z.number().int().min(1) });

/** What kind of file of ours this is, and whether this version can read it. */
export function checkHead(value: unknown, kind: string, newest: number): FileProblem | null {
  const head = headSchema.safeParse(value);
  if (!head.success) return 'malformed';
  if (head.data.kind !== kind) return 'another-file';
  return head.data.version > newest ? 'newer' : null;
}

export function readRulesDocument(value: unknown): FileReading {
  const problem = checkHead(value, rulesFileKind, version);
  if (problem) return { ok: false, problem };
  const list = z.object({ rules: z.array(z.unknown()) }).safeParse(value);
  if (!list.success) return { ok: false, problem: 'malformed' };
  if (list.data.rules.length > maxRules) return { ok: false, problem: 'too-large' };
  return { ok: true, entries: list.data.rules.map(readEntry) };
}

function readEntry(value: unknown): FileEntry {
  const parsed = fileRuleSchema.safeParse(value);
  if (!parsed.success || ruleFault(parsed.data.awardFor) !== null) {
    const title = z.object({ quizTitle: z.string() }).safeParse(value);
    return { ok: false, reason: 'malformed', title: title.success ? title.data.quizTitle.slice(0, 300) : null };
  }
  const rule = parsed.data;
  if (!isOneQuiz(rule.quizIds)) return { ok: false, reason: 'quiz-unclear', title: rule.quizTitle };
  const { evidence } = rule.issue;
  if (evidence && !isSecureLink(evidence.url)) return { ok: false, reason: 'evidence-link', title: rule.quizTitle };
  // A file may name any picture; only Credly's own are ever shown.
  const awardFor = withBadges(rule.awardFor, (badge) => ({ ...badge, imageUrl: safeImageUrl(badge.imageUrl) }));
  return { ok: true, rule: { ...rule, awardFor } };
}

type Badge = ReturnType<typeof badgesOf>[number];

/** The same with other badges; null takes one away, and a passing score without its badge is nothing. */
export function withBadges(awardFor: AwardFor, change: (badge: Badge) => Badge): AwardFor;
export function withBadges(awardFor: AwardFor, change: (badge: Badge) => Badge | null): AwardFor | null;
export function withBadges(awardFor: AwardFor, change: (badge: Badge) => Badge | null): AwardFor | null {
  switch (awardFor.kind) {
    case 'passing-score': {
      const badge = change(awardFor.badge);
      return badge && { ...awardFor, badge };
    }
    case 'score-ranges':
      return { ...awardFor, ranges: awardFor.ranges.map((it) => ({ ...it, badge: it.badge && change(it.badge) })) };
    case 'outcomes':
      return {
        ...awardFor,
        outcomes: awardFor.outcomes.map((it) => ({ ...it, badge: it.badge && change(it.badge) })),
      };
  }
}
