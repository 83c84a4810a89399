import { z } from 'zod';
import { type CredlyClient, type CredlyToken, createCredlyClient, environments } from '../credly/index.ts';
import { readConsent } from '../settings/consent.ts';
import { storedItem } from '../settings/stored-item.ts';

/** What is kept of a connection. `token` leaves this room only inside a client. */
const connectionSchema = z.object({
  organizationId: z.string().min(1).max(100),
  organizationName: z.string().max(300),
  organizationPhotoUrl: z.string().max(2000).nullable(),
  environment: z.enum(environments),
  token: z.string().min(1).max(500),
  /** `yes` where the token's own entry said so; `unknown` where it could not be read. */
  mayIssue: z.enum(['yes', 'unknown']),
  /** More than is needed here; said, so that an admin can make a lesser token. */
  mayDelete: z.boolean().default(false),
  /** When the token dies, where Credly said it. */
  tokenExpiresAt: z.number().nullable(),
  tokenEnteredAt: z.number(),
  connectedAt: z.number(),
});
export type StoredConnection = z.output<typeof connectionSchema>;

const connectionItem = storedItem('connection', connectionSchema.nullable(), null);

/** What is learnt while working. Apart from the connection, so that a busy queue never rewrites the token. */
const healthSchema = z.object({
  lastSuccessAt: z.number().nullable(),
  /** Why nothing is sent at the moment. */
  paused: z.object({ reason: z.enum(['token-refused', 'organization-unreadable']), since: z.number() }).nullable(),
  /** Since when Credly cannot be reached. */
  unreachableSince: z.number().nullable(),
  /** Requests that failed one after the other without an answer of Credly's own. */
  failuresInARow: z.number().int().min(0).catch(0),
  /** How often Credly said one after the other that it gets too many requests (429). */
  busyInARow: z.number().int().min(0).catch(0),
  /** The circuit breaker is open, or Credly asked for a rest: nothing is asked or sent before this time. */
  retryAt: z.number().nullable().catch(null),
  /** After a reconnect waiting awards leave only when a person says so. */
  queueHeld: z.boolean().catch(false),
  /** Badge templates that Credly refuses to this token (403), and until when nothing is tried with them. */
  pausedTemplates: z.record(z.string().max(100), z.number()).catch({}),
  /** Things Credly refused to this token (403) which can be known only by trying. */
  refused: z.array(z.enum(['revoke'])).catch([]),
});
export type ConnectionHealth = z.output<typeof healthSchema>;
const healthy: ConnectionHealth = {
  lastSuccessAt: null,
  paused: null,
  unreachableSince: null,
  failuresInARow: 0,
  busyInARow: 0,
  retryAt: null,
  queueHeld: false,
  pausedTemplates: {},
  refused: [],
};
const healthItem = storedItem('connection-health', healthSchema, healthy);

/** The connection as everybody but Credly may see it: the token is down to its last four characters. */
export interface Connection {
  organizationId: string;
  organizationName: string;
  organizationPhotoUrl: string | null;
  environment: 'production' | 'sandbox';
  tokenLastFour: string;
  mayIssue: 'yes' | 'unknown';
  mayDelete: boolean;
  tokenExpiresAt: number | null;
  tokenEnteredAt: number;
  connectedAt: number;
}

/** Whether a rule, an award or another connection is of the same organization and environment as the present one. */
export function belongsTo(
  it: Pick<Connection, 'organizationId' | 'environment'>,
  connection: Pick<Connection, 'organizationId' | 'environment'> | null,
): boolean {
  return it.organizationId === connection?.organizationId && it.environment === connection.environment;
}

/** Credly's tokens live so long. */
const tokenLifeMs = 180 * 86_400_000;

/** Whole days until the token dies; counted from the day it was entered where Credly did not say. Negative when it has. */
export function tokenDaysLeft(connection: Pick<Connection, 'tokenExpiresAt' | 'tokenEnteredAt'>, now: number): number {
  const end = connection.tokenExpiresAt ?? connection.tokenEnteredAt + tokenLifeMs;
  return Math.floor((end - now) / 86_400_000);
}

export async function readConnection(): Promise<Connection | null> {
  const stored = await connectionItem.get();
  return stored && withoutToken(stored);
}

function withoutToken({ token, ...rest }: StoredConnection): Connection {
  return { ...rest, tokenLastFour: token.slice(-4) };
}

/** A client under the present connection, together with the connection it works under; null when disconnected. */
export async function connectedClient(): Promise<{ client: CredlyClient; connection: Connection } | null> {
  const stored = await connectionItem.get();
  if (!stored) return null;
  return {
    client: createCredlyClient(stored.environment, stored.token as CredlyToken),
    connection: withoutToken(stored),
  };
}

