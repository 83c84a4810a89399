import { el, recordView } from './dom.js';

const player = document.querySelector('.pw-1c');
const names = { firstName: 'firstName', lastName: 'lastName', email: 'emailAddress' };
/** Requests leave one after the other, so that the last answer is there before the end is announced. */
let queue = Promise.resolve();

/** Everything goes to one relative address; what it means stands in the field `event`. */
function send(body, responseType) {
  const request = () =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '../assessment_responses');
      xhr.responseType = responseType;
      if (typeof body === 'string') xhr.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      xhr.addEventListener('load', () => resolve(xhr.response));
      xhr.send(body);
    });
  queue = queue.then(request);
  return queue;
}

const encoded = (fields) => new URLSearchParams(fields).toString();

function registration(quiz) {
  const inputs = quiz.asked.map(({ key, input, autocomplete }) =>
    el('input', { name: names[key], type: input, autocomplete }),
  );
  const begin = async (withFields) => {
    const body = new FormData();
    body.append('event', 'register');
    if (withFields) for (const input of inputs) body.append(input.name, input.value);
    const { attempt } = await send(body, 'json');
    questions(quiz, attempt);
  };
  const next = () => {
    if (inputs.every((input) => input.value.trim() !== '')) begin(true);
    else player.querySelector('.er-3').textContent = 'Please fill in every field.';
  };
  player.replaceChildren(
    el('div', { class: 'tt-1' }, quiz.title),
    ...quiz.asked.map(({ label }, index) => el('label', { class: 'lb-6' }, label, inputs[index])),
    el('div', { class: 'er-3' }),
    el(
      'div',
      { class: 'br-8' },
      inputs.length > 0 && el('button', { class: 'bt-4fz bt-go', onclick: next }, 'Go to the questions'),
      !quiz.required &&
        el(
          'a',
          { class: 'bt-4fz', href: '#', onclick: (event) => [event.preventDefault(), begin(false)] },
          inputs.length > 0 ? 'Skip' : 'Start',
        ),
    ),
  );
}

function questions(quiz, attempt) {
  const finish = async () => {
    if (player.querySelectorAll('input:checked').length < quiz.questions.length) {
      player.querySelector('.er-3').textContent = 'Please answer every question.';
      return;
    }
    const asked = send(encoded({ event: 'finish', attempt }), 'blob');
    player.replaceChildren();
    result(quiz, JSON.parse(await (await asked).text()));
  };
  player.replaceChildren(
    el('div', { class: 'tt-1' }, quiz.title),
    ...quiz.questions.map(({ text, answers }, question) =>
      el(
        'div',
        { class: 'qs-w4' },
        el('div', { class: 'qt-w4' }, text),
        answers.map((choice) => {
          const onchange = () => send(encoded({ event: 'answer', attempt, question, choice }), 'json');
          return el(
            'label',
            { class: 'ck-1' },
            el('input', { type: 'radio', name: `q${question}`, value: choice, onchange }),
            choice,
          );
        }),
      ),
    ),
    el('div', { class: 'er-3' }),
    el('button', { class: 'bt-4fz bt-go', onclick: finish }, 'Finish'),
  );
}

function scoreWords({ points, outOf, resultName }) {
  if (resultName !== undefined) return `Result: ${resultName}`;
  return points === undefined ? 'Thank you for taking part.' : `Score: ${points} / ${outOf}`;
}

function result(quiz, { result, blocks }) {
  const final = result.state === 'final';
  player.append(
    el('div', { class: 'tt-1' }, final ? 'Your result' : 'Pending'),
    el(
      'div',
      { class: 'rw-k2' },
      el('div', { class: 'rw-sc' }, scoreWords(result)),
      !final && el('div', {}, 'Your response will be reviewed. Until then the score is provisional.'),
      final && result.rangeName !== undefined && el('div', {}, `Range: ${result.rangeName}`),
      final &&
        result.isPassing !== undefined &&
        el('div', { class: result.isPassing ? 'vd-y' : 'vd-n' }, result.isPassing ? 'Passed' : 'Not passed'),
      final && result.isPassing && el('div', {}, 'Congratulations, well done.'),
    ),
    ...blocks.map(block),
    el('a', { class: 'bt-4fz', href: 'new' }, 'Start again'),
  );
  function block({ heading, text, review }) {
    return el(
      'section',
      { class: 'bx-e3' },
      heading && el('h4', {}, heading),
      text ??
        review.map(({ question, answer, correct }) =>
          // More headings than the page has blocks, and of the same level.
          el('div', { class: correct ? 'an-2 an-ok' : 'an-2 an-no' }, el('h4', {}, question), el('b', {}, answer)),
        ),
      heading === 'Share your result' && el('input', { readonly: true, title: 'Link', value: quiz.shareLink }),
    );
  }
}

recordView();
const request = new XMLHttpRequest();
request.open('GET', 'quiz');
request.responseType = 'json';
request.onload = () => registration(request.response);
request.send();
