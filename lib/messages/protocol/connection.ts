import { z } from 'zod';
import type { AwardSettings } from '../../awards/award-settings.ts';
import type { ConnectionCheck } from '../../connection/check-connection.ts';
import type { QueueView } from './awards.ts';
import { from, nothing, options } from './entry.ts';
import type { QuizRuleView } from './rules.ts';
import type { SiteHealthView } from './site.ts';

/** Consent, connection, and the options page as a whole. */

export const connectionMessages = {
  'options.state': from(options, nothing).replies<OptionsState>(),
  'consent.answer': from(options, z.object({ answer: z.enum(['agreed', 'declined']) })).replies<null>(),
  'connection.save': from(
    options,
    z.object({ organizationId: z.string().max(200), token: z.string().max(1000), sandbox: z.boolean() }),
  ).replies<ConnectionCheck>(),
  'connection.disconnect': from(options, nothing).replies<null>(),
} as const;

export type ConsentView = 'none' | 'agreed' | 'declined';

export interface ConnectionView {
  organizationId: string;
  organizationName: string;
  organizationPhotoUrl: string | null;
  environment: 'production' | 'sandbox';
  tokenLastFour: string;
  mayIssue: 'yes' | 'unknown';
  /** The token may delete badges, which is never needed here. */
  mayDelete: boolean;
  tokenExpiresAt: number | null;
  tokenEnteredAt: number;
  connectedAt: number;
  lastSuccessAt: number | null;
  paused: { reason: 'token-refused' | 'organization-unreadable'; since: number } | null;
  unreachableSince: number | null;
}

export interface OptionsState {
  consent: { state: ConsentView; at: number | null };
  connection: ConnectionView | null;
  rules: QuizRuleView[];
  /** Awards that wait for a person, or for their turn. */
  waiting: number;
  forAPerson: number;
  queue: QueueView;
  settings: AwardSettings;
  /** Days until the token dies: what Credly said, else 180 days from the day it was entered. Null while disconnected. */
  tokenDaysLeft: number | null;
  /** Quizzes that reached a cap, by title. */
  capped: string[];
  /** When the site's own Credly card was last seen among its integrations. */
  ownCardSeenAt: number | null;
  /** Anchors of the shipped profile that were last looked for in vain. */
  missingAnchors: { anchor: string; at: number }[];
  sites: SiteHealthView[];
}
