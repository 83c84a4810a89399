import type { AwardAction, AwardRow, AwardSettings, OptionsState, ReceiptView, ReplyOf } from '@/lib/messages/client';
import type { LockActions } from './lock/model.ts';
import type { QuizzesActions } from './quizzes/model.ts';
import type { ResultsActions } from './results/model.ts';
import type { SitesActions } from './sites/model.ts';
import type { TransferActions } from './transfer/model.ts';

/** The tabs of the options page, as they stand in its address. */
export const views = ['integrations', 'quizzes', 'import-results', 'activity', 'quiz-sites', 'settings'] as const;
export type View = (typeof views)[number];

/** Something the worker was asked for: the last answer, if there was one, and whether the newest question failed. */
export interface Loadable<T> {
  value: T | null;
  failed: boolean;
}

/** What an admin types to connect. An empty token keeps the saved one. */
export interface ConnectionDraft {
  organizationId: string;
  token: string;
  sandbox: boolean;
}

type CheckedProblem = Extract<ReplyOf<'connection.save'>, { ok: false }>['problem'];

/** Why Save did not work: what the worker found, what the form itself sees, or that nothing answered. */
export type ConnectionProblem =
  | CheckedProblem
  | { kind: 'organization-malformed'; field: 'organizationId' }
  | { kind: 'no-answer'; field: 'form' };

export type SaveOutcome = { ok: true } | { ok: false; problem: ConnectionProblem };

export type EarnerProblem = ReplyOf<'awards.set-details'>['problems'][number];
export type EarnerDetails = NonNullable<AwardRow['participant']>;

/** What happened to the awards a person acted on; null where nothing answered. */
export type ActOutcome = ReplyOf<'awards.act'> | null;

/** Null: done. Else why not; `no-answer`: nothing answered here, so it is not known. */
export type AfterIssuingTrouble = Extract<ReplyOf<'awards.revoke'>, { ok: false }>['trouble'] | 'no-answer';
export type AfterIssuingOutcome = AfterIssuingTrouble | null;

/** How a quiz awards, besides what for. */
export type RuleOptions = Pick<OptionsState['rules'][number], 'hold' | 'retake'>;

/** A file to be kept on the reader's computer. */
export interface Download {
  name: string;
  text: string;
  mediaType: string;
}

/** What the page can ask for. None of these rejects: a failure is part of the answer. */
export interface OptionsActions extends QuizzesActions, TransferActions, LockActions, SitesActions, ResultsActions {
  /** True once the answer is kept. */
  answerConsent(answer: 'agreed' | 'declined'): Promise<boolean>;
  saveConnection(draft: ConnectionDraft): Promise<SaveOutcome>;
  disconnect(): Promise<boolean>;
  resumeRule(ruleId: string): Promise<boolean>;
  setRuleOptions(ruleId: string, options: RuleOptions): Promise<boolean>;
  /** Lets go what waited from before a reconnect. */
  releaseQueue(): Promise<boolean>;
  saveSettings(settings: AwardSettings): Promise<boolean>;
  /** Null where nothing answered; a null receipt where the award is gone. */
  receipt(id: string): Promise<{ receipt: ReceiptView | null } | null>;
  /** How many awards were erased and how many are on their way, or null where nothing answered. */
  eraseParticipant(email: string): Promise<{ erased: number; left: number } | null>;
  /** Reads the states at Credly anew: of one award, or (null) of all that changed lately. */
  refresh(id: string | null): Promise<AfterIssuingOutcome>;
  /** @param why shown to the earner by Credly */
  revoke(id: string, why: string): Promise<AfterIssuingOutcome>;
  correctEmail(id: string, email: string): Promise<AfterIssuingOutcome>;
  act(ids: string[], action: AwardAction): Promise<ActOutcome>;
  /** What is still wrong with the details (nothing: they are kept), or null where nothing answered. */
  setDetails(id: string, details: EarnerDetails): Promise<EarnerProblem[] | null>;
  copy(text: string): Promise<boolean>;
  download(file: Download): void;
  reload(): void;
  show(view: View): void;
}
