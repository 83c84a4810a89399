import type { AwardDraft, DraftBadge, QuizOnPage } from '../../../../components/editor/draft/draft.ts';
import { startDraft } from '../../../../components/editor/draft/draft.ts';
import type { TemplateView } from '../../../../lib/messages/client.ts';

export const today = '2026-03-03';

export const gold: DraftBadge = { id: 'gold', name: 'Gold', imageUrl: null };
export const silver: DraftBadge = { id: 'silver', name: 'Silver', imageUrl: null };

export const quizOnPage = (part: Partial<QuizOnPage> = {}): QuizOnPage => ({
  type: 'scored',
  passingScore: { value: '60', unit: 'percent' },
  outcomes: [],
  ranges: { unit: null, rows: [] },
  ...part,
});

/** A new draft, as the dialog opens with it, with what an author then typed. */
export const draftOf = (quiz: QuizOnPage, part: Partial<AwardDraft> = {}): AwardDraft => ({
  ...startDraft(quiz, null),
  ...part,
});

export const template = (badge: DraftBadge, part: Partial<TemplateView> = {}): TemplateView => ({
  ...badge,
  description: null,
  skills: [],
  level: null,
  expiry: null,
  allowsDuplicates: false,
  ...part,
});
