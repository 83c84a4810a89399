import { shownIntegrations } from '../build.ts';
import { type Html, html } from '../html.ts';
import {
  blockText,
  type EditorTab,
  embedCode,
  type Quiz,
  registrationFields,
  type SiteState,
  shareLink,
  typeWords,
} from '../model.ts';
import { type ResponsesPage, responsesPage, statusWords } from '../responses.ts';
import { editorPath } from './layout.ts';

export function homePanel(site: SiteState): Html {
  return html`<div class="title-row"><h1>Interactions</h1></div>
<table class="table"><thead><tr><th>Title</th><th>Type</th><th>Responses</th></tr></thead>
<tbody>${site.quizzes.map(
    (quiz) => html`<tr><td><a href="${editorPath(quiz, 'design')}">${quiz.title}</a></td>
<td>${typeWords[quiz.type]}</td><td>${responsesTo(site, quiz).length}</td></tr>`,
  )}</tbody></table>`;
}

export function integrationsPanel(site: SiteState): Html {
  return html`<nav class="subtabs"><a href="/admin_settings/integrations" aria-current="page">Integrations</a>
<a href="/admin_settings/integrations/api_keys">API Keys</a></nav>
<div class="cards">${shownIntegrations(site).map(
    ({ key, name, text, connected }) => html`<section class="card integration">
<span class="integration__mark" aria-hidden="true">${name.slice(0, 1)}</span>
<h2>${name}</h2><p>${text}</p>
<div class="card__foot">${
      connected
        ? html`<span class="connected">Connected</span><button type="button" class="button">Edit</button>`
        : html`<form method="post" action="/admin_settings/integrations/${key}"><button class="button button--main">Connect</button></form>`
    }</div></section>`,
  )}</div>`;
}

export function apiKeysPanel(): Html {
  return html`<nav class="subtabs"><a href="/admin_settings/integrations">Integrations</a>
<a href="/admin_settings/integrations/api_keys" aria-current="page">API Keys</a></nav>
${emptyPanel('No API keys', 'Keys that you create are listed here.')}`;
}

export function emptyPanel(heading: string, text: string): Html {
  return html`<div class="empty"><h2>${heading}</h2><p>${text}</p></div>`;
}

/** What stands below the tabs. */
export function tabPanel(site: SiteState, quiz: Quiz, tab: EditorTab, page: string | null): Html {
  const panels: Record<EditorTab, () => Html> = {
    design: () => designPanel(quiz),
    registration: () => registrationPanel(quiz),
    motivation: () => motivationPanel(site, quiz),
    'results-view': () => resultsViewPanel(quiz),
    deliver: () => deliverPanel(quiz),
    data: () => dataPanel(quiz, responsesPage(site, quiz, page)),
  };
  return panels[tab]();
}

function designPanel(quiz: Quiz): Html {
  return html`<ol class="stack">${quiz.questions.map(
    (question) => html`<li class="card"><h2>${question.text}</h2>
<ul class="answers">${question.answers.map(
      ({ text, correct, points, outcome }) =>
        html`<li${correct && html` class="is-correct"`}>${text}${correct && html` <small>correct, ${points ?? 1} points</small>`}${outcome && html` <small>${outcome}</small>`}</li>`,
    )}</ul></li>`,
  )}</ol>`;
}

