import { type BuildRoutes, bySlug, connectIntegration, flags, shownIntegrations } from '../build.ts';
import { editorJson, playerJson, resultBlocksJson, shareJson } from '../editor-json.ts';
import { applyEdit } from '../edits.ts';
import { finishAttempt, grade, startAttempt } from '../grade.ts';
import { type Html, html } from '../html.ts';
import { events, isObject, json, jsonObject, noContent, page, type Reply, type SiteRequest } from '../http.ts';
import { type AttemptRecord, type Quiz, type Registration, type SiteState, typeWords } from '../model.ts';
import type { Packs } from '../packs.ts';
import { responsesPage } from '../responses.ts';

const appPaths = /^\/(interactions(\/\d+\/edit)?|settings\/[\w-]+|audience|recognitions)$/;

/** Build (b): one application for the whole editor, and a player that stays on one address; fetch and JSON. */
export const routes: BuildRoutes = {
  homePath: '/interactions',
  integrationsPath: '/settings/integrations',
  editorPath: (quiz) => `/interactions/${quiz.id}/edit`,
  async handle(site, request, packs) {
    if (request.path.startsWith('/app_api/')) return editorReply(site, request);
    if (appPaths.test(request.path)) return page(shell(packs, 'CredSpark', 'editor.js', html`<div id="app"></div>`));
    const [, area, slug, responses, ...rest] = request.path.split('/');
    const quiz = bySlug(site, slug);
    if (area !== 'assessments' || responses !== 'assessment_responses' || !quiz) return null;
    return playerReply(site, request, packs, quiz, rest);
  },
};

function shell(packs: Packs, title: string, script: string, root: Html): Html {
  return html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="${packs.url('style.css')}">
<script type="module" src="${packs.url(script)}"></script></head>
<body>${root}</body></html>`;
}

function editorReply(site: SiteState, request: SiteRequest): Reply | null {
  const [resource, id, part] = request.path.split('/').slice(2);
  if (resource === 'events') return events(() => flags(site));
  if (resource === 'integrations') {
    if (request.method === 'POST' && id) connectIntegration(site, id);
    return json(shownIntegrations(site));
  }
  if (resource !== 'interactions') return null;
  if (id === undefined) {
    return json(site.quizzes.map(({ id, title, type }) => ({ id, title, typeWords: typeWords[type] })));
  }
  const quiz = site.quizzes.find((candidate) => candidate.id === Number(id));
  if (!quiz) return null;
  if (part === 'responses') return responsesReply(site, request, quiz);
  if (request.method === 'PATCH') applyEdit(quiz, jsonObject(request));
  return json({ ...editorJson(quiz), ...shareJson(quiz) });
}

/** What fills Data & Analytics. */
function responsesReply(site: SiteState, request: SiteRequest, quiz: Quiz): Reply {
  if (site.settings.responsesNeedHeader && request.requestedWith !== 'app')
    return json({ error: 'Bad request' }, { status: 400 });
  const { records, page, pages } = responsesPage(site, quiz, request.query.get('page'));
  const responses = records.map(
    ({ id, registration, score, maxScore, percentage, outcome, status, submittedAt, answers }) => ({
      id,
      user: { first_name: registration?.firstName, last_name: registration?.lastName, email: registration?.email },
      score,
      max_score: maxScore,
      percentage,
      outcome,
      status,
      submitted_at: submittedAt,
      answers: answers.map((answer, index) => ({ question: index, answer, score: 1 })),
    }),
  );
  return json({ responses, meta: { page, pages } });
}

function playerReply(
  site: SiteState,
  request: SiteRequest,
  packs: Packs,
  quiz: Quiz,
  [id, step]: string[],
): Reply | null {
  if (id === 'new') {
    if (request.query.get('in') === 'frame') return page(shell(packs, quiz.title, 'framed.js', html``));
    const root = html`<main id="player" data-animation-ms="${site.settings.animationMs}"></main>`;
    return page(shell(packs, quiz.title, 'assessment_response.js', root));
  }
  if (id === 'quiz') return json(playerJson(quiz));
  const body = request.method === 'POST' ? jsonObject(request) : {};
  if (id === undefined) return json({ id: startAttempt(site, quiz, registrationOf(body)).id }, { status: 201 });
  const attempt = site.attempts.get(Number(id));
  if (attempt?.quiz !== quiz) return null;
  if (step === 'answers') {
    const { question, answer } = body;
    if (typeof question === 'number' && typeof answer === 'string') attempt.answers[question] = answer;
    const { score, maxScore } = grade(quiz, attempt.answers);
    return json({ status: 'in_progress', question, score, max_score: maxScore });
  }
  if (step === 'complete') {
    const record = finishAttempt(site, attempt);
    return json({ assessment_response: responseJson(quiz, record) });
  }
  if (step === 'blocks') {
    const record = site.responses.find((response) => response.id === attempt.id);
    return record ? json(resultBlocksJson(quiz, record)) : noContent();
  }
  return null;
}

/** What the last request of an attempt answers. A pending response carries its provisional grade. */
function responseJson(quiz: Quiz, record: AttemptRecord) {
  return {
    id: record.id,
    status: record.final ? 'completed' : 'pending_review',
    score: record.score,
    max_score: record.maxScore,
    percentage: record.percentage,
    passed: record.passed,
    passing_score: quiz.passingScore?.value ?? null,
    passing_score_unit: quiz.passingScore?.unit ?? null,
    score_range: record.range,
    outcome: record.outcome,
  };
}

function registrationOf({ user }: Record<string, unknown>): Registration | null {
  if (!isObject(user)) return null;
  const registration: Registration = {};
  if (typeof user.first_name === 'string') registration.firstName = user.first_name;
  if (typeof user.last_name === 'string') registration.lastName = user.last_name;
  if (typeof user.email === 'string') registration.email = user.email;
  return Object.keys(registration).length > 0 ? registration : null;
}
