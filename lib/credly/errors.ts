/**
 * Everything that can go wrong between us and Credly, as values. No raw error leaves this room: fetch errors can hold
 * the request, and with it the token.
 */
export type CredlyFailure =
  /** 401: the token is wrong, expired, revoked, or belongs to the other environment. */
  | { kind: 'token-refused' }
  /** 403: the token is known but lacks the right, or the organization is another one's. */
  | { kind: 'forbidden'; sentence: string | null }
  /** 404: no such organization, template or badge for this token. */
  | { kind: 'not-found'; sentence: string | null }
  /** 422 whose sentence says that the earner already has this badge. A settled matter, not an error. */
  | { kind: 'already-has-badge'; sentence: string; errorIndex: number | null }
  /** 422 to a replace: somebody replaced that badge before. `currentBadgeId` is what stands in its place now. */
  | { kind: 'already-replaced'; sentence: string; currentBadgeId: string | null }
  /** 400, 409, 422 and other refusals of what was sent. `errorIndex`: which one of a batch. */
  | { kind: 'rejected'; status: number; sentence: string | null; errorIndex: number | null }
  /** 429. `retryAfterMs` is null where Credly did not say. */
  | { kind: 'rate-limited'; retryAfterMs: number | null }
  /** 408 and 5xx. */
  | { kind: 'server-error'; status: number; retryAfterMs: number | null }
  /** No connection, a connection cut off, or a redirect (which we refuse to follow with a token). */
  | { kind: 'unreachable' }
  /** No answer within the time limit. */
  | { kind: 'timed-out' }
  /** We gave up ourselves, for example because of Disconnect. */
  | { kind: 'aborted' }
  /** An answer that is not Credly's: HTML, too large, or of another shape. */
  | { kind: 'not-credly'; status: number };

export type CredlyResult<T> = { ok: true; value: T } | { ok: false; failure: CredlyFailure };

export const failed = (failure: CredlyFailure): { ok: false; failure: CredlyFailure } => ({ ok: false, failure });
export const succeeded = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/**
 * Whether a failed POST certainly created nothing. Where it is not certain, Credly has to be asked before anything is
 * sent again, because it knows no idempotency key.
 */
export function certainlyNothingCreated(failure: CredlyFailure): boolean {
  switch (failure.kind) {
    case 'token-refused':
    case 'forbidden':
    case 'not-found':
    case 'already-has-badge':
    case 'already-replaced':
    case 'rejected':
    case 'rate-limited':
      return true;
    case 'server-error':
    case 'unreachable':
    case 'timed-out':
    case 'aborted':
    case 'not-credly':
      return false;
  }
}
