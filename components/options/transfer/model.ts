import type { ImportPreview, MessageOf, ReplyOf } from '@/lib/messages/client';

export type ImportPreviewReply = ReplyOf<'rules.preview-import'>;
export type ImportReply = ReplyOf<'rules.import'>;
export type ImportTrouble = Extract<ImportReply, { ok: false }>['trouble'] | 'no-answer';
export type ProductionPreviewReply = ReplyOf<'production.preview'>;
export type ProductionMoveReply = ReplyOf<'production.move'>;
export type SetupPreviewReply = ReplyOf<'setup.preview'>;
export type SetupReply = ReplyOf<'setup.import'>;
export type { ImportPreview };
export type ImportRow = ImportPreview['rows'][number];

/** What was taken from a file. */
export type Taken = Omit<Extract<ImportReply, { ok: true }>, 'ok'>;
/** Entries to be stored, each over what the preview showed. */
export type Takes = MessageOf<'rules.import'>['take'];

/** Files that go out and come in. Null, or false, where nothing answered. */
export interface TransferActions {
  /** Saves a file of all rules. */
  exportRules(): Promise<boolean>;
  previewImport(text: string): Promise<ImportPreviewReply | null>;
  importRules(text: string, take: Takes): Promise<ImportReply | null>;
  previewProduction(): Promise<ProductionPreviewReply | null>;
  moveToProduction(
    rules: MessageOf<'production.move'>['rules'],
    badges: { sandbox: string; production: string }[],
  ): Promise<ProductionMoveReply | null>;
  /** Saves an encrypted file; the passphrase is judged by the worker too. */
  exportSetup(passphrase: string): Promise<'saved' | 'weak' | 'disconnected' | null>;
  previewSetup(text: string, passphrase: string): Promise<SetupPreviewReply | null>;
  importSetup(text: string, passphrase: string, take: Takes, withSettings: boolean): Promise<SetupReply | null>;
}
