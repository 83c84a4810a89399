import type { ReplyOf } from '@/lib/messages/client';

export type ProfilePreview = Extract<ReplyOf<'sites.preview-import'>, { ok: true }>['preview'];
export type ProfileReply = ReplyOf<'sites.preview-import'>;
export type AddTrouble = Extract<ReplyOf<'teaching.start'>, { ok: false }>['trouble'] | 'no-answer';

/** What the tab "Quiz sites" can ask for. None of these rejects. */
export interface SitesActions {
  /** Asks the browser for access to the address's site, and opens the quiz there. Null: it is open. */
  addSite(address: string): Promise<AddTrouble | null>;
  /** Opens the site to correct what is known of it. */
  fixSite(id: string): Promise<AddTrouble | null>;
  exportSite(id: string): Promise<boolean>;
  previewProfile(text: string): Promise<ProfileReply | null>;
  /** Asks the browser for access first. `refused`: it was not given, and nothing was changed. */
  importProfile(text: string, origins: readonly string[]): Promise<ProfileReply | 'refused' | null>;
  removeSite(id: string): Promise<boolean>;
  /** Asks the browser again. */
  allowSite(origins: readonly string[]): Promise<boolean>;
}
