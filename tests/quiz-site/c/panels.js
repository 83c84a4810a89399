import { el } from './dom.js';
import { flags, load } from './xhr.js';

export const tabs = ['Design', 'Registration', 'Motivation', 'Results View', 'Deliver', 'Data & Analytics'];

/** What each tab shows, in the order of the tabs: an array of elements, or a promise of one. */
export const panels = [design, registration, motivation, resultsView, deliver, data];

const box = (heading, ...children) => el('div', { class: 'bx-e3' }, el('h4', {}, heading), ...children);
const save = (quiz, edit) => load(`/admin/interactions/${quiz.id}.json`, edit);

function design(quiz) {
  return quiz.questions.map(({ text, answers }) =>
    box(
      text,
      answers.map(({ text, correct, outcome }) =>
        el('div', { class: correct ? 'an-2 an-ok' : 'an-2' }, text, outcome && el('span', {}, ` (${outcome})`)),
      ),
    ),
  );
}

function registration(quiz) {
  const state = { ...quiz.registration };
  const check = (key, label) => {
    const onchange = (event) => {
      state[key] = event.target.checked;
      save(quiz, { registration: state });
    };
    return el('label', { class: 'ck-1' }, el('input', { type: 'checkbox', checked: state[key], onchange }), label);
  };
  return [
    box(
      'Fields',
      quiz.registrationFields.map(({ key, label }) => check(key, label)),
    ),
    box('Options', check('required', 'Require Registration')),
  ];
}

function motivation(quiz) {
  const note = el('div', { class: 'nt-4' });
  const onclick = (event) => {
    event.preventDefault();
    note.textContent = `“${event.target.textContent}” is not part of this stand-in.`;
  };
  const credly = el('button', { class: 'bt-4fz', onclick }, 'Award a Credly Badge');
  const row = el(
    'div',
    { class: 'br-8' },
    el('button', { class: 'bt-4fz', onclick }, 'Add a certificate'),
    el('a', { class: 'bt-4fz', href: '#t3', onclick }, 'Add a redirect'),
  );
  flags.changed = () => {
    if (flags.now.nativeCredlyButton) row.append(credly);
    else credly.remove();
  };
  flags.changed();
  return [
    quiz.type === 'scored' && passing(quiz),
    quiz.outcomes &&
      box(
        'Outcomes',
        el(
          'ol',
          { class: 'ls-9' },
          quiz.outcomes.map((name) => el('li', {}, el('div', {}, name))),
        ),
      ),
    quiz.ranges && box('Score Ranges', el('div', { class: 'rg-7' }, quiz.ranges.map(rangeFields))),
    box('Incentives', row, note),
  ];
}

/** Fields in which a range could be changed. */
function rangeFields({ name, from, to }) {
  const part = (title, value) => el('input', { type: 'text', title, value: String(value) });
  return el('div', { class: 'rg-r' }, part('Name', name), part('From', from), part('To', to));
}

function passing(quiz) {
  const unit = quiz.passingScore?.unit === 'points' ? 'points' : '%';
  const onchange = (event) => save(quiz, { passingScore: event.target.value });
  const value = quiz.passingScore ? String(quiz.passingScore.value) : '';
  return box(
    'Threshold',
    el('label', { class: 'lb-6' }, `Passing score (${unit})`, el('input', { type: 'text', value, onchange })),
  );
}

