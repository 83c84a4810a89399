import { failed, succeeded } from '../../../lib/credly/errors.ts';
import type {
  CredlyClient,
  CredlyFailure,
  CredlyResult,
  Environment,
  IssuedBadge,
  IssueRequest,
} from '../../../lib/credly/index.ts';

/**
 * A Credly in memory, for the model-based test: one organization in two environments, templates that forbid or allow
 * duplicates, commits that come late, and every answer or silence there is. It keeps a record of what reached it.
 */

export interface ModelBadge {
  id: string;
  environment: Environment;
  request: IssueRequest;
  state: 'pending' | 'accepted' | 'revoked';
  /** What stands in its place. */
  replacedBy: string | null;
}

/** One creating request: a single badge, several in a batch, or one in the place of another. */
export type RequestKind =
  | 'issue'
  | 'batch'
  | 'replace'
  | 'find'
  | 'organization'
  | 'badge'
  | 'revoke'
  | 'changed'
  | 'template';

/** How the next request of a kind ends. `created` says what Credly did all the same; `late` commits after `lateMs`. */
export interface PlannedAnswer {
  /** Null: as it should be. */
  failure: CredlyFailure | null;
  created: 'no' | 'yes' | 'late';
  lateMs: number;
  /** So long it takes to answer. */
  tookMs: number;
}

export interface RecordedRequest {
  kind: RequestKind;
  environment: Environment;
  /** Of `time()`, which never goes back. */
  leftAt: number;
  /** Null while it is open, or when nobody waits for the answer any more. */
  endedAt: number | null;
  /** What is to be created: one for `issue` and `replace`, several for `batch`. */
  requests: readonly IssueRequest[];
  /** For `replace`. */
  replaces: string | null;
  /** For `find`. */
  asked: { email: string; templateId: string } | null;
  answer: CredlyResult<unknown> | null;
}

export interface ModelWorld {
  time(): number;
  pass(ms: number): void;
  /** Awaited before each answer arrives. */
  point(): Promise<void>;
  /** Called when a request leaves. */
  leaves(request: RecordedRequest): Promise<void>;
}

const hasBadge = { kind: 'already-has-badge', sentence: 'User already has this badge' } as const;

const asItShould: PlannedAnswer = { failure: null, created: 'yes', lateMs: 0, tookMs: 40 };

export class ModelCredly {
  readonly badges: ModelBadge[] = [];
  readonly requests: RecordedRequest[] = [];
  private readonly plans: Record<RequestKind, PlannedAnswer[]> = {
    issue: [],
    batch: [],
    replace: [],
    find: [],
    organization: [],
    badge: [],
    revoke: [],
    changed: [],
    template: [],
  };
  private late: { at: number; take: () => unknown }[] = [];
  private readonly world: ModelWorld;
  private readonly allowsDuplicates: (templateId: string) => boolean;

  constructor(world: ModelWorld, allowsDuplicates: (templateId: string) => boolean) {
    this.world = world;
    this.allowsDuplicates = allowsDuplicates;
  }

  plan(kind: RequestKind, ...answers: PlannedAnswer[]): void {
    this.plans[kind].push(...answers);
  }

  /** From here on everything is answered as it should be. */
  recover(): void {
    for (const plans of Object.values(this.plans)) plans.length = 0;
  }

  /** Commits what has become due. To be called whenever time has passed. */
  commitLate(): void {
    const due = this.late.filter((it) => it.at <= this.world.time());
    this.late = this.late.filter((it) => it.at > this.world.time());
    for (const { take } of due) take();
  }

  /** Another browser of the same organization was faster. */
  issuedElsewhere(environment: Environment, email: string, templateId: string, issuedAt: string): void {
    this.create(environment, {
      recipient_email: email,
      issued_to_first_name: 'Elsewhere',
      issued_to_last_name: 'Example',
      badge_template_id: templateId,
      issued_at: issuedAt,
    });
  }

