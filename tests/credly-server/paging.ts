import type { Answer } from './answers.ts';
import { applyFilter, applySort, type Criteria, type SortKeys } from './filter.ts';
import { originOf } from './hosts.ts';
import type { Call } from './router.ts';

/** Fixed: the API documents no way to ask for another size. */
const pageSize = 50;

/** What a list can be filtered and sorted by, and how its records look on the wire. */
export interface ListRules<T> {
  criteria: Criteria<T>;
  sortKeys: SortKeys<T>;
  render: (item: T) => unknown;
}

/** Answers a list request: filter, then sort, then the asked-for page with its metadata. */
export function answerList<T>({ request, world }: Call, items: readonly T[], rules: ListRules<T>): Answer {
  const { filter, sort, page } = request.query;
  const matching = applySort(applyFilter(items, filter, rules.criteria), sort, rules.sortKeys);
  const current = Math.max(1, Math.trunc(Number(page)) || 1);
  const shown = matching.slice((current - 1) * pageSize, current * pageSize);
  const totalPages = Math.max(1, Math.ceil(matching.length / pageSize));
  // As reported of the real API: an extra `/api`, and neither filter nor sort kept. Clients have to count pages.
  const base = `${originOf(world.environment, 'api')}/api${request.path}`;
  const linkTo = (number: number) => (number >= 1 && number <= totalPages ? `${base}?page=${number}` : null);
  return {
    status: 200,
    json: {
      data: shown.map(rules.render),
      metadata: {
        count: shown.length,
        current_page: current,
        total_count: matching.length,
        total_pages: totalPages,
        per: pageSize,
        previous_page_url: linkTo(current - 1),
        next_page_url: linkTo(current + 1),
      },
    },
  };
}