function resultsView(quiz) {
  const list = el('div', { class: 'rz-q0' });
  const edges = () => {
    for (const section of list.querySelectorAll('.rs-7y2')) {
      const [up, down] = section.querySelectorAll('button');
      up.disabled = !section.previousElementSibling;
      down.disabled = !section.nextElementSibling;
    }
  };
  const move = (section, direction) => {
    const sections = [...list.querySelectorAll('.rs-7y2')];
    const index = sections.indexOf(section);
    const other = sections[direction === 'up' ? index - 1 : index + 1];
    if (!other) return;
    if (direction === 'up') other.before(section);
    else other.after(section);
    edges();
    save(quiz, { move: { index, direction } });
  };
  for (const { heading, text } of quiz.resultBlocks) {
    const section = el(
      'section',
      { class: 'rs-7y2' },
      el('div', { class: 'rs-hd' }, heading && el('h4', {}, heading)),
      el('div', { class: 'rs-bd' }, text),
    );
    const button = (direction, label) =>
      el('button', { class: 'bs-1', onclick: () => move(section, direction) }, label);
    section.firstChild.append(button('up', 'Move up'), button('down', 'Move down'));
    list.append(section);
  }
  edges();
  return [list];
}

async function deliver(quiz) {
  const { shareLink, embedCode } = await load(`/admin/interactions/${quiz.id}/share.json`);
  return [
    box('Share link', el('input', { readonly: true, title: 'Share link', value: shareLink })),
    box('Embed code', el('textarea', { readonly: true, title: 'Embed code', rows: '3' }, embedCode)),
  ];
}

async function data(quiz) {
  const list = el('div', { class: 'dt-0' });
  const row = (...texts) =>
    el(
      'div',
      { class: 'dr-2' },
      texts.map((text) => el('span', {}, text)),
    );
  const isOutcome = quiz.type === 'outcome';
  const show = async (page) => {
    const { list: found, pages } = await load(`/admin/interactions/${quiz.id}/responses.json?page=${page}`);
    if (found.rows.length === 0) return list.replaceChildren(el('div', { class: 'em-0' }, 'No responses yet.'));
    const result = ({ points, outOf, resultName }) =>
      isOutcome ? [resultName ?? '-'] : [points ?? '-', outOf ?? '-'].map(String);
    const state = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);
    list.replaceChildren(
      el(
        'div',
        { class: 'dt-2' },
        row('Name', 'E-mail', ...(isOutcome ? ['Outcome'] : ['Points', 'Out of']), 'State'),
        found.rows.map((it) =>
          row(
            [it.firstName, it.lastName].filter(Boolean).join(' ') || 'Anonymous',
            it.emailAddress ?? '-',
            ...result(it),
            state(it.state),
          ),
        ),
      ),
      page < pages
        ? el(
            'a',
            { class: 'bt-4fz', href: '#t6', onclick: (event) => [event.preventDefault(), show(page + 1)] },
            'Next',
          )
        : '',
    );
  };
  await show(1);
  return [list];
}

/** The Integrations tab of the admin settings. */
export async function integrations() {
  const list = el('div', { class: 'cr-ls' });
  const draw = (items) =>
    list.replaceChildren(
      ...items.map(({ key, name, text, connected }) => {
        const onclick = async () => draw(await load('/admin/integrations.json', { connect: key }));
        return el(
          'div',
          { class: 'cr-d8' },
          el('div', { class: 'cr-tx' }, el('h4', {}, name), el('span', {}, text)),
          connected && el('span', { class: 'st-ok' }, 'Connected'),
          el(
            'button',
            connected ? { class: 'bt-4fz' } : { class: 'bt-4fz bt-go', onclick },
            connected ? 'Edit' : 'Connect',
          ),
        );
      }),
    );
  const content = el('div', {}, list);
  const pick = (event) => {
    content.replaceChildren(
      event.target.textContent === 'API Keys' ? el('div', { class: 'em-0' }, 'No API keys.') : list,
    );
    for (const item of row.children) item.className = item === event.target ? 'sb-3 sb-on' : 'sb-3';
  };
  const row = el(
    'div',
    { class: 'sb-r' },
    el('span', { class: 'sb-3 sb-on', onclick: pick }, 'Integrations'),
    el('span', { class: 'sb-3', onclick: pick }, 'API Keys'),
  );
  flags.changed = async () => draw(await load('/admin/integrations.json'));
  draw(await load('/admin/integrations.json'));
  return [row, content];
}