/** The same, but null without consent or while paused too: for what a person asks for, which a held queue does not hold. */
export async function agreedClient(): ReturnType<typeof connectedClient> {
  if ((await readConsent()).state !== 'agreed' || (await readHealth()).paused) return null;
  return connectedClient();
}

/** The saved token, for testing an edited connection whose token field was left empty. Stays in the worker. */
export async function savedToken(): Promise<CredlyToken | null> {
  return ((await connectionItem.get())?.token as CredlyToken | undefined) ?? null;
}

/**
 * Stores a tested connection. A new token for the same organization and environment lets the queue go on by itself; any
 * other connect holds what waits until a person has looked at it.
 * @param hasWaiting whether awards of this organization and environment wait
 */
export async function saveConnection(connection: StoredConnection, hasWaiting = false): Promise<void> {
  const former = await connectionItem.get();
  const goesOn = former?.organizationId === connection.organizationId && former.environment === connection.environment;
  const store = () => connectionItem.set(connectionSchema.parse(connection));
  const renew = () =>
    healthItem.update((it) => ({
      ...healthy,
      lastSuccessAt: connection.connectedAt,
      queueHeld: goesOn ? it.queueHeld : hasWaiting,
    }));
  // A queue that is to be held is held before anything could leave; one that goes on does so with the new token.
  if (goesOn) await store().then(renew);
  else await renew().then(store);
}

/** Forgets the credentials. Rules, awards and templates are other rooms' and stay. */
export async function removeConnection(): Promise<void> {
  await connectionItem.remove();
  await healthItem.remove();
}

export const readHealth = (): Promise<ConnectionHealth> => healthItem.get();
const lineWorks = { unreachableSince: null, failuresInARow: 0, retryAt: null } as const;

/** Credly answered: whatever was wrong with the line is over. */
export const noteSuccess = (now: number): Promise<ConnectionHealth> =>
  changeHealth({ lastSuccessAt: now, ...lineWorks });

/** An answer of Credly's own, though no success: the line works. */
export const noteAnswer = (): Promise<ConnectionHealth> => changeHealth(lineWorks);

/** Nothing rests for longer: `Retry-After` is cut at an hour, the others are shorter. */
export const longestRestMs = 3_600_000;
/** A clock that is set right by some minutes ends no rest. */
const slackMs = 300_000;

/**
 * Until when something rests; null where it does not. A time that is further ahead than anything rests was noted while the
 * clock ran ahead, and has been over for long.
 */
export function restUntil(time: number | null | undefined, now: number): number | null {
  return time && time > now && time - now <= longestRestMs + slackMs ? time : null;
}

/** A request to issue was taken, or refused for what it says. Questions may be answered all the while Credly takes none. */
export const noteTaken = (now: number | null): Promise<ConnectionHealth> =>
  changeHealth({ ...lineWorks, busyInARow: 0, ...(now === null ? {} : { lastSuccessAt: now }) });

/** So many failures in a row open the circuit breaker, for longer each time. */
export const breakerThreshold = 3;
const firstBreakMs = 30_000;
const longestBreakMs = 900_000;

/** No answer of Credly's own. @returns whether the circuit breaker is open now */
export async function noteFailure(now: number): Promise<boolean> {
  const health = await healthItem.update((it) => {
    const failuresInARow = it.failuresInARow + 1;
    const over = failuresInARow - breakerThreshold;
    return {
      ...it,
      failuresInARow,
      unreachableSince: it.unreachableSince ?? now,
      retryAt: over < 0 ? null : now + Math.min(firstBreakMs * 2 ** over, longestBreakMs),
    };
  });
  return health.retryAt !== null;
}

/**
 * Credly gets too many requests: nothing is sent for as long as it asks for, and for longer each time it says so again.
 * @returns until when
 */
export async function noteBusy(now: number, retryAfterMs: number | null): Promise<number> {
  const { retryAt } = await healthItem.update((it) => {
    const waitMs = Math.min(firstBreakMs * 2 ** it.busyInARow, longestBreakMs);
    return { ...it, ...lineWorks, busyInARow: it.busyInARow + 1, retryAt: now + Math.max(waitMs, retryAfterMs ?? 0) };
  });
  return retryAt ?? now;
}

export const changeHealth = (change: Partial<ConnectionHealth>): Promise<ConnectionHealth> =>
  healthItem.update((health) => ({ ...health, ...change }));
