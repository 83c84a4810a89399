import { api, flags } from './api.js';
import { el } from './dom.js';

export const tabs = [
  { key: 'design', label: 'Design' },
  { key: 'registration', label: 'Registration' },
  { key: 'motivation', label: 'Motivation' },
  { key: 'results-view', label: 'Results View' },
  { key: 'deliver', label: 'Deliver' },
  { key: 'data', label: 'Data & Analytics' },
];

const sheet = (heading, ...children) => el('section', { class: 'sheet' }, el('h2', {}, heading), ...children);
const save = (quiz, body) => api(`interactions/${quiz.id}`, { method: 'PATCH', body });

/** What each tab shows, made anew every time: an array of elements. */
export const panels = { design, registration, motivation, 'results-view': resultsView, deliver, data };

function design(quiz) {
  return quiz.questions.map(({ text, answers }, index) =>
    sheet(
      `${index + 1}. ${text}`,
      el(
        'ul',
        { class: 'answers' },
        answers.map((answer) =>
          el(
            'li',
            {},
            answer.text,
            answer.correct && el('em', {}, 'Correct'),
            answer.outcome && el('em', {}, answer.outcome),
          ),
        ),
      ),
    ),
  );
}

function registration(quiz) {
  const state = { ...quiz.registration };
  const box = (key, label) => {
    const onchange = (event) => {
      state[key] = event.target.checked;
      save(quiz, { registration: state });
    };
    return el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: state[key], onchange }), label);
  };
  return [
    sheet(
      'Ask participants for',
      quiz.registrationFields.map(({ key, label }) => box(key, label)),
    ),
    sheet('Options', box('required', 'Require Registration')),
  ];
}

function motivation(quiz) {
  const note = el('p', { class: 'note', role: 'status' });
  const native = (label) => {
    const onclick = () => {
      note.textContent = `“${label}” is not part of this stand-in.`;
    };
    return el(
      'button',
      { type: 'button', class: 'reward', onclick },
      el('span', { 'aria-hidden': 'true' }, '+'),
      label,
    );
  };
  const rewards = el(
    'div',
    { class: 'rewards' },
    native('Add a certificate'),
    native('Add a redirect'),
    native('Add a message'),
  );
  const credly = native('Award a Credly Badge');
  const follow = () => {
    if (flags.now.nativeCredlyButton) rewards.append(credly);
    else credly.remove();
  };
  flags.listeners.add(follow);
  follow();
  return [
    quiz.type === 'scored' && passing(quiz),
    quiz.outcomes && sheet('Outcomes', outcomeList(quiz)),
    quiz.ranges && sheet('Score Ranges', rangeList(quiz)),
    sheet('Rewards', el('p', { class: 'quiet' }, 'What participants get when they finish.'), rewards, note),
  ];
}

function passing(quiz) {
  const value = quiz.passingScore ? String(quiz.passingScore.value) : '';
  const onchange = (event) => save(quiz, { passingScore: event.target.value });
  const input = el('input', { type: 'number', min: '0', step: 'any', value, onchange });
  const unit = quiz.passingScore?.unit === 'points' ? 'points' : 'percent';
  return sheet(
    'Passing',
    el(
      'div',
      { class: 'row' },
      el('label', { class: 'inline' }, 'Passing score ', input),
      el('span', { class: 'quiet' }, unit),
    ),
  );
}

function outcomeList({ outcomes, questions }) {
  const votes = (name) => questions.flatMap(({ answers }) => answers).filter(({ outcome }) => outcome === name).length;
  return el(
    'ul',
    { class: 'rows' },
    outcomes.map((name) => el('li', {}, el('strong', {}, name), el('small', {}, `${votes(name)} answers lead here`))),
  );
}

function rangeList({ ranges }) {
  return el(
    'ul',
    { class: 'rows' },
    ranges.map(({ name, from, to }) => el('li', {}, el('strong', {}, name), el('small', {}, `${from} – ${to} points`))),
  );
}

function resultsView(quiz) {
  const list = el('div', { class: 'blocks' });
  const draw = ({ resultBlocks }) => {
    const move = (index, direction, label, disabled) => {
      const onclick = async () => draw(await save(quiz, { move: { index, direction } }));
      return el('button', { type: 'button', class: 'btn small', disabled, onclick }, label);
    };
    list.replaceChildren(
      ...resultBlocks.map(({ heading, text }, index) =>
        el(
          'article',
          { class: 'sheet block' },
          el('div', {}, el('h3', {}, heading), el('p', {}, text)),
          el(
            'div',
            { class: 'row' },
            move(index, 'up', 'Move up', index === 0),
            move(index, 'down', 'Move down', index === resultBlocks.length - 1),
          ),
        ),
      ),
    );
  };
  draw(quiz);
  return [el('p', { class: 'quiet' }, 'The result page is made of these blocks.'), list];
}

function deliver({ shareLink, embedCode }) {
  return [
    sheet('Link', el('label', { class: 'field' }, 'Share link', el('input', { readonly: true, value: shareLink }))),
    sheet(
      'Embed',
      el('label', { class: 'field' }, 'Embed code', el('textarea', { readonly: true, rows: '3' }, embedCode)),
    ),
  ];
}

const states = {
  completed: 'Completed',
  pending: 'Pending',
  reviewed: 'Reviewed',
  notified: 'Notified',
  partial: 'Partial',
};

/** Filled once the responses have come. */
function data(quiz) {
  const list = el('div', { class: 'responses' });
  const cells = (tag, ...contents) =>
    el(
      'tr',
      {},
      contents.map((content) => el(tag, {}, content)),
    );
  const row = ({ user, score, max_score: most, outcome, status, submitted_at: at }) => {
    const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
    const who = [el('strong', {}, name), el('small', {}, user.email ?? 'Anonymous')];
    const result = outcome ?? (score === null ? 'No score' : `${score} / ${most}`);
    return cells('td', who, result, states[status], el('time', { datetime: at }, new Date(at).toLocaleDateString()));
  };
  const show = async (page) => {
    const { responses, meta } = await api(`interactions/${quiz.id}/responses?page=${page}`);
    if (responses.length === 0) return list.replaceChildren(el('div', { class: 'sheet void' }, 'No responses yet.'));
    const go = (to, label, disabled) =>
      el('button', { type: 'button', class: 'btn small', disabled, onclick: () => show(to) }, label);
    list.replaceChildren(
      el(
        'table',
        { class: 'sheet' },
        el('thead', {}, cells('th', 'Participant', 'Result', 'Status', 'Submitted')),
        el('tbody', {}, responses.map(row)),
      ),
      el(
        'div',
        { class: 'row' },
        go(meta.page - 1, 'Previous', meta.page === 1),
        el('span', { class: 'quiet' }, `Page ${meta.page} of ${meta.pages}`),
        go(meta.page + 1, 'Next', meta.page === meta.pages),
      ),
    );
  };
  show(1);
  return [list];
}
