import type { z } from 'zod';
import { type CredlyToken, isFailure, sendAuthorized } from './authorized-request.ts';
import { apiOrigins, type Environment } from './environment.ts';
import { currentBadgeId, errorIndex, errorSentence } from './error-sentence.ts';
import { type CredlyFailure, type CredlyResult, failed, succeeded } from './errors.ts';
import {
  type BadgeTemplate,
  badgeTemplateSchema,
  batchAnswer,
  type IssuedBadge,
  issuedBadgeSchema,
  type Organization,
  type OwnTokenEntry,
  organizationSchema,
  ownTokenEntrySchema,
  pageAnswer,
  singleAnswer,
} from './schemas.ts';

/** What a badge is issued with: the five fields Credly requires, and what a rule adds to them (credly-api.md 4.1, 4.3). */
export interface IssueRequest {
  recipient_email: string;
  issued_to_first_name: string;
  issued_to_last_name: string;
  badge_template_id: string;
  /** `YYYY-MM-DD HH:MM:SS +0000` */
  issued_at: string;
  /** The same format; `false`: never. Left out: as the template says. */
  expires_at?: string | false;
  /** Language of Credly's mail. */
  locale?: string;
  suppress_badge_notification_email?: true;
  /** Public, always. */
  evidence?: { type: 'UrlEvidence'; name: string; value: string }[];
}

export interface Page<T> {
  items: T[];
  totalPages: number;
  totalCount: number;
}

