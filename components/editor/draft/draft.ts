import type { AwardDraft, AwardForView, BadgeView, RuleStamp, RuleView } from '@/lib/messages/client.ts';

export type { AwardDraft };
export type AwardKind = AwardDraft['kind'];
export type DraftBadge = NonNullable<AwardDraft['badge']>;
export type RangeRow = AwardDraft['ranges'][number];
export type OutcomeRow = AwardDraft['outcomes'][number];
export type Unit = AwardDraft['unit'];

/** What the page shows of the quiz; null or empty where it does not. */
export interface QuizOnPage {
  type: 'scored' | 'outcome' | null;
  passingScore: { value: string; unit: Unit } | null;
  outcomes: string[];
  /** From the least to the best, both ends as the page says them; `unit` is null where it does not say. */
  ranges: { unit: Unit | null; rows: { name: string; from: string; to: string | null }[] };
}

/** The kinds of award that fit the quiz. */
export function kindsOf(type: QuizOnPage['type']): AwardKind[] {
  if (type === 'scored') return ['passing-score', 'score-ranges'];
  return type === 'outcome' ? ['outcomes'] : ['passing-score', 'score-ranges', 'outcomes'];
}

/** A new draft: the saved rule first, then what the page shows. */
export function startDraft(quiz: QuizOnPage, saved: RuleView | null): AwardDraft {
  return saved ? withSaved(emptyDraft(quiz), quiz, saved) : emptyDraft(quiz);
}

/** The saved rule that a draft is to take the place of. */
export function stampOf(rule: RuleView | null): RuleStamp | null {
  return rule && { ruleId: rule.id, version: rule.version };
}

/** A draft that was kept, for the quiz as the page shows it now: it may have changed since. */
export function reviveDraft(kept: AwardDraft, quiz: QuizOnPage): AwardDraft {
  const kinds = kindsOf(quiz.type);
  const known = new Set(kept.outcomes.map((it) => outcomeKey(it.name)));
  const added = emptyDraft(quiz).outcomes.filter((it) => !known.has(outcomeKey(it.name)));
  return {
    ...kept,
    kind: kinds.includes(kept.kind) ? kept.kind : (kinds[0] ?? kept.kind),
    passMark: quiz.passingScore ?? kept.passMark,
    outcomes: [...kept.outcomes, ...added],
  };
}

function emptyDraft(quiz: QuizOnPage): AwardDraft {
  const { passingScore } = quiz;
  const rangeUnit = pageRangeUnit(quiz) ?? passingScore?.unit ?? 'percent';
  return {
    since: null,
    kind: kindsOf(quiz.type)[0] ?? 'passing-score',
    badge: null,
    threshold: passingScore?.value ?? '',
    unit: passingScore?.unit ?? 'percent',
    ranges: startRanges(quiz, rangeUnit),
    rangeUnit,
    passMark: passingScore ?? { value: '', unit: rangeUnit },
    maximum: '',
    newOutcome: '',
    tried: { score: null, maximum: '', outcome: '', email: '' },
    outcomes: quiz.outcomes.map((name) => ({ name, chosen: false, badge: null, confirmed: false })),
    expires: { kind: 'template', date: '', months: '' },
    mailLanguage: '',
    suppressMail: false,
    evidence: { name: '', url: '' },
    retake: 'once',
    hold: false,
  };
}

function withSaved(draft: AwardDraft, quiz: QuizOnPage, saved: RuleView): AwardDraft {
  const { awardFor, issue, hold, retake } = saved;
  const kind = kindsOf(quiz.type).includes(awardFor.kind) ? awardFor.kind : draft.kind;
  const { expires, evidence } = issue;
  return {
    ...draft,
    ...awardForDraft(draft, quiz, awardFor),
    since: stampOf(saved),
    kind,
    expires: {
      kind: expires.kind,
      date: expires.kind === 'date' ? expires.date : '',
      months: expires.kind === 'months' ? String(expires.months) : '',
    },
    mailLanguage: issue.mailLanguage ?? '',
    suppressMail: issue.suppressMail,
    evidence: evidence ?? { name: '', url: '' },
    retake,
    hold,
  };
}

