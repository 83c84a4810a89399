import { type BuildRoutes, bySlug, connectIntegration, flags, shownIntegrations } from '../build.ts';
import { editorJson, playerJson, resultBlocksJson, shareJson } from '../editor-json.ts';
import { applyEdit } from '../edits.ts';
import { finishAttempt, grade, startAttempt } from '../grade.ts';
import { type Html, html } from '../html.ts';
import { events, form, json, jsonObject, page, type Reply, type SiteRequest } from '../http.ts';
import { type AttemptRecord, editorTabs, type Grade, type Quiz, type Registration, type SiteState } from '../model.ts';
import type { Packs } from '../packs.ts';
import { responsesPage } from '../responses.ts';

/** Build (c): hash routes and XHR; one address takes everything that the player sends, and calls its JSON HTML. */
export const routes: BuildRoutes = {
  homePath: '/admin/interactions',
  integrationsPath: '/admin/settings#integrations',
  editorPath: (quiz, tab) => `/admin/interactions/${quiz.id}#t${editorTabs.findIndex(({ key }) => key === tab) + 1}`,
  async handle(site, request, packs) {
    const [, area, slug, responses, view] = request.path.split('/');
    if (area === 'admin') return adminReply(site, request, packs);
    const quiz = bySlug(site, slug);
    if (area !== 'assessments' || responses !== 'assessment_responses' || !quiz) return null;
    if (view === 'new') {
      return page(shell(packs, quiz.title, 'assessment_response.js', html`<div class="pw-1c"></div>`));
    }
    if (view === 'quiz') return json(playerJson(quiz));
    return request.method === 'POST' ? playerEvent(site, quiz, await form(request)) : null;
  },
};

function shell(packs: Packs, title: string, script: string, root: Html): Html {
  return html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="stylesheet" href="${packs.url('style.css')}"></head>
<body>${root}<script type="module" src="${packs.url(script)}"></script></body></html>`;
}

function adminReply(site: SiteState, request: SiteRequest, packs: Packs): Reply | null {
  const { path, method } = request;
  if (path === '/admin/events.json') return events(() => flags(site));
  if (path === '/admin/interactions.json') {
    return json(site.quizzes.map(({ id, title, type }) => ({ id, title, type })));
  }
  if (path === '/admin/integrations.json') {
    const { connect } = method === 'POST' ? jsonObject(request) : {};
    if (typeof connect === 'string') connectIntegration(site, connect);
    return json(shownIntegrations(site));
  }
  const [, id, part] = /^\/admin\/interactions\/(\d+)(\.json|\/share\.json|\/responses\.json)?$/.exec(path) ?? [];
  const quiz = site.quizzes.find((candidate) => candidate.id === Number(id));
  if (quiz && part === '/share.json') return json(shareJson(quiz));
  if (quiz && part === '/responses.json') return responsesReply(site, quiz, request.query.get('page'));
  if (quiz && part === '.json') {
    if (method === 'POST') applyEdit(quiz, jsonObject(request));
    return json(editorJson(quiz));
  }
  if (!quiz && !/^\/admin\/(interactions|audience|recognitions|settings)$/.test(path)) return null;
  return page(shell(packs, 'CredSpark', 'editor.js', html`<div class="ap-0f"></div>`));
}

/** What fills Data & Analytics; called HTML, as all that the player gets. */
function responsesReply(site: SiteState, quiz: Quiz, asked: string | null): Reply {
  const { records, page, pages } = responsesPage(site, quiz, asked);
  const rows = records.map(({ id, registration, score, maxScore, outcome, status }) => ({
    responseId: id,
    firstName: registration?.firstName ?? null,
    lastName: registration?.lastName ?? null,
    emailAddress: registration?.email ?? null,
    ...(score !== null && { points: score, outOf: maxScore }),
    ...(outcome !== null && { resultName: outcome }),
    state: status,
  }));
  return json({ list: { rows }, page, pages }, { contentType: 'text/html; charset=utf-8' });
}

/** One of the three events of an attempt. All answer 201, as text that says it is HTML. */
function playerEvent(site: SiteState, quiz: Quiz, fields: URLSearchParams): Reply | null {
  const reply = (value: unknown) => json(value, { status: 201, contentType: 'text/html; charset=utf-8' });
  const event = fields.get('event');
  if (event === 'register') return reply({ attempt: startAttempt(site, quiz, registrationOf(fields)).id });
  const attempt = site.attempts.get(Number(fields.get('attempt')));
  if (attempt?.quiz !== quiz) return null;
  if (event === 'answer') {
    attempt.answers[Number(fields.get('question'))] = fields.get('choice');
    return reply({ attempt: attempt.id, result: resultJson(grade(quiz, attempt.answers), 'partial') });
  }
  if (event !== 'finish') return null;
  const record: AttemptRecord = finishAttempt(site, attempt);
  const result = resultJson(record, record.final ? 'final' : 'pending');
  return reply({ attempt: attempt.id, result, blocks: resultBlocksJson(quiz, record) });
}

/** What an attempt has come to so far; fields that a quiz has no use for are left out. */
function resultJson(graded: Grade, state: 'partial' | 'pending' | 'final') {
  return {
    ...(graded.score !== null && { points: graded.score, outOf: graded.maxScore }),
    ...(graded.passed !== null && state !== 'partial' && { isPassing: graded.passed }),
    ...(graded.range !== null && state !== 'partial' && { rangeName: graded.range }),
    ...(graded.outcome !== null && state !== 'partial' && { resultName: graded.outcome }),
    state,
  };
}

function registrationOf(fields: URLSearchParams): Registration | null {
  const registration: Registration = {};
  const [firstName, lastName, email] = ['firstName', 'lastName', 'emailAddress'].map((name) => fields.get(name));
  if (firstName) registration.firstName = firstName;
  if (lastName) registration.lastName = lastName;
  if (email) registration.email = email;
  return Object.keys(registration).length > 0 ? registration : null;
}
