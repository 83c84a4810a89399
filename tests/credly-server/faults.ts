import type { Answer } from './answers.ts';
import type { RecordedRequest } from './requests.ts';

/** Which requests a fault is for; a part that is left out matches everything. */
export interface FaultMatch {
  method?: string;
  /** Tested against the path without its query. */
  path?: RegExp;
  host?: string;
}

/** A way to go wrong. Only the kinds that say so let the request take effect. */
export type Fault =
  /** Answers this status; `body`: object as JSON, string as it is, nothing as an empty body. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string>; contentType?: string }
  /** A page meant for people where JSON was expected; status 200 by default. */
  | { kind: 'html-page'; status?: number }
  /** Takes the request and stays silent. Nothing is created. */
  | { kind: 'no-answer' }
  /** Cuts the connection. Nothing is created. */
  | { kind: 'drop' }
  /** The request takes effect, then the connection is cut. */
  | { kind: 'create-then-drop' }
  /** The request takes effect, but is never answered. */
  | { kind: 'create-then-hang' }
  /** The request takes effect at once and is answered after `delayMs`. */
  | { kind: 'slow'; delayMs: number }
  /** Never answers (or cuts the connection), and the request takes effect only `commitAfterMs` later. */
  | { kind: 'commit-late'; commitAfterMs: number; answer?: 'never' | 'drop' }
  /** A success that is not what the API promises: `''`, `'[]'`, `'{"data":42}'`. Nothing is created. */
  | { kind: 'malformed'; body: string; contentType?: string; status?: number }
  /** The normal answer with a property nobody knows in every object. */
  | { kind: 'extra-fields' };

/** How the server is to react: an answer (perhaps late), silence, or a cut connection. */
export type Reaction = { kind: 'answer'; answer: Answer; delayMs: number } | { kind: 'hang' } | { kind: 'drop' };

const maintenancePage = `<!doctype html>
<html lang="en"><head><title>Credly | Maintenance</title></head>
<body><h1>We will be right back</h1><p>Credly is being improved at the moment.</p></body></html>`;

function addUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([name, inner]) => [name, addUnknownFields(inner)]);
  return { ...Object.fromEntries(known), unheard_of_attribute: { added: 'later' } };
}

function answerStatus({ status, body, headers, contentType }: Extract<Fault, { kind: 'status' }>): Answer {
  return {
    status,
    ...(headers && { headers }),
    ...(contentType && { contentType }),
    ...(typeof body === 'string' ? { text: body } : body !== undefined && { json: body }),
  };
}

/**
 * Plays a fault for one request.
 * `handle` lets the request take effect; `later` runs something after a while, unless the server stops before.
 */
export function playFault(
  fault: Fault,
  handle: () => Answer,
  later: (action: () => void, delayMs: number) => void,
): Reaction {
  const answer = (given: Answer, delayMs = 0): Reaction => ({ kind: 'answer', answer: given, delayMs });
  switch (fault.kind) {
    case 'status':
      return answer(answerStatus(fault));
    case 'html-page':
      return answer({ status: fault.status ?? 200, text: maintenancePage });
    case 'no-answer':
      return { kind: 'hang' };
    case 'drop':
      return { kind: 'drop' };
    case 'create-then-drop':
      handle();
      return { kind: 'drop' };
    case 'create-then-hang':
      handle();
      return { kind: 'hang' };
    case 'slow':
      return answer(handle(), fault.delayMs);
    case 'commit-late':
      later(handle, fault.commitAfterMs);
      return { kind: fault.answer === 'drop' ? 'drop' : 'hang' };
    case 'malformed':
      return answer({
        status: fault.status ?? 200,
        text: fault.body,
        contentType: fault.contentType ?? 'application/json; charset=utf-8',
      });
    case 'extra-fields': {
      const normal = handle();
      return answer('json' in normal ? { ...normal, json: addUnknownFields(normal.json) } : normal);
    }
  }
}

interface PlannedFault {
  match: FaultMatch;
  fault: Fault;
  timesLeft: number;
}

/** The faults in force, the latest first. */
export class FaultPlan {
  private readonly planned: PlannedFault[] = [];

  /** Plans a fault for the next `times` matching requests. `remove` takes it back early; removing twice is harmless. */
  add(match: FaultMatch, fault: Fault, times: number): { remove(): void } {
    const plan: PlannedFault = { match, fault, timesLeft: times };
    this.planned.unshift(plan);
    return { remove: () => this.remove(plan) };
  }

  /** Uses up one turn of the first fault that matches; `undefined` when the request is to go well. */
  take({ method, path, host }: RecordedRequest): Fault | undefined {
    const plan = this.planned.find(
      ({ match, timesLeft }) =>
        timesLeft > 0 &&
        (match.method === undefined || match.method === method) &&
        (match.host === undefined || match.host === host) &&
        (match.path === undefined || match.path.test(path)),
    );
    if (!plan) return undefined;
    plan.timesLeft -= 1;
    if (plan.timesLeft <= 0) this.remove(plan);
    return plan.fault;
  }

  private remove(plan: PlannedFault): void {
    const at = this.planned.indexOf(plan);
    if (at >= 0) this.planned.splice(at, 1);
  }
}
