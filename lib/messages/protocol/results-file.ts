import { z } from 'zod';
import type { Assessed, Verdict } from '../../awards/assess-results.ts';
import { type LeftReason, leftReasons } from '../../awards/import/import-store.ts';
import type { AwardState } from '../../awards/states.ts';
import type { Encoding } from '../../results-file/decode.ts';
import type { FileFacts, Questions, ResultsFileTrouble } from '../../results-file/results-file.ts';
import {
  type ColumnKind,
  type Columns,
  type FileRow,
  fileRowSchema,
  type ReadRow,
  type RowProblem,
  type Setup,
} from '../../results-file/setup.ts';
import { from, nothing, options, recordId, shortText } from './entry.ts';

/** Importing a file of results. The page reads the file; what its rows mean, the worker says. */

/** Rows come in parts, so that neither side ever holds a long message. */
const rows = z.array(fileRowSchema).max(500);

export const resultsFileMessages = {
  /**
   * What would become of rows, which have to come in the order of the file. `list` names one reading of it, `start` is the
   * place of the first of these rows. Nothing is written.
   */
  'results.assess': from(
    options,
    z.object({ list: recordId, ruleId: recordId, start: z.number().int().min(0), rows }),
  ).replies<AssessReply>(),
  /** Exactly what would be sent for a few rows; null for those for which nothing would. */
  'results.dry-run': from(
    options,
    z.object({ ruleId: recordId, fileName: shortText, noMail: z.boolean(), rows: rows.max(10) }),
  ).replies<(SentFields | null)[]>(),
  /** Opens an import, which then takes rows. `ruleVersion`: what they were judged by. */
  'import.open': from(
    options,
    z.object({ ruleId: recordId, ruleVersion: z.number().int(), fileName: shortText, noMail: z.boolean() }),
  ).replies<{ ok: true; id: string } | { ok: false; trouble: ImportOpenTrouble }>(),
  'import.add': from(
    options,
    z.object({
      id: recordId,
      rows: z
        .array(
          z.union([
            z.object({ line: fileRowSchema.shape.line, chosen: fileRowSchema }),
            z.object({ line: fileRowSchema.shape.line, left: z.enum(leftReasons) }),
          ]),
        )
        .max(500),
    }),
  ).replies<{ taken: boolean }>(),
  'import.start': from(options, z.object({ id: recordId })).replies<null>(),
  'import.pause': from(options, z.object({ id: recordId })).replies<null>(),
  'import.resume': from(options, z.object({ id: recordId })).replies<{ resumed: boolean }>(),
  'import.stop': from(options, z.object({ id: recordId })).replies<null>(),
  /** Puts away an import that is over. */
  'import.clear': from(options, z.object({ id: recordId })).replies<{ cleared: boolean }>(),
  'import.state': from(options, nothing).replies<ImportView | null>(),
  /** What became of the rows behind a line, some at a time. */
  'import.outcomes': from(options, z.object({ id: recordId, after: z.number().int().min(0) })).replies<
    ImportOutcome[]
  >(),
} as const;

export type ListTrouble = 'no-consent' | 'disconnected' | 'rule-gone' | 'other-connection' | 'not-joined';
export type AssessReply =
  | { ok: true; assessed: Assessed[]; ruleVersion: number }
  /** `restart`: the worker has forgotten the rows before these. */
  | { ok: false; trouble: ListTrouble | 'restart' };
export type ImportOpenTrouble = ListTrouble | 'rule-changed' | 'under-way';

/** The fields of a request, by the names that Credly gives them. */
export type SentFields = { name: string; value: string }[];

export interface ImportView {
  id: string;
  fileName: string;
  quizTitle: string;
  environment: string;
  /** Of the present connection. */
  active: boolean;
  state: 'running' | 'paused' | 'stopped' | 'over';
  problem: 'rule-gone' | 'rule-changed' | null;
  noMail: boolean;
  startedAt: number;
  rows: number;
  chosen: number;
  toRecord: number;
  withoutAward: number;
  awards: Record<AwardState, number>;
}

export type ImportOutcome =
  | { line: number; kind: 'to-record' }
  | { line: number; kind: 'left'; reason: LeftReason }
  | {
      line: number;
      kind: 'award';
      /** Made by this import; else there was an award already. */
      isOwn: boolean;
      award: {
        state: AwardState;
        reason: string | null;
        credlySentence: string | null;
        firstName: string | null;
        lastName: string | null;
        email: string | null;
        badge: string | null;
        acceptUrl: string | null;
      } | null;
    };

export type {
  ColumnKind,
  Columns,
  Encoding,
  FileFacts,
  FileRow,
  LeftReason,
  Questions,
  ReadRow,
  ResultsFileTrouble,
  RowProblem,
  Setup,
  Verdict,
};