/** What a saved rule awards, as parts of a draft. Outcomes that the page shows besides are added. */
export function awardForDraft(draft: AwardDraft, quiz: QuizOnPage, awardFor: AwardForView): Partial<AwardDraft> {
  switch (awardFor.kind) {
    case 'passing-score':
      return { badge: draftBadge(awardFor.badge), threshold: awardFor.threshold, unit: awardFor.unit };
    case 'score-ranges':
      return {
        ranges: awardFor.ranges.map(({ from, badge }) => ({ from, badge: badge && draftBadge(badge) })),
        rangeUnit: awardFor.unit,
        passMark: quiz.passingScore ?? awardFor.passMark ?? { value: '', unit: awardFor.unit },
        maximum: awardFor.maximum ?? '',
      };
    case 'outcomes': {
      const badge = awardFor.outcomes.find((it) => it.badge)?.badge ?? null;
      const rows = awardFor.outcomes.map((it) => ({
        name: it.name,
        chosen: it.badge !== null,
        badge: it.badge && it.badge.templateId !== badge?.templateId ? draftBadge(it.badge) : null,
        confirmed: it.kept ?? false,
      }));
      const known = new Set(rows.map((it) => outcomeKey(it.name)));
      const added = draft.outcomes.filter((it) => !known.has(outcomeKey(it.name)));
      return { badge: badge && draftBadge(badge), outcomes: [...rows, ...added] };
    }
  }
}

/** The draft with the outcome that is still being typed among the others, as Save adds it; the same draft where there is none. */
export function withTypedOutcome(draft: AwardDraft): AwardDraft {
  const name = tidyName(draft.newOutcome);
  if (name === '' || hasTypedOutcome(draft)) return draft;
  const typed = { name, chosen: true, badge: null, confirmed: true };
  return { ...draft, newOutcome: '', outcomes: [...draft.outcomes, typed] };
}

/** Whether the outcome that is being typed is listed already. */
export function hasTypedOutcome({ outcomes, newOutcome }: AwardDraft): boolean {
  return outcomes.some((it) => outcomeKey(it.name) === outcomeKey(newOutcome));
}

const tidyName = (name: string) => name.replace(/\s+/g, ' ').trim();

/** Outcomes are the same when they differ only in case and white space: so the worker sees it too. */
export function outcomeKey(name: string): string {
  return tidyName(name.normalize('NFKC')).toLowerCase();
}

/** The unit that the page's ranges are counted in; a guess of ours is shown and can be changed. */
export function pageRangeUnit({ ranges }: QuizOnPage): Unit | null {
  if (ranges.rows.length === 0) return null;
  return ranges.unit ?? (ranges.rows.at(-1)?.to === '100' ? 'percent' : 'points');
}

/** The quiz's own ranges, else one below and one from its passing score. */
function startRanges(quiz: QuizOnPage, unit: Unit): RangeRow[] {
  const none = (from: string): RangeRow => ({ from, badge: null });
  const bounds = quiz.ranges.rows.map((it) => it.from);
  if (bounds.length > 0) return [...(bounds[0] === '0' ? [] : [none('0')]), ...bounds.map(none)];
  const mark = quiz.passingScore?.unit === unit ? quiz.passingScore.value : '';
  return mark === '0' ? [none('0')] : [none('0'), none(mark)];
}

function draftBadge({ templateId, name, imageUrl }: BadgeView): DraftBadge {
  return { id: templateId, name, imageUrl };
}

/** The badges a draft would award, each once. */
export function badgesOfDraft(draft: AwardDraft): DraftBadge[] {
  const badges = rungsOf(draft).flatMap((it) => it ?? []);
  return [...new Map(badges.map((badge) => [badge.id, badge])).values()];
}

/** The badge (or null) of each range or outcome of the chosen kind. */
export function rungsOf(draft: AwardDraft): (DraftBadge | null)[] {
  switch (draft.kind) {
    case 'passing-score':
      return [draft.badge];
    case 'score-ranges':
      return draft.ranges.map((it) => it.badge);
    case 'outcomes':
      return draft.outcomes.map((it) => badgeOfOutcome(draft, it));
  }
}

export function badgeOfOutcome(draft: AwardDraft, outcome: OutcomeRow): DraftBadge | null {
  return outcome.chosen ? (outcome.badge ?? draft.badge) : null;
}
