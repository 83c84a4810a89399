import type { FileFacts, Questions, ResultsFileTrouble } from './results-file.ts';
import type { Columns, ReadRow, Setup } from './setup.ts';

/** Between the options page and its Web Worker, in which the file is read. Types only. */

export type ReaderRequest =
  /** Without a file: the one that is open, read otherwise. */
  | { type: 'open'; file: Blob | null; delimiter: string | null; hasHeadings: boolean | null }
  | { type: 'ask'; hasHeadings: boolean; columns: Columns }
  | { type: 'read'; setup: Setup; from: number; count: number };

export interface ReaderReplies {
  open: { ok: true; facts: FileFacts } | { ok: false; trouble: ResultsFileTrouble };
  ask: Questions;
  read: ReadRow[];
}

export type ToReader = ReaderRequest & { id: number };
export type FromReader =
  | { id: number; progress: number }
  | { id: number; reply: ReaderReplies[keyof ReaderReplies] }
  | { id: number; failed: true };
