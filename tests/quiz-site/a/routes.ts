import { type BuildRoutes, bySlug, connectIntegration } from '../build.ts';
import { moveBlock, setPassingScore } from '../edits.ts';
import { finishAttempt, startAttempt } from '../grade.ts';
import { form, page, type Reply, redirect, type SiteRequest } from '../http.ts';
import type { EditorTab, Quiz, Registration, SiteState } from '../model.ts';
import type { Packs } from '../packs.ts';
import { apiKeysPanel, emptyPanel, homePanel, integrationsPanel, tabPanel } from './editor.ts';
import { appPage, editorPage, editorPath, settingsPage, tabOfFolder } from './layout.ts';
import { questionsPage, registrationPage, resultPage } from './player.ts';

/** Build (a): every tab is a page of its own, and everything is sent by plain forms. */
export const routes: BuildRoutes = {
  homePath: '/assessments',
  integrationsPath: '/admin_settings/integrations',
  editorPath,
  async handle(site, request, packs) {
    const [, area, slug, folder, ...rest] = request.path.split('/');
    const quiz = area === 'assessments' ? bySlug(site, slug) : undefined;
    if (!quiz) return fixedPage(site, request, packs);
    if (folder === 'assessment_responses') return playerReply(site, request, packs, quiz, rest);
    const tab = tabOfFolder(folder);
    if (!tab) return null;
    if (request.method === 'POST') return redirect(editorPath(quiz, tab) + applyForm(quiz, tab, await form(request)));
    const notice = noticeWords(request.query.get('notice'));
    return page(editorPage(packs, quiz, tab, notice, tabPanel(site, quiz, tab, request.query.get('page'))));
  },
};

function fixedPage(site: SiteState, { path, method }: SiteRequest, packs: Packs): Reply | null {
  const integration = /^\/admin_settings\/integrations\/(?!api_keys)(\w+)$/.exec(path)?.[1];
  if (integration && method === 'POST') {
    connectIntegration(site, integration);
    return redirect('/admin_settings/integrations');
  }
  const audience = emptyPanel('Audience', 'People who register for your interactions are listed here.');
  const recognitions = emptyPanel('Recognitions', 'Nothing has been recognized yet.');
  const quiet = (words: string) => emptyPanel(words, 'There is nothing to set up here.');
  const pages: Record<string, () => Reply> = {
    '/assessments': () => page(appPage(packs, { title: 'Interactions', area: 'Interactions', body: homePanel(site) })),
    '/audience': () => page(appPage(packs, { title: 'Audience', area: 'Audience', body: audience })),
    '/recognitions': () => page(appPage(packs, { title: 'Recognitions', area: 'Recognitions', body: recognitions })),
    '/admin_settings/integrations': () => page(settingsPage(packs, 'Integrations', integrationsPanel(site))),
    '/admin_settings/integrations/api_keys': () => page(settingsPage(packs, 'Integrations', apiKeysPanel())),
    '/admin_settings/security': () => page(settingsPage(packs, 'Security', quiet('Security'))),
    '/admin_settings/data_compliance': () => page(settingsPage(packs, 'Data & Compliance', quiet('Data & Compliance'))),
  };
  return pages[path]?.() ?? null;
}

/** Applies what an author sent, and gives the query of the page to show next. */
function applyForm(quiz: Quiz, tab: EditorTab, fields: URLSearchParams): string {
  const added = fields.get('add');
  if (added !== null) return `?notice=${encodeURIComponent(added)}`;
  if (tab === 'motivation') setPassingScore(quiz, fields.get('assessment[passing_score]') ?? '');
  if (tab === 'results-view') {
    moveBlock(quiz, Number(fields.get('index')), fields.get('move') === 'up' ? 'up' : 'down');
    return '';
  }
  if (tab === 'registration') {
    quiz.registration = {
      firstName: fields.has('firstName'),
      lastName: fields.has('lastName'),
      email: fields.has('email'),
      required: fields.has('required'),
    };
  }
  return '?notice=saved';
}

function noticeWords(notice: string | null): string | null {
  if (notice === null) return null;
  return notice === 'saved' ? 'Your changes were saved.' : `“${notice}” is not part of this stand-in.`;
}

async function playerReply(
  site: SiteState,
  request: SiteRequest,
  packs: Packs,
  quiz: Quiz,
  [id, step]: string[],
): Promise<Reply | null> {
  const responses = `/assessments/${quiz.slug}/assessment_responses`;
  if (id === 'new') return page(registrationPage(packs, quiz));
  if (id === undefined && request.method === 'POST') {
    const attempt = startAttempt(site, quiz, registrationOf(await form(request)));
    return redirect(`${responses}/${attempt.id}/edit`);
  }
  const attempt = site.attempts.get(Number(id));
  if (attempt?.quiz !== quiz) return null;
  if (step === 'edit') return page(questionsPage(packs, attempt));
  if (request.method === 'POST') {
    const fields = await form(request);
    attempt.answers = quiz.questions.map((_, index) => fields.get(`assessment_response[answers][${index}]`));
    return redirect(`${responses}/${finishAttempt(site, attempt).id}`);
  }
  const record = site.responses.find((response) => response.id === attempt.id);
  return record ? page(resultPage(packs, quiz, record)) : redirect(`${responses}/${attempt.id}/edit`);
}

function registrationOf(fields: URLSearchParams): Registration | null {
  const registration: Registration = {};
  const [firstName, lastName, email] = ['first_name', 'last_name', 'email'].map((name) => fields.get(`user[${name}]`));
  if (firstName) registration.firstName = firstName;
  if (lastName) registration.lastName = lastName;
  if (email) registration.email = email;
  return Object.keys(registration).length > 0 ? registration : null;
}
