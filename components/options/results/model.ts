import type {
  Columns,
  FileFacts,
  ImportOutcome,
  ImportView,
  LeftReason,
  Questions,
  ReadRow,
  ReplyOf,
  ResultsFileTrouble,
  Setup,
  Verdict,
} from '@/lib/messages/client';

export type { ColumnKind, RowProblem } from '@/lib/messages/client';
export type {
  Columns,
  FileFacts,
  ImportOutcome,
  ImportView,
  LeftReason,
  Questions,
  ReadRow,
  ResultsFileTrouble,
  Setup,
  Verdict,
};

/** A row with what would become of it. */
export interface CheckedRow extends ReadRow {
  /** Null where the row could not be read. */
  verdict: Verdict | null;
  /** Why, where the verdict has a reason of its own. */
  reason: string | null;
}

export type CheckTrouble =
  | Exclude<Extract<ReplyOf<'results.assess'>, { ok: false }>['trouble'], 'restart'>
  | 'cancelled';
export type StartTrouble = Extract<ReplyOf<'import.open'>, { ok: false }>['trouble'] | 'no-answer';
export type SentFields = NonNullable<ReplyOf<'results.dry-run'>[number]>;

/** What can be done with a file of results. Null where nothing answered. */
export interface ResultsActions {
  /** Opens a file, or (null) reads the open one otherwise. What is null in `how` is found out. */
  openResults(
    file: File | null,
    how: { delimiter: string | null; hasHeadings: boolean | null },
    onProgress: (rows: number) => void,
  ): Promise<{ ok: true; facts: FileFacts } | { ok: false; trouble: ResultsFileTrouble }>;
  askAboutResults(hasHeadings: boolean, columns: Columns): Promise<Questions | null>;
  closeResults(): void;
  /** Judges every row; nothing is written or sent. */
  checkResults(
    about: { setup: Setup; ruleId: string; total: number },
    onProgress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<{ ok: true; rows: CheckedRow[]; ruleVersion: number } | { ok: false; trouble: CheckTrouble } | null>;
  /** What would be sent for a few rows. */
  dryRun(
    about: { ruleId: string; fileName: string; noMail: boolean },
    rows: ReadRow[],
  ): Promise<(SentFields | null)[] | null>;
  /** Null: it is under way. `left` says of a row why it is not awarded; null: it is. */
  startImport(
    about: { ruleId: string; ruleVersion: number; fileName: string; noMail: boolean },
    rows: { row: ReadRow; left: LeftReason | null }[],
    onProgress: (rows: number) => void,
  ): Promise<StartTrouble | null>;
  pauseImport(id: string): Promise<boolean>;
  /** False where the quiz has no badge any more. */
  resumeImport(id: string): Promise<boolean | null>;
  stopImport(id: string): Promise<boolean>;
  clearImport(id: string): Promise<boolean>;
  /** What became of each row of the file. */
  importOutcomes(id: string): Promise<ImportOutcome[] | null>;
}
