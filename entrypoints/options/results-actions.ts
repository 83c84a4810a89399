import type { CheckedRow, ResultsActions } from '@/components/options/results/model';
import { type ImportOutcome, type ReadRow, type Setup, send } from '@/lib/messages/client';
import { done, orNull } from './answers.ts';
import { askReader, closeReader, maxFileBytes } from './results-reader.ts';

/** So many rows are judged, or handed over, with one message. */
const atOnce = 250;

/** Files of results: read beside the page, judged and awarded by the worker. */
export const resultsActions: ResultsActions = {
  async openResults(file, how, onProgress) {
    if (file && file.size > maxFileBytes) return { ok: false, trouble: 'too-large' };
    if (file) closeReader();
    return askReader({ type: 'open', file, ...how }, onProgress).catch(() => ({ ok: false, trouble: 'unreadable' }));
  },
  askAboutResults: (hasHeadings, columns) => askReader({ type: 'ask', hasHeadings, columns }).catch(() => null),
  closeResults: closeReader,

  async checkResults({ setup, ruleId, total }, onProgress, signal) {
    try {
      // Twice at most: the worker may have been stopped in between, and with it what it knew of the earlier rows.
      return (
        (await check(setup, ruleId, total, onProgress, signal)) ??
        (await check(setup, ruleId, total, onProgress, signal))
      );
    } catch {
      return null;
    }
  },

  dryRun: (about, rows) => send('results.dry-run', { ...about, rows: rows.map(bare) }).catch(() => null),

  async startImport(about, rows, onProgress) {
    const opened = await send('import.open', about).catch(() => null);
    if (!opened?.ok) return opened?.trouble ?? 'no-answer';
    const { id } = opened;
    try {
      for (let start = 0; start < rows.length; start += atOnce) {
        const { taken } = await send('import.add', { id, rows: rows.slice(start, start + atOnce).map(handedOver) });
        if (!taken) return 'no-answer';
        onProgress(Math.min(rows.length, start + atOnce));
      }
    } catch {
      return 'no-answer';
    }
    return (await done(send('import.start', { id }))) ? null : 'no-answer';
  },
  pauseImport: (id) => done(send('import.pause', { id })),
  async resumeImport(id) {
    return (await orNull(send('import.resume', { id })))?.resumed ?? null;
  },
  stopImport: (id) => done(send('import.stop', { id })),
  async clearImport(id) {
    return (await orNull(send('import.clear', { id })))?.cleared ?? false;
  },
  async importOutcomes(id) {
    const all: ImportOutcome[] = [];
    try {
      for (;;) {
        const part = await send('import.outcomes', { id, after: all.at(-1)?.line ?? 0 });
        if (part.length === 0) return all;
        all.push(...part);
      }
    } catch {
      return null;
    }
  },
};

type Checked = Awaited<ReturnType<ResultsActions['checkResults']>>;

/** @returns null where it has to begin anew */
async function check(
  setup: Setup,
  ruleId: string,
  total: number,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<Checked> {
  const list = crypto.randomUUID();
  const checked: CheckedRow[] = [];
  let judged = 0;
  let ruleVersion = 0;
  // At least once, so that a file without a usable row too says what is wrong with the quiz.
  for (let from = 0; from === 0 || from < total; from += atOnce) {
    if (signal.aborted) return { ok: false, trouble: 'cancelled' };
    const rows = await askReader({ type: 'read', setup, from, count: atOnce });
    const usable = rows.filter((it) => it.problem === null);
    const reply = await send('results.assess', { list, ruleId, start: judged, rows: usable.map(bare) });
    if (!reply.ok) return reply.trouble === 'restart' ? null : { ok: false, trouble: reply.trouble };
    judged += usable.length;
    ruleVersion = reply.ruleVersion;
    const verdicts = reply.assessed.values();
    for (const row of rows) {
      const verdict = row.problem === null ? verdicts.next().value : undefined;
      checked.push({ ...row, verdict: verdict?.verdict ?? null, reason: verdict?.reason ?? null });
    }
    onProgress(checked.length);
  }
  return { ok: true, rows: checked, ruleVersion };
}

/** What the worker is told of a row. */
function bare({ line, identity, reading, observedAt }: ReadRow) {
  return { line, identity, reading, observedAt };
}

function handedOver({ row, left }: Parameters<ResultsActions['startImport']>[1][number]) {
  return left === null ? { line: row.line, chosen: bare(row) } : { line: row.line, left };
}