  client(environment: Environment): CredlyClient {
    const notAsked = async () => failed({ kind: 'unreachable' } as const);
    return {
      listOrganizations: notAsked,
      listActiveTemplates: notAsked,
      getTemplate: (_organizationId, templateId, signal) =>
        this.answer({ kind: 'template', environment }, signal, () =>
          succeeded({
            id: templateId,
            name: templateId,
            state: 'active',
            description: null,
            imageUrl: null,
            allowsDuplicates: this.allowsDuplicates(templateId),
            skills: [],
            level: null,
            expiry: null,
          }),
        ),
      ownTokenEntry: notAsked,
      getOrganization: (organizationId, signal) =>
        this.answer({ kind: 'organization', environment }, signal, () =>
          succeeded({ id: organizationId, name: 'Northwind Academy', photoUrl: null }),
        ),
      issueBadge: (_organizationId, request, signal) =>
        this.answer({ kind: 'issue', environment, requests: [request] }, signal, (): CredlyResult<IssuedBadge> => {
          const badge = this.create(environment, request);
          return badge ? succeeded(asIssued(badge)) : failed({ ...hasBadge, errorIndex: null });
        }),
      issueBadges: (_organizationId, requests, signal) =>
        this.answer({ kind: 'batch', environment, requests }, signal, (): CredlyResult<IssuedBadge[]> => {
          const refused = requests.findIndex((it) => this.isDuplicate(environment, it));
          if (refused >= 0) return failed({ ...hasBadge, errorIndex: refused });
          return succeeded(requests.flatMap((it) => this.create(environment, it) ?? []).map(asIssued));
        }),
      replaceBadge: (_organizationId, badgeId, request, signal) =>
        this.answer(
          { kind: 'replace', environment, requests: [request], replaces: badgeId },
          signal,
          (): CredlyResult<IssuedBadge> => {
            const old = this.badges.find((it) => it.id === badgeId);
            if (!old) return failed({ kind: 'not-found', sentence: null });
            if (old.replacedBy)
              return failed({
                kind: 'already-replaced',
                sentence: 'This badge cannot be replaced because it has already been replaced.',
                currentBadgeId: old.replacedBy,
              });
            const badge = this.create(environment, request);
            if (!badge) return failed({ ...hasBadge, errorIndex: null });
            old.replacedBy = badge.id;
            return succeeded(asIssued(badge));
          },
        ),
      revokeBadge: (_organizationId, badgeId, _reason, _options, signal) =>
        this.answer({ kind: 'revoke', environment }, signal, (): CredlyResult<IssuedBadge> => {
          const badge = this.badges.find((it) => it.id === badgeId);
          if (!badge) return failed({ kind: 'not-found', sentence: null });
          badge.state = 'revoked';
          return succeeded(asIssued(badge));
        }),
      listLatelyChanged: (_organizationId, page) =>
        this.answer({ kind: 'changed', environment }, undefined, () => {
          const all = this.badges.filter((it) => it.environment === environment).map(asIssued);
          return succeeded({
            items: all.slice((page - 1) * 50, page * 50),
            totalPages: Math.ceil(all.length / 50) || 1,
            totalCount: all.length,
          });
        }),
      getBadge: (_organizationId, badgeId, signal) =>
        this.answer({ kind: 'badge', environment }, signal, (): CredlyResult<IssuedBadge> => {
          const badge = this.badges.find((it) => it.id === badgeId);
          return badge ? succeeded(asIssued(badge)) : failed({ kind: 'not-found', sentence: null });
        }),
      findBadges: (_organizationId, email, templateId, signal) =>
        this.answer({ kind: 'find', environment, asked: { email, templateId } }, signal, () =>
          succeeded(this.badgesOf(environment, email, templateId).map(asIssued)),
        ),
    };
  }

  badgesOf(environment: Environment, email: string, templateId: string): ModelBadge[] {
    return this.badges.filter(
      (it) =>
        it.environment === environment &&
        it.replacedBy === null &&
        it.request.badge_template_id === templateId &&
        it.request.recipient_email.toLowerCase() === email.toLowerCase(),
    );
  }

  private async answer<T>(
    what: Pick<RecordedRequest, 'kind' | 'environment'> & Partial<RecordedRequest>,
    signal: AbortSignal | undefined,
    take: () => CredlyResult<T>,
  ): Promise<CredlyResult<T>> {
    if (signal?.aborted) return failed({ kind: 'aborted' });
    const { failure, created, lateMs, tookMs } = this.plans[what.kind].shift() ?? asItShould;
    const request: RecordedRequest = {
      requests: [],
      replaces: null,
      asked: null,
      answer: null,
      endedAt: null,
      leftAt: this.world.time(),
      ...what,
    };
    this.requests.push(request);
    await this.world.leaves(request);
    const taken = failure === null || created === 'yes' ? take() : null;
    if (failure !== null && created === 'late' && request.requests.length > 0)
      this.late.push({ at: this.world.time() + lateMs, take });
    await this.world.point();
    this.world.pass(tookMs);
    const answer = signal?.aborted ? failed({ kind: 'aborted' }) : failure ? failed(failure) : taken;
    if (!answer) throw new Error('The model has no answer.');
    request.answer = answer;
    request.endedAt = this.world.time();
    return answer;
  }

  /** Like Credly, which looks for a duplicate when it writes, late or not. */
  private create(environment: Environment, request: IssueRequest): ModelBadge | null {
    if (this.isDuplicate(environment, request)) return null;
    const id = `badge-${this.badges.length + 1}`;
    const badge: ModelBadge = { id, environment, request, state: 'pending', replacedBy: null };
    this.badges.push(badge);
    return badge;
  }

  private isDuplicate(environment: Environment, request: IssueRequest): boolean {
    const others = this.badgesOf(environment, request.recipient_email, request.badge_template_id);
    return !this.allowsDuplicates(request.badge_template_id) && others.some((it) => it.state !== 'revoked');
  }
}

function asIssued({ id, request, state }: ModelBadge): IssuedBadge {
  return {
    id,
    state,
    recipientEmail: request.recipient_email,
    issuedAt: request.issued_at.replace(/^(\S+) (\S+) \+0000$/, '$1T$2.000Z'),
    firstName: request.issued_to_first_name,
    lastName: request.issued_to_last_name,
    acceptUrl: null,
    badgeUrl: null,
    templateId: request.badge_template_id,
    earnerKnown: false,
    stateUpdatedAt: null,
    replacesBadgeId: null,
  };
}
