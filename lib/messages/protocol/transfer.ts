import { z } from 'zod';
import { ruleStampSchema } from '../../awards/rule.ts';
import type { ConnectionProblem } from '../../connection/check-connection.ts';
import type { CarriedOut } from '../../transfer/import-rules.ts';
import type { AwardSettings } from './awards.ts';
import type { CredlyTrouble } from './editor.ts';
import { from, nothing, options, recordId } from './entry.ts';
import type { AwardForView, BadgeView, RuleStamp, RuleView } from './rules.ts';

/** Carrying rules and the connection from one browser profile to another, and from the sandbox to production. */

/** More than any file may have: what is larger is told so by the worker's own, tighter limit. */
const fileText = z.string().max(16_000_000);
const passphrase = z.string().min(1).max(1000);
/** Entries of a file to be stored, each in the place of the rule that the preview showed; null: of none. */
const take = z
  .array(z.object({ position: z.number().int().min(0).max(10_000), since: ruleStampSchema.nullable() }))
  .max(10_000);

export const transferMessages = {
  'rules.export': from(options, nothing).replies<FileReply>(),
  'rules.preview-import': from(options, z.object({ text: fileText })).replies<ImportPreviewReply>(),
  'rules.import': from(options, z.object({ text: fileText, take })).replies<ImportReply>(),
  'production.preview': from(options, nothing).replies<ProductionPreviewReply>(),
  /** Makes production rules of sandbox rules. `badges`: which production template stands for which sandbox template. */
  'production.move': from(
    options,
    z.object({
      /** As the preview showed them; one that has changed since stays. */
      rules: z.array(ruleStampSchema).min(1).max(5000),
      badges: z.array(z.object({ sandbox: recordId, production: recordId })).max(5000),
    }),
  ).replies<ProductionMoveReply>(),
  'setup.export': from(options, z.object({ passphrase })).replies<FileReply | { problem: 'weak' | 'disconnected' }>(),
  'setup.preview': from(options, z.object({ text: fileText, passphrase })).replies<SetupPreviewReply>(),
  'setup.import': from(
    options,
    z.object({ text: fileText, passphrase, take, withSettings: z.boolean() }),
  ).replies<SetupReply>(),
} as const;

/** A file for the reader to keep. */
export interface FileReply {
  name: string;
  text: string;
}

/** Why a file was not taken; nothing was changed. */
export type FileTrouble =
  | 'too-large'
  | 'malformed'
  | 'newer'
  /** A file of another kind, ours or anybody's. */
  | 'another-file'
  /** Encrypted, and not as it was written. */
  | 'damaged'
  | 'wrong-passphrase';

export type ImportTrouble = FileTrouble | CredlyTrouble;

/** What a rule is about, without where it stands. */
export type RuleContent = Pick<
  RuleView,
  'awardFor' | 'hold' | 'retake' | 'issue' | 'block' | 'placement' | 'isExpired'
>;

export interface ImportRowView {
  position: number;
  quizTitle: string;
  organizationId: string;
  environment: 'production' | 'sandbox';
  /** Would act under the connection. */
  active: boolean;
  status: 'new' | 'same' | 'differs';
  theirs: RuleContent;
  /** The rule that is here; null for `new`. */
  mine: RuleContent | null;
  mineStamp: RuleStamp | null;
  /** Fields of the rule that differ. */
  changes: string[];
}

export interface ImportPreview {
  rows: ImportRowView[];
  refused: {
    position: number;
    title: string | null;
    reason: 'malformed' | 'quiz-unclear' | 'evidence-link' | 'twice' | 'badge-archived' | 'badge-gone';
  }[];
}

export type ImportPreviewReply = { ok: true; preview: ImportPreview } | { ok: false; trouble: ImportTrouble };
export type ImportReply = ({ ok: true } & CarriedOut) | { ok: false; trouble: ImportTrouble };

export interface ProductionPreview {
  /** Every badge that the sandbox rules award, once. */
  badges: {
    sandbox: BadgeView;
    match: 'exact' | 'loose' | 'ambiguous' | 'missing';
    /** Ids of production templates of that name. */
    candidates: string[];
  }[];
  templates: { id: string; name: string }[];
  rules: { ruleId: string; version: number; quizTitle: string; awardFor: AwardForView; hasProductionRule: boolean }[];
}

export type ProductionPreviewReply =
  | { ok: true; preview: ProductionPreview }
  | { ok: false; trouble: CredlyTrouble | 'not-production' };
export type ProductionMoveReply =
  /** `left`: titles of quizzes that changed meanwhile. */
  | { ok: true; added: number; left: string[] }
  | { ok: false; trouble: CredlyTrouble | 'not-production' | 'template-gone' };

export interface SetupPreview {
  organizationId: string;
  organizationName: string;
  environment: 'production' | 'sandbox';
  /** The file's award settings, where they differ from those here. */
  settings: AwardSettings | null;
  rules: ImportPreview;
}

export type SetupPreviewReply = { ok: true; preview: SetupPreview } | { ok: false; trouble: ImportTrouble };
export type SetupReply =
  | ({ ok: true } & CarriedOut)
  | { ok: false; trouble: ImportTrouble }
  /** Credly did not accept the file's connection. */
  | { ok: false; problem: ConnectionProblem };
