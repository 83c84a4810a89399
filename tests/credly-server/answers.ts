/** What goes back over the wire: `json` is serialised, `text` is sent as it is, neither means an empty body. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  /** Default: JSON for `json`, HTML for `text`. */
  contentType?: string;
}

/**
 * How 401, 403 and 404 look. Credly's real text is not documented, so a client has to live with each of these:
 * no body, `{"message"}`, or `{"data":{"message"}}`.
 */
export type ErrorBody = 'empty' | 'message' | 'data-message';

/** Thrown by handlers to refuse a request; the router turns it into an answer. */
export class Refusal extends Error {
  readonly status: number;
  /** Further properties of `data` (such as `error_index`). */
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown> | null;

  constructor(
    status: number,
    message: string,
    extra: { data?: Record<string, unknown>; metadata?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.data = extra.data ?? {};
    this.metadata = extra.metadata ?? null;
  }
}

export function answerRefusal({ status, message, data, metadata }: Refusal, errorBody: ErrorBody): Answer {
  // 400 and 422 have a documented shape; only the others vary.
  const hasVariants = [401, 403, 404].includes(status);
  // Not documented for Credly, but usual with Basic: a page that fetches with credentials would show a login prompt.
  const headers = status === 401 ? { 'WWW-Authenticate': 'Basic realm="Application"' } : {};
  if (hasVariants && errorBody === 'empty') return { status, headers };
  if (hasVariants && errorBody === 'message') return { status, headers, json: { message } };
  return { status, headers, json: { data: { message, ...data }, metadata } };
}
