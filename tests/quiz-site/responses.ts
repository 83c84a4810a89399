import type { AttemptRecord, Quiz, SiteState } from './model.ts';

/** The words of a response's state, as Data & Analytics shows them. */
export const statusWords: Record<AttemptRecord['status'], string> = {
  completed: 'Completed',
  pending: 'Pending',
  reviewed: 'Reviewed',
  notified: 'Notified',
  partial: 'Partial',
};

export interface ResponsesPage {
  records: AttemptRecord[];
  page: number;
  pages: number;
}

/** One page of a quiz's responses, newest first. */
export function responsesPage(site: SiteState, quiz: Quiz, asked: string | null): ResponsesPage {
  const all = site.responses.filter(({ quizKey }) => quizKey === quiz.key).reverse();
  const size = site.settings.responsesPerPage;
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, Number(asked ?? 1) || 1), pages);
  return { records: all.slice((page - 1) * size, page * size), page, pages };
}
