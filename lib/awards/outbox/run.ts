import {
  belongsTo,
  type Connection,
  changeHealth,
  readConnection,
  readHealth,
  restUntil,
} from '../../connection/connection.ts';
import type { CredlyClient, CredlyFailure } from '../../credly/index.ts';
import type { Award } from '../award.ts';
import { amendAward } from '../ledger.ts';
import type { RuleScope } from '../rules-store.ts';

/** What the parts of the outbox share: the injected world, the line to Credly, and the pauses. */

export interface Session {
  client: CredlyClient;
  connection: Connection;
}

export interface OutboxDependencies {
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
  /** Null while disconnected, without consent, or paused: then nothing is sent or asked. */
  session(): Promise<Session | null>;
  /** Called after each change, so that interfaces can follow. */
  changed(): Promise<void>;
  /** Asks to be woken at a time, or not at all. */
  wakeAt(time: number | null): Promise<void>;
}

/** At least so long between two requests. */
export const paceMs = 350;
/** A due time that never comes: only a person moves this award on. */
export const never = Number.MAX_SAFE_INTEGER;
/** How long a template waits after Credly refused it for lack of rights. */
const permissionPauseMs = 600_000;

export interface OutboxRun {
  readonly deps: OutboxDependencies;
  /**
   * One request to Credly, in its turn and under the connection of this very moment, which must be the award's.
   * @param session whose: the queue's own, unless a person asks for something that a held queue does not hold
   * @returns null where the connection is another one by now, or none: nothing was asked
   */
  ask<T>(
    scope: RuleScope,
    request: (session: Session, signal: AbortSignal) => Promise<T>,
    session?: OutboxDependencies['session'],
  ): Promise<Asked<T> | null>;
  /** Gives up the request in flight. */
  abort(): void;
  /** What templates said lately; lost with the worker. Owned by `template`. */
  readonly templates: Map<string, { allowsDuplicates: boolean; at: number }>;
}

export interface Asked<T> {
  answer: T;
  connection: Connection;
}

export function createRun(deps: OutboxDependencies): OutboxRun {
  let inFlight: AbortController | null = null;
  // When the last request ended. Lost with the worker, which takes longer to start than the pace.
  let lastEndedAt: number | null = null;
  return {
    deps,
    templates: new Map(),
    abort: () => inFlight?.abort(),
    ask: (scope, request, open = deps.session) =>
      navigator.locks.request('credly-line', async () => {
        if (lastEndedAt !== null) {
          const restMs = paceMs - (deps.now() - lastEndedAt);
          // A clock that was set back must not make it wait for long.
          if (restMs > 0) await deps.sleep(Math.min(restMs, paceMs));
        }
        inFlight = new AbortController();
        const { signal } = inFlight;
        // Disconnect or withdrawn consent may have come while we waited.
        const session = await open();
        if (!session || !belongsTo(scope, session.connection)) return null;
        const answer = await request(session, signal);
        inFlight = null;
        lastEndedAt = deps.now();
        return { answer, connection: session.connection };
      }),
  };
}

/** No answer of Credly's own about the request: the line, a proxy, or Credly as a whole. */
export function isLineTrouble({ kind }: CredlyFailure): boolean {
  return kind === 'unreachable' || kind === 'timed-out' || kind === 'server-error' || kind === 'not-credly';
}

/** After a 403 or 404: is it the organization as a whole? Then everything pauses. @returns why, or null */
export async function pauseIfUnreadable(run: OutboxRun, scope: RuleScope) {
  const asked = await run.ask(scope, ({ client }, signal) => client.getOrganization(scope.organizationId, signal));
  if (!asked || asked.answer.ok) return null;
  const { kind } = asked.answer.failure;
  const reason =
    kind === 'token-refused'
      ? 'token-refused'
      : kind === 'forbidden' || kind === 'not-found'
        ? 'organization-unreadable'
        : null;
  if (reason) await pause(run, reason, asked.connection);
  return reason;
}

/** A late word on a connection that was meanwhile replaced pauses nothing. */
export async function pause(
  run: OutboxRun,
  reason: 'token-refused' | 'organization-unreadable',
  under: Connection,
): Promise<void> {
  if (await isPresent(under)) await changeHealth({ paused: { reason, since: run.deps.now() } });
}

async function isPresent(under: Connection): Promise<boolean> {
  const present = await readConnection();
  return present?.connectedAt === under.connectedAt && present.tokenLastFour === under.tokenLastFour;
}

/**
 * Nothing is tried with this template for a while; a new token ends that at once.
 * @returns until when; null where what was said of a connection that was meanwhile replaced pauses nothing
 */
export async function pauseTemplate(run: OutboxRun, templateId: string, under: Connection): Promise<number | null> {
  if (!(await isPresent(under))) return null;
  const until = run.deps.now() + permissionPauseMs;
  const { pausedTemplates } = await readHealth();
  await changeHealth({ pausedTemplates: { ...pausedTemplates, [templateId]: until } });
  return until;
}

/** Puts an award off where its template is paused. @returns whether it did */
export async function putOffWithTemplate(run: OutboxRun, award: Award): Promise<boolean> {
  if (!award.badge) return false;
  const now = run.deps.now();
  const until = restUntil((await readHealth()).pausedTemplates[award.badge.templateId], now);
  if (until === null) return false;
  await amendAward(award.id, 'waiting', now, { reason: 'no-permission', dueAt: until });
  return true;
}
