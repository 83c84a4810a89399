import { ListAssessment } from '@/lib/awards/assess-results.ts';
import { requestOfResult, resultOfRow } from '@/lib/awards/import/file-result.ts';
import {
  addRows,
  clearImport,
  openImport,
  pauseImport,
  resumeImport,
  startImport,
  stopImport,
} from '@/lib/awards/import/import-job.ts';
import { outcomesAfter, readProgress } from '@/lib/awards/import/import-progress.ts';
import { quizKeyOf, type Rule } from '@/lib/awards/rule.ts';
import { getRule } from '@/lib/awards/rules-store.ts';
import { belongsTo, readConnection } from '@/lib/connection/connection.ts';
import type { AssessReply, ListTrouble } from '@/lib/messages/protocol.ts';
import type { Handlers } from '@/lib/messages/server.ts';
import { importOutcome, importView, sentFields } from './import-views.ts';
import { agreedSession } from './session.ts';
import type { Worker } from './worker.ts';

type ImportMessages =
  | 'results.assess'
  | 'results.dry-run'
  | 'import.open'
  | 'import.add'
  | 'import.start'
  | 'import.pause'
  | 'import.resume'
  | 'import.stop'
  | 'import.clear'
  | 'import.state'
  | 'import.outcomes';

/** Rows whose outcomes are told in one message. */
const outcomesAtOnce = 1000;

/** Files of results: what their rows would do, and the import that does it. */
export function importHandlers(worker: Worker, feed: () => Promise<void>): Pick<Handlers, ImportMessages> {
  const assess = oneListAtATime();
  const changedBy = async <T>(work: Promise<T>): Promise<T> => {
    const outcome = await work;
    await worker.changed();
    return outcome;
  };
  return {
    async 'results.assess'({ list, ruleId, start, rows }) {
      const target = await targetOf(ruleId);
      if ('trouble' in target) return { ok: false, trouble: target.trouble };
      const { rule, quizKey } = target;
      const about = { rule, quizKey, fileName: '', noMail: false };
      return assess(list, start, rule, (assessment) =>
        assessment.assessAll(rows.map((row) => resultOfRow(row, about))),
      );
    },

    async 'results.dry-run'({ ruleId, fileName, noMail, rows }) {
      const target = await targetOf(ruleId);
      if ('trouble' in target) return rows.map(() => null);
      const about = { ...target, fileName, noMail };
      return Promise.all(
        rows.map(async (row) => {
          const request = await requestOfResult(resultOfRow(row, about), Date.now());
          return request && sentFields(request);
        }),
      );
    },

    async 'import.open'({ ruleId, ruleVersion, fileName, noMail }) {
      const target = await targetOf(ruleId);
      if ('trouble' in target) return { ok: false, trouble: target.trouble };
      if (target.rule.version !== ruleVersion) return { ok: false, trouble: 'rule-changed' };
      const opened = await openImport({ ...target, fileName, noMail }, Date.now());
      return opened ? { ok: true, id: opened.id } : { ok: false, trouble: 'under-way' };
    },

    async 'import.add'({ id, rows }) {
      return { taken: await addRows(id, rows, Date.now()) };
    },

    async 'import.start'({ id }) {
      await changedBy(startImport(id, Date.now()));
      void feed();
      return null;
    },

    async 'import.pause'({ id }) {
      await changedBy(pauseImport(id, Date.now()));
      return null;
    },

    async 'import.resume'({ id }) {
      const resumed = await changedBy(resumeImport(id, Date.now()));
      void feed();
      void worker.outbox.drain();
      return { resumed };
    },

    async 'import.stop'({ id }) {
      await changedBy(stopImport(id, Date.now()));
      return null;
    },

    async 'import.clear'({ id }) {
      return { cleared: await changedBy(clearImport(id)) };
    },

    async 'import.state'() {
      const [progress, connection] = await Promise.all([readProgress(), readConnection()]);
      return progress && importView(progress, connection);
    },

    async 'import.outcomes'({ id, after }) {
      return (await outcomesAfter(id, after, outcomesAtOnce)).map(importOutcome);
    },
  };
}

/** The rule that a file's rows fall under, and the quiz they are recorded for. */
async function targetOf(ruleId: string): Promise<{ rule: Rule; quizKey: string } | { trouble: ListTrouble }> {
  const agreed = await agreedSession();
  if (!agreed.ok) return { trouble: agreed.trouble };
  const rule = await getRule(ruleId);
  if (!rule) return { trouble: 'rule-gone' };
  if (!belongsTo(rule, agreed.session.connection)) return { trouble: 'other-connection' };
  const quizKey = quizKeyOf(rule);
  return quizKey ? { rule, quizKey } : { trouble: 'not-joined' };
}

/**
 * A list is judged in parts, in its order. What its earlier lines were lives as long as the worker: after that the page is
 * asked to begin again.
 */
function oneListAtATime() {
  let current: { list: string; next: number; version: number; assessment: ListAssessment } | null = null;
  return (
    list: string,
    start: number,
    { version }: Rule,
    work: (assessment: ListAssessment) => ReturnType<ListAssessment['assessAll']>,
  ): Promise<AssessReply> =>
    navigator.locks.request('assess-list', async (): Promise<AssessReply> => {
      if (start === 0) current = { list, next: 0, version, assessment: new ListAssessment(Date.now()) };
      if (current?.list !== list || current.next !== start || current.version !== version)
        return { ok: false, trouble: 'restart' };
      const assessed = await work(current.assessment);
      current.next += assessed.length;
      return { ok: true, assessed, ruleVersion: version };
    });
}
