import { type Html, html } from '../html.ts';
import {
  type Attempt,
  type AttemptRecord,
  blockText,
  playerPath,
  type Quiz,
  registrationFields,
  shareLink,
} from '../model.ts';
import type { Packs } from '../packs.ts';

const userFields = { firstName: 'first_name', lastName: 'last_name', email: 'email' } as const;

function playerPage(packs: Packs, quiz: Quiz, body: Html): Html {
  return html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${quiz.title}</title>
<link rel="stylesheet" href="${packs.url('style.css')}">
<script type="module" src="${packs.url('assessment_response.js')}"></script></head>
<body class="player"><main class="player__sheet">${body}</main></body></html>`;
}

function responsesPath(quiz: Quiz): string {
  return `/assessments/${quiz.slug}/assessment_responses`;
}

/** The first page: who are you? */
export function registrationPage(packs: Packs, quiz: Quiz): Html {
  const asked = registrationFields.filter(({ key }) => quiz.registration[key]);
  const action = responsesPath(quiz);
  return playerPage(
    packs,
    quiz,
    html`<h1>${quiz.title}</h1>
${
  asked.length > 0 &&
  html`<p>Tell us who you are, then begin.</p>
<form class="form" method="post" action="${action}" id="registration">
<input type="hidden" name="authenticity_token" value="c3RhbmQtaW4gZm9yIHRlc3Rz">
${asked.map(
  ({ key, label, input, autocomplete }) => html`<label for="user_${userFields[key]}">${label}</label>
<input id="user_${userFields[key]}" name="user[${userFields[key]}]" type="${input}" autocomplete="${autocomplete}" required>`,
)}
<button class="button button--main">Begin</button></form>`
}
${
  quiz.registration.required !== true &&
  html`<form method="post" action="${action}"><button class="button button--quiet">${asked.length > 0 ? 'Skip' : 'Start'}</button></form>`
}`,
  );
}

/** All questions on one page, one form. */
export function questionsPage(packs: Packs, attempt: Attempt): Html {
  const { quiz } = attempt;
  return playerPage(
    packs,
    quiz,
    html`<h1>${quiz.title}</h1>
<form class="form" method="post" action="${responsesPath(quiz)}/${attempt.id}">
<input type="hidden" name="_method" value="patch">
${quiz.questions.map(
  (question, index) =>
    html`<fieldset class="question"><legend>${question.text}</legend>${question.answers.map(
      ({ text }) =>
        html`<label class="check"><input type="radio" name="assessment_response[answers][${index}]" value="${text}" required> ${text}</label>`,
    )}</fieldset>`,
)}
<button class="button button--main">Submit answers</button></form>`,
  );
}

function scoreWords(record: AttemptRecord): Html {
  const { score, maxScore, percentage, passed, outcome, range } = record;
  if (outcome !== null) return html`<p class="result__words">Your outcome: ${outcome}</p>`;
  if (score === null) return html`<p class="result__words">Thank you for taking part.</p>`;
  const words = html`You got ${score} of ${maxScore}`;
  if (!record.final) return html`<p class="result__words">Provisional score: ${words}</p>`;
  return html`<p class="result__percent">${percentage}%</p><p class="result__words">${words}</p>
${passed !== null && html`<p class="verdict ${passed ? 'verdict--passed' : 'verdict--failed'}">${passed ? 'Passed' : 'Not passed'}</p>`}
${range !== null && html`<p>Score range: ${range}</p>`}
${passed && html`<p>Congratulations! You have what it takes.</p>`}`;
}

function answerReview(quiz: Quiz, record: AttemptRecord): Html {
  return html`<ol class="review">${quiz.questions.map((question, index) => {
    const answer = question.answers.find(({ text }) => text === record.answers[index]);
    return html`<li>${question.text}<br><strong>${answer?.text ?? 'No answer'}</strong> <span>${answer?.correct ? 'Correct' : 'Not correct'}</span></li>`;
  })}</ol>`;
}

/** The result, as often as it is asked for. */
export function resultPage(packs: Packs, quiz: Quiz, record: AttemptRecord): Html {
  return playerPage(
    packs,
    quiz,
    html`<p class="crumbs">${quiz.title}</p>
<h1>${record.final ? 'Your result' : 'Pending review'}</h1>
<div class="result">${!record.final && html`<p>Your response will be reviewed. You will get an email with the final result.</p>`}
${scoreWords(record)}</div>
${quiz.resultBlocks.map(
  (heading) =>
    html`<section class="result-block"><h2>${heading}</h2>${
      heading === 'Answer review'
        ? answerReview(quiz, record)
        : html`<p>${blockText(quiz, heading)}</p>${heading === 'Share your result' && html`<input readonly aria-label="Link" value="${shareLink(quiz)}">`}`
    }</section>`,
)}
<p><a class="button" href="${playerPath(quiz)}">Start again</a></p>`,
  );
}
