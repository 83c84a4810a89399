import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTlsPort, type TlsPort } from '../tls/port.ts';
import { routes as buildA } from './a/routes.ts';
import { routes as buildB } from './b/routes.ts';
import type { BuildRoutes } from './build.ts';
import { routes as buildC } from './c/routes.ts';
import { commonReply } from './common.ts';
import { addResponse, type PastResponse } from './grade.ts';
import { notFound, type Reply, type SiteRequest } from './http.ts';
import type { AttemptRecord, Build, EditorTab, Quiz, Settings, SiteState } from './model.ts';
import { playerPath } from './model.ts';
import { loadPacks } from './packs.ts';
import { publisherHost } from './publisher.ts';
import { defaultQuizzes } from './quizzes.ts';

export type { PastResponse } from './grade.ts';
export { answersFor, answersForOutcome } from './grade.ts';
export type { AttemptRecord, Build, EditorTab, Quiz, Registration, Settings } from './model.ts';
export { editorTabs } from './model.ts';
export { defaultQuizzes } from './quizzes.ts';

/** The hosts that a browser must resolve to the stand-in. */
export const quizSiteHosts = ['app.credspark.com', 'static.credspark.com', publisherHost] as const;

/** A running stand-in. Everything in it may be read and changed while pages are open. */
export interface QuizSite {
  /** TLS on 127.0.0.1; browsers reach it under `quizSiteHosts` by their host resolver rules. */
  port: number;
  build: Build;
  quizzes: Quiz[];
  /** @throws when no quiz has that key */
  quiz(key: string): Quiz;
  /** Absolute addresses. The editor's is the same for every tab in build b. */
  urls: {
    home(): string;
    integrations(): string;
    editor(quiz: Quiz, tab: EditorTab): string;
    player(quiz: Quiz): string;
    /** A page of somebody else's that embeds the player. */
    publisher(quiz: Quiz): string;
  };
  /** What participants submitted, oldest first. */
  responses: AttemptRecord[];
  settings: Settings;
  /** Keeps a response that nobody has taken in a browser. */
  respond(quiz: Quiz, response: PastResponse): AttemptRecord;
  /** Every Authorization header that the site was sent. */
  authorizations: string[];
  stop(): Promise<void>;
}

const builds: Record<Build, BuildRoutes> = { a: buildA, b: buildB, c: buildC };

/**
 * Starts one build of the stand-in.
 * @param options `at`: an open port to answer on, which outlives the stand-in; otherwise a free port of its own
 */
export async function startQuizSite(options: { build: Build; quizzes?: Quiz[]; at?: TlsPort }): Promise<QuizSite> {
  const { build, quizzes = defaultQuizzes() } = options;
  const routes = builds[build];
  const packs = await loadPacks(build);
  const site = initialState(build, quizzes);
  const at = options.at ?? (await openTlsPort(quizSiteHosts));
  at.answerWith(async (incoming, response) => {
    let reply: Reply;
    try {
      const request = await readRequest(incoming);
      if (incoming.headers.authorization) site.authorizations.push(incoming.headers.authorization);
      if (request.method === 'POST' && site.settings.thinkingMs > 0) await sleep(site.settings.thinkingMs);
      reply =
        (await commonReply(site, request, packs, routes)) ?? (await routes.handle(site, request, packs)) ?? notFound();
    } catch (error) {
      // A failing route must fail the test that meets it, not the whole run.
      reply = { status: 500, headers: { 'content-type': 'text/plain' }, body: String(error) };
    }
    if ('stream' in reply) return reply.stream(response);
    response.writeHead(reply.status, {
      'cache-control': site.settings.pagesAreKept ? 'no-cache' : 'no-store',
      'content-security-policy': "default-src 'self'",
      ...reply.headers,
    });
    response.end(reply.body);
  });
  const absolute = (path: string) => `https://${quizSiteHosts[0]}${path}`;
  return {
    port: at.port,
    build,
    quizzes,
    quiz(key) {
      const found = quizzes.find((quiz) => quiz.key === key);
      if (!found) throw new Error(`The stand-in has no quiz "${key}"`);
      return found;
    },
    urls: {
      home: () => absolute(routes.homePath),
      integrations: () => absolute(routes.integrationsPath),
      editor: (quiz, tab) => absolute(routes.editorPath(quiz, tab)),
      player: (quiz) => absolute(playerPath(quiz)),
      publisher: (quiz) => `https://${publisherHost}/${quiz.key}`,
    },
    responses: site.responses,
    settings: site.settings,
    respond: (quiz, response) => addResponse(site, quiz, response),
    authorizations: site.authorizations,
    async stop() {
      at.fallSilent();
      if (at !== options.at) await at.close();
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SiteRequest> {
  const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host ?? quizSiteHosts[0]}`);
  return {
    method: incoming.method ?? 'GET',
    host: url.hostname,
    path: url.pathname,
    query: url.searchParams,
    contentType: incoming.headers['content-type'] ?? '',
    requestedWith: incoming.headers['x-requested-with']?.toString(),
    body: await buffer(incoming),
  };
}

function initialState(build: Build, quizzes: Quiz[]): SiteState {
  return {
    build,
    quizzes,
    responses: [],
    settings: {
      nativeCredlyButton: false,
      nativeCredlyCard: false,
      manualReview: false,
      signedOut: false,
      pagesAreKept: false,
      responsesPerPage: 25,
      responsesNeedHeader: false,
      thinkingMs: 0,
      animationMs: 0,
    },
    integrations: [
      { key: 'hubspot', name: 'HubSpot', text: 'Send responses to contact properties and lists.', connected: true },
      { key: 'salesforce', name: 'Salesforce', text: 'Create leads and campaign members.', connected: false },
      { key: 'zapier', name: 'Zapier', text: 'Start a Zap when somebody finishes.', connected: false },
      { key: 'mailchimp', name: 'Mailchimp', text: 'Add registrants to an audience.', connected: false },
      { key: 'credly', name: 'Credly Integration', text: 'Award badges from your organization.', connected: false },
    ],
    attempts: new Map(),
    authorizations: [],
  };
}
