import type { IncomingMessage, ServerResponse } from 'node:http';
import { openTlsPort, type TlsPort } from '../tls/port.ts';
import type { Answer, ErrorBody } from './answers.ts';
import { type Fault, type FaultMatch, FaultPlan, playFault } from './faults.ts';
import { credlyHosts, identifyHost } from './hosts.ts';
import { answerPage } from './pages.ts';
import { answerPicture } from './pictures.ts';
import { type RecordedRequest, RequestLog, readRequest } from './requests.ts';
import { answerApi } from './router.ts';
import type { WorldSeed } from './seed.ts';
import { World } from './world.ts';

export type { ErrorBody } from './answers.ts';
export * from './builders.ts';
export type { Fault, FaultMatch } from './faults.ts';
export { type CredlyHost, credlyHosts, type Environment } from './hosts.ts';
export type * from './records.ts';
export type { RecordedRequest } from './requests.ts';
export type { WorldSeed } from './seed.ts';
export { World } from './world.ts';

/** A running stand-in. */
export interface CredlyServer {
  /** TLS on 127.0.0.1; all hosts share it and are told apart by the `Host` header. */
  readonly port: number;
  readonly production: World;
  readonly sandbox: World;
  /** How 401, 403 and 404 look; may be changed at any time. Default `data-message`. */
  errorBody: ErrorBody;
  /**
   * Lets clients use a connection for several requests. Off by default: Chrome quietly sends a request once more, even a
   * POST, when a used connection breaks before an answer, which would make the faults that drop connections random.
   */
  keepAlive: boolean;
  /** Every request in the order of arrival, OPTIONS and pictures included. */
  readonly requests: readonly RecordedRequest[];
  requestsTo(method: string, path: RegExp): RecordedRequest[];
  /** The requests that ask for badges: POSTs to `…/badges`, `…/badges/batch` and `…/replace`. */
  posts(): RecordedRequest[];
  clearRequests(): void;
  /** Makes matching requests go wrong, the next `times` of them (default: all). The latest fault that matches wins. */
  fault(match: FaultMatch, behaviour: Fault, times?: number): { remove(): void };
  /** Resolves with the first recorded match or the next to come; rejects after `timeoutMs` (default 10 s). */
  waitForRequest(method: string, path: RegExp, timeoutMs?: number): Promise<RecordedRequest>;
  /** Closes every open connection (and the port, if it is its own), and cancels whatever was still to happen. */
  stop(): Promise<void>;
}

function send(response: ServerResponse, request: RecordedRequest, answer: Answer, keepAlive: boolean): void {
  const { status, headers = {}, json, text } = answer;
  const body = json === undefined ? text : JSON.stringify(json);
  const contentType =
    answer.contentType ?? (json === undefined ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8');
  request.answeredStatus = status;
  request.answeredAt = Date.now();
  response.writeHead(status, {
    ...(body === undefined ? status !== 204 && { 'Content-Length': '0' } : { 'Content-Type': contentType }),
    ...(keepAlive ? {} : { Connection: 'close' }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Starts a stand-in for Credly's two environments; each starts from its seed (see `seed.ts`).
 * @param options `at`: an open port to answer on, which outlives the stand-in; otherwise a free port of its own
 */
export async function startCredlyServer(
  options: { production?: Partial<WorldSeed>; sandbox?: Partial<WorldSeed>; at?: TlsPort } = {},
): Promise<CredlyServer> {
  const worlds = {
    production: new World('production', options.production),
    sandbox: new World('sandbox', options.sandbox),
  };
  const log = new RequestLog();
  const faults = new FaultPlan();
  const timers = new Set<NodeJS.Timeout>();
  const settings: Pick<CredlyServer, 'errorBody' | 'keepAlive'> = { errorBody: 'data-message', keepAlive: false };

  const later = (action: () => void, delayMs: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, delayMs);
    timers.add(timer);
  };

  const handle = (request: RecordedRequest): Answer => {
    const host = identifyHost(request.host);
    if (!host) return { status: 421, text: 'Unknown host', contentType: 'text/plain' };
    const world = worlds[host.environment];
    if (host.role === 'api') return answerApi(request, world, settings.errorBody);
    return host.role === 'images' ? answerPicture(request.path, world) : answerPage(request, world);
  };

  const respond = async (message: IncomingMessage, response: ServerResponse) => {
    // Reading fails only when the client goes away half-way: nobody is left to answer.
    const read = await readRequest(message).catch(() => undefined);
    if (!read) return;
    const { request, tooLarge } = read;
    log.add(request);
    if (tooLarge) {
      send(response, request, { status: 413 }, false);
      return;
    }
    const fault = faults.take(request);
    const reaction = fault ? playFault(fault, () => handle(request), later) : undefined;
    if (reaction?.kind === 'hang') return;
    if (reaction?.kind === 'drop') {
      response.socket?.destroy();
      return;
    }
    const answer = reaction?.answer ?? handle(request);
    if (reaction?.delayMs) later(() => send(response, request, answer, settings.keepAlive), reaction.delayMs);
    else send(response, request, answer, settings.keepAlive);
  };

  const at = options.at ?? (await openTlsPort(credlyHosts));
  at.answerWith((message, response) => {
    respond(message, response).catch((error: Error) => {
      // A mistake of the stand-in itself: said plainly, so that nobody looks for it in the extension.
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`The Credly stand-in failed: ${error.stack}`);
    });
  });

  return {
    port: at.port,
    ...worlds,
    get errorBody() {
      return settings.errorBody;
    },
    set errorBody(errorBody) {
      settings.errorBody = errorBody;
    },
    get keepAlive() {
      return settings.keepAlive;
    },
    set keepAlive(keepAlive) {
      settings.keepAlive = keepAlive;
    },
    requests: log.all,
    requestsTo: (method, path) => log.all.filter((each) => each.method === method && path.test(each.path)),
    posts: () =>
      log.all.filter(({ method, path }) => method === 'POST' && /\/(badges|badges\/batch|replace)$/.test(path)),
    clearRequests: () => {
      log.all.length = 0;
    },
    fault: (match, behaviour, times = Number.POSITIVE_INFINITY) => faults.add(match, behaviour, times),
    waitForRequest: (method, path, timeoutMs = 10_000) => log.waitFor(method, path, timeoutMs),
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      at.fallSilent();
      if (at !== options.at) await at.close();
    },
  };
}
