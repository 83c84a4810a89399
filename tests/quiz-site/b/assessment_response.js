import { el, recordView } from './dom.js';

const player = document.querySelector('#player');
const base = location.pathname.replace(/\/new$/, '');
const names = { firstName: 'first_name', lastName: 'last_name', email: 'email' };

async function post(path, body) {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

function showRegistration(quiz) {
  const begin = async (body) => {
    const { id } = await post('', body);
    showQuestion(quiz, id, 0);
  };
  const onsubmit = (event) => {
    event.preventDefault();
    begin({ user: Object.fromEntries(new FormData(event.target)) });
  };
  const fields = quiz.asked.map(({ key, label, input, autocomplete }) =>
    el(
      'label',
      { class: 'field' },
      label,
      el('input', { name: names[key], type: input, autocomplete, required: true }),
    ),
  );
  const skip = el(
    'button',
    { type: 'button', class: 'btn plain', onclick: () => begin({}) },
    fields.length > 0 ? 'Skip' : 'Start',
  );
  player.replaceChildren(
    el('h1', {}, quiz.title),
    fields.length > 0 &&
      el('form', { class: 'sheet', onsubmit }, fields, el('button', { class: 'btn main-btn' }, 'Continue')),
    quiz.required ? '' : skip,
  );
}

function showQuestion(quiz, id, index) {
  const { text, answers } = quiz.questions[index];
  const last = index === quiz.questions.length - 1;
  const onsubmit = async (event) => {
    event.preventDefault();
    event.submitter.disabled = true;
    const answer = new FormData(event.target).get('answer');
    await post(`/${id}/answers`, { question: index, answer });
    if (!last) return showQuestion(quiz, id, index + 1);
    player.replaceChildren();
    const { assessment_response: response } = await post(`/${id}/complete`, {});
    const blocks = await (await fetch(`${base}/${id}/blocks`)).json();
    await showResult(quiz, response, blocks);
  };
  player.replaceChildren(
    el('p', { class: 'quiet' }, `Question ${index + 1} of ${quiz.questions.length}`),
    el('progress', { max: String(quiz.questions.length), value: String(index), 'aria-label': 'Progress' }),
    el(
      'form',
      { class: 'sheet', onsubmit },
      el(
        'fieldset',
        { 'data-question': String(index) },
        el('legend', {}, text),
        answers.map((answer) =>
          el(
            'label',
            { class: 'option' },
            el('input', { type: 'radio', name: 'answer', value: answer, required: true }),
            answer,
          ),
        ),
      ),
      el('button', { class: 'btn main-btn' }, last ? 'Finish' : 'Next'),
    ),
  );
}

async function showResult(quiz, response, blocks) {
  const score = el('p', { class: 'score' });
  const cells = el('div', { class: 'cells', 'aria-hidden': 'true' });
  const result = el(
    'section',
    { class: 'sheet result', 'aria-busy': 'true' },
    el('h1', {}, 'Your result'),
    score,
    cells,
  );
  player.replaceChildren(
    el('p', { class: 'quiet' }, quiz.title),
    result,
    ...blocks.map((block) => resultBlock(quiz, block)),
    el('p', {}, el('a', { class: 'btn', href: `${base}/new` }, 'Start again')),
  );
  if (response.outcome !== null) score.textContent = `You are: ${response.outcome}`;
  else if (response.score === null) score.textContent = 'Thank you for taking part.';
  else await countUp(score, cells, response);
  result.append(...verdict(response));
  result.setAttribute('aria-busy', 'false');
}

function verdict({ status, percentage, passed, score_range: range }) {
  if (status !== 'completed') {
    return [
      el('p', {}, 'Your response will be reviewed, so this score is provisional.'),
      el('p', { class: 'tag' }, 'Pending review'),
    ];
  }
  return [
    percentage !== null && el('p', { class: 'quiet' }, `That is ${percentage}%.`),
    range && el('p', {}, `${range} is where you stand.`),
    passed !== null && el('p', { class: passed ? 'tag good' : 'tag bad' }, passed ? 'You passed' : 'You did not pass'),
    passed && el('p', {}, 'Congratulations!'),
  ].filter(Boolean);
}

/** Counts the score up, rewriting its text and a row of cells on every frame, as playful players do. */
function countUp(score, cells, { score: points, max_score: most }) {
  const durationMs = Number(player.dataset.animationMs);
  const began = performance.now();
  return new Promise((resolve) => {
    const frame = () => {
      const part = durationMs > 0 ? Math.min(1, (performance.now() - began) / durationMs) : 1;
      score.textContent = `${part === 1 ? points : Math.floor(points * part)} out of ${most} points`;
      const lit = Math.round((points / most) * part * 24);
      cells.replaceChildren(...Array.from({ length: 24 }, (_, cell) => el('i', { class: cell < lit && 'lit' })));
      if (part === 1) resolve();
      else requestAnimationFrame(frame);
    };
    frame();
  });
}

function resultBlock(quiz, { heading, text, review }) {
  return el(
    'section',
    { class: 'sheet result-block' },
    el('h2', {}, heading),
    text === null
      ? el(
          'ol',
          { class: 'rows' },
          review.map(({ question, answer, correct }) =>
            el(
              'li',
              {},
              el('span', {}, question, el('br'), el('strong', {}, answer)),
              el('small', {}, correct ? 'Right' : 'Wrong'),
            ),
          ),
        )
      : el('p', {}, text),
    heading === 'Share your result' && el('input', { readonly: true, 'aria-label': 'Link', value: quiz.shareLink }),
  );
}

recordView();
showRegistration(await (await fetch(`${base}/quiz`)).json());