/** Credly's Web Service API v1, as far as this extension uses it. Every method returns a value; none throws. */
export interface CredlyClient {
  listOrganizations(): Promise<CredlyResult<Page<Organization>>>;
  getOrganization(organizationId: string, signal?: AbortSignal): Promise<CredlyResult<Organization>>;
  /** Active templates, sorted by name, 50 a page (Credly's fixed size). @param page from 1 */
  listActiveTemplates(organizationId: string, page: number): Promise<CredlyResult<Page<BadgeTemplate>>>;
  getTemplate(organizationId: string, templateId: string, signal?: AbortSignal): Promise<CredlyResult<BadgeTemplate>>;
  /** Our own token's entry, or null where the list does not show it. Other tokens are dropped unparsed. */
  ownTokenEntry(organizationId: string): Promise<CredlyResult<OwnTokenEntry | null>>;
  issueBadge(organizationId: string, request: IssueRequest, signal?: AbortSignal): Promise<CredlyResult<IssuedBadge>>;
  /**
   * Issues up to `maxBatch` badges in one request. All or nothing, most likely; after a refusal Credly is asked all the same
   * (credly-api.md 6). @returns what was issued, in the order of the requests; null for an entry that is not readable
   */
  issueBadges(
    organizationId: string,
    requests: readonly IssueRequest[],
    signal?: AbortSignal,
  ): Promise<CredlyResult<(IssuedBadge | null)[]>>;
  /** Issues a badge in the place of another one (credly-api.md 6). A badge can be replaced only once. */
  replaceBadge(
    organizationId: string,
    badgeId: string,
    request: IssueRequest,
    signal?: AbortSignal,
  ): Promise<CredlyResult<IssuedBadge>>;
  /** @param reason Credly requires one */
  revokeBadge(
    organizationId: string,
    badgeId: string,
    reason: string,
    options: { suppressMail: boolean },
    signal?: AbortSignal,
  ): Promise<CredlyResult<IssuedBadge>>;
  getBadge(organizationId: string, badgeId: string, signal?: AbortSignal): Promise<CredlyResult<IssuedBadge>>;
  /** Badges of one earner and template, newest first. */
  findBadges(
    organizationId: string,
    email: string,
    templateId: string,
    signal?: AbortSignal,
  ): Promise<CredlyResult<IssuedBadge[]>>;
  /** All badges of the organization, those first whose state changed last; 50 a page. @param page from 1 */
  listLatelyChanged(
    organizationId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<CredlyResult<Page<IssuedBadge>>>;
}

/** What real clients send in one batch (credly-api.md 6); Credly's own limit is not known. */
export const maxBatch = 50;

export function createCredlyClient(environment: Environment, token: CredlyToken): CredlyClient {
  const base = `${apiOrigins[environment]}/v1`;
  const organization = (id: string) => `${base}/organizations/${encodeURIComponent(id)}`;
  const badge = (id: string, badgeId: string) => `${organization(id)}/badges/${encodeURIComponent(badgeId)}`;

  async function call<T>(
    schema: z.ZodType<T>,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<CredlyResult<T>> {
    const answer = await sendAuthorized({ method, url, token, body, signal });
    if (isFailure(answer)) return failed(answer);
    if (answer.status !== 200 && answer.status !== 201) return failed(failureOf(answer));
    const json = parseJson(answer.text);
    const parsed = schema.safeParse(json);
    return parsed.success ? succeeded(parsed.data) : failed({ kind: 'not-credly', status: answer.status });
  }

  return {
    listOrganizations: () => call(pageAnswer(organizationSchema), 'GET', `${base}/organizations`),
    getOrganization: (id, signal) => call(singleAnswer(organizationSchema), 'GET', organization(id), undefined, signal),
    async listActiveTemplates(id, page) {
      const query = new URLSearchParams({ filter: 'state::active', sort: 'name', page: String(page) });
      const result = await call(pageAnswer(badgeTemplateSchema), 'GET', `${organization(id)}/badge_templates?${query}`);
      if (!result.ok) return result;
      // The filter is asked for, not trusted: a draft or archived template can never be offered.
      return succeeded({ ...result.value, items: result.value.items.filter((it) => it.state === 'active') });
    },
    getTemplate: (id, templateId, signal) =>
      call(
        singleAnswer(badgeTemplateSchema),
        'GET',
        `${organization(id)}/badge_templates/${encodeURIComponent(templateId)}`,
        undefined,
        signal,
      ),
    async ownTokenEntry(id) {
      const answer = await sendAuthorized({ method: 'GET', url: `${organization(id)}/authorization_tokens`, token });
      if (isFailure(answer)) return failed(answer);
      if (answer.status !== 200) return failed(failureOf(answer));
      const data = (parseJson(answer.text) as { data?: unknown } | null | undefined)?.data;
      if (!Array.isArray(data)) return failed({ kind: 'not-credly', status: answer.status });
      const own: unknown = data.find((entry: unknown) => (entry as { token?: unknown } | null)?.token === token);
      const parsed = ownTokenEntrySchema.safeParse(own);
      return succeeded(parsed.success ? parsed.data : null);
    },
    issueBadge: (id, request, signal) =>
      call(singleAnswer(issuedBadgeSchema), 'POST', `${organization(id)}/badges`, request, signal),
    issueBadges: (id, badges, signal) =>
      call(batchAnswer(issuedBadgeSchema), 'POST', `${organization(id)}/badges/batch`, { badges }, signal),
    replaceBadge: (id, badgeId, request, signal) =>
      call(singleAnswer(issuedBadgeSchema), 'POST', `${badge(id, badgeId)}/replace`, request, signal),
    revokeBadge(id, badgeId, reason, { suppressMail }, signal) {
      const body = { reason, ...(suppressMail ? { suppress_revoke_notification_email: true } : {}) };
      return call(singleAnswer(issuedBadgeSchema), 'PUT', `${badge(id, badgeId)}/revoke`, body, signal);
    },
    getBadge: (id, badgeId, signal) =>
      call(singleAnswer(issuedBadgeSchema), 'GET', badge(id, badgeId), undefined, signal),
    async findBadges(id, email, templateId, signal) {
      const query = new URLSearchParams({
        filter: `recipient_email::${email}|badge_template_id::${templateId}`,
        sort: '-created_at',
      });
      const url = `${organization(id)}/badges?${query}`;
      const result = await call(pageAnswer(issuedBadgeSchema), 'GET', url, undefined, signal);
      return result.ok ? succeeded(result.value.items) : result;
    },
    listLatelyChanged(id, page, signal) {
      const query = new URLSearchParams({ sort: '-state_updated_at', page: String(page) });
      return call(pageAnswer(issuedBadgeSchema), 'GET', `${organization(id)}/badges?${query}`, undefined, signal);
    },
  };
}

function failureOf(answer: { status: number; text: string; retryAfterMs: number | null }): CredlyFailure {
  const { status, retryAfterMs } = answer;
  const sentence = errorSentence(answer.text);
  if (status === 401) return { kind: 'token-refused' };
  if (status === 403) return { kind: 'forbidden', sentence };
  if (status === 404) return { kind: 'not-found', sentence };
  if (status === 429) return { kind: 'rate-limited', retryAfterMs };
  if (status === 408 || status >= 500) return { kind: 'server-error', status, retryAfterMs };
  // Only this sentence means "already issued"; other 422 answers are real refusals.
  if (status === 422 && sentence?.toLowerCase().includes('already has this badge'))
    return { kind: 'already-has-badge', sentence, errorIndex: errorIndex(answer.text) };
  if (status === 422 && sentence?.toLowerCase().includes('already been replaced'))
    return { kind: 'already-replaced', sentence, currentBadgeId: currentBadgeId(answer.text) };
  if (status >= 400) return { kind: 'rejected', status, sentence, errorIndex: errorIndex(answer.text) };
  return { kind: 'not-credly', status };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
