import type { ImportProgress, RowOutcome } from '@/lib/awards/import/import-progress.ts';
import type { issueRequestOf } from '@/lib/awards/issue-request.ts';
import type { Connection } from '@/lib/connection/connection.ts';
import type { ImportOutcome, ImportView, SentFields } from '@/lib/messages/protocol.ts';

/** What the options page is shown of an import. */

export function importView(progress: ImportProgress, connection: Connection | null): ImportView {
  const { about, toRecord, withoutAward, awards, isOver } = progress;
  const { id, fileName, quizTitle, environment, organizationId, state, problem, noMail, startedAt, rows, chosen } =
    about;
  const isStopped = state === 'stopped';
  return {
    id,
    fileName,
    quizTitle,
    environment,
    active: connection?.organizationId === organizationId && connection.environment === environment,
    state: isOver ? (isStopped ? 'stopped' : 'over') : state === 'paused' ? 'paused' : 'running',
    problem,
    noMail,
    startedAt,
    rows,
    chosen,
    toRecord,
    withoutAward,
    awards,
  };
}

export function importOutcome(outcome: RowOutcome): ImportOutcome {
  if (outcome.kind !== 'award') return outcome;
  const { line, kind, isOwn, award } = outcome;
  return {
    line,
    kind,
    isOwn,
    award: award && {
      state: award.state,
      reason: award.reason,
      credlySentence: award.credlySentence,
      firstName: award.earner?.firstName ?? null,
      lastName: award.earner?.lastName ?? null,
      email: award.earner?.email ?? null,
      badge: award.badge?.name ?? null,
      acceptUrl: award.credly?.acceptUrl ?? null,
    },
  };
}

/** A request's fields, flat and as text, in the order in which they are sent. */
export function sentFields(request: NonNullable<ReturnType<typeof issueRequestOf>>): SentFields {
  return Object.entries(request).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}