function registrationPanel(quiz: Quiz): Html {
  const box = (name: string, label: string, on: boolean | undefined) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="1"${on && html` checked`}> ${label}</label>`;
  return html`<form class="card form" method="post" action="${editorPath(quiz, 'registration')}">
<h2>What participants are asked</h2>
${registrationFields.map(({ key, label }) => box(key, label, quiz.registration[key]))}
<h2>Options</h2>
${box('required', 'Require Registration', quiz.registration.required)}
<button class="button button--main">Save</button></form>`;
}

function motivationPanel(site: SiteState, quiz: Quiz): Html {
  const natives = ['Add a certificate', 'Add a redirect', 'Add a message'];
  if (site.settings.nativeCredlyButton) natives.push('Award a Credly Badge');
  return html`${
    quiz.type === 'scored' &&
    html`<section class="card"><h2>Passing</h2>
<form class="form form--row" method="post" action="${editorPath(quiz, 'motivation')}">
<label for="assessment_passing_score">Passing score</label>
<input id="assessment_passing_score" name="assessment[passing_score]" type="number" min="0" step="any" value="${quiz.passingScore?.value}">
<span class="unit">${quiz.passingScore?.unit === 'points' ? 'points' : '%'}</span>
<button class="button">Save</button></form></section>`
  }${
    quiz.outcomes &&
    html`<section class="card"><h2>Outcomes</h2>
<ul class="plain-list">${quiz.outcomes.map((name) => html`<li>${name}</li>`)}</ul></section>`
  }${
    quiz.ranges &&
    html`<section class="card"><h2>Score Ranges</h2>
<ul class="plain-list">${quiz.ranges.map(({ name, from, to }) => html`<li>${name}: ${from}-${to}</li>`)}</ul></section>`
  }<section class="card"><h2>Reward your participants</h2>
<p>Choose what people get when they finish.</p>
<form class="motivations" method="post" action="${editorPath(quiz, 'motivation')}">${natives.map(
    (label) => html`<button class="button button--wide" name="add" value="${label}">${label}</button>`,
  )}</form></section>`;
}

function resultsViewPanel(quiz: Quiz): Html {
  const last = quiz.resultBlocks.length - 1;
  return html`<p class="hint">Participants see these blocks in this order.</p>
<ol class="results-blocks">${quiz.resultBlocks.map(
    (heading, index) => html`<li class="results-block card"><h2>${heading}</h2><p>${blockText(quiz, heading)}</p>
<form class="results-block__moves" method="post" action="${editorPath(quiz, 'results-view')}">
<input type="hidden" name="index" value="${index}">
<button class="button button--small" name="move" value="up"${index === 0 && html` disabled`}>Move up</button>
<button class="button button--small" name="move" value="down"${index === last && html` disabled`}>Move down</button>
</form></li>`,
  )}</ol>`;
}

function deliverPanel(quiz: Quiz): Html {
  return html`<section class="card form"><h2>Share</h2>
<label for="share_link">Share link</label><input id="share_link" readonly value="${shareLink(quiz)}">
<label for="embed_code">Embed code</label><textarea id="embed_code" readonly rows="3">${embedCode(quiz)}</textarea></section>`;
}

function responsesTo(site: SiteState, quiz: Quiz) {
  return site.responses.filter(({ quizKey }) => quizKey === quiz.key);
}

function dataPanel(quiz: Quiz, { records, page, pages }: ResponsesPage): Html {
  if (records.length === 0) return emptyPanel('No responses yet', 'Share the interaction to collect some.');
  const isOutcome = quiz.type === 'outcome';
  const address = (number: number) => `${editorPath(quiz, 'data')}?page=${number}`;
  return html`<table class="table"><thead><tr><th>First Name</th><th>Last Name</th><th>Email</th>
<th>${isOutcome ? 'Outcome' : 'Score'}</th><th>Status</th><th>Submitted</th></tr></thead>
<tbody>${records.map(
    ({ registration, score, maxScore, outcome, status, submittedAt }) => html`<tr><td>${registration?.firstName}</td>
<td>${registration?.lastName}</td><td>${registration?.email ?? 'Anonymous'}</td>
<td>${outcome ?? (score === null ? 'No score' : `${score} of ${maxScore}`)}</td><td class="status">${statusWords[status]}</td>
<td><time datetime="${submittedAt}">${submittedAt.slice(0, 10)}</time></td></tr>`,
  )}</tbody></table>
<nav class="pager" aria-label="Pages">${page > 1 && html`<a href="${address(page - 1)}">Previous</a>`}
<span>Page ${page} of ${pages}</span>${page < pages && html`<a rel="next" href="${address(page + 1)}">Next</a>`}</nav>`;
}
