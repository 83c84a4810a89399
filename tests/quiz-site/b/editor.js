import { api, flags } from './api.js';
import { el } from './dom.js';
import { panels, tabs } from './panels.js';

const app = document.querySelector('#app');
let tab = 'design';
/** Counts what was asked for, so that an answer that comes too late is thrown away. */
let turn = 0;

function go(path) {
  history.pushState(null, '', path);
  render();
}

function link(path, label, properties = {}) {
  const onclick = (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(path);
  };
  return el('a', { href: path, onclick, ...properties }, label);
}

function sidebar(interactions) {
  const here = location.pathname;
  const item = (path, label, active) => link(path, label, { class: 'side-link', 'aria-current': active && 'page' });
  return el(
    'aside',
    { class: 'side' },
    link('/interactions', 'CredSpark', { class: 'brand' }),
    el(
      'nav',
      { 'aria-label': 'Main' },
      item('/interactions', 'Interactions', here.startsWith('/interactions')),
      item('/audience', 'Audience', here === '/audience'),
      item('/recognitions', 'Recognitions', here === '/recognitions'),
      item('/settings/integrations', 'Admin Settings', here.startsWith('/settings')),
    ),
    el('p', { class: 'side-title' }, 'Recent'),
    el(
      'nav',
      { 'aria-label': 'Recent', class: 'recent' },
      interactions.map(({ id, title }) => item(`/interactions/${id}/edit`, title, here === `/interactions/${id}/edit`)),
    ),
    el('p', { class: 'foot' }, 'A stand-in for tests, build B'),
  );
}

async function render() {
  turn += 1;
  const mine = turn;
  flags.listeners.clear();
  const interactions = await api('interactions');
  if (mine !== turn) return;
  const main = el('main', { class: 'main' });
  app.replaceChildren(sidebar(interactions), main);
  const editor = /^\/interactions\/(\d+)\/edit$/.exec(location.pathname);
  const setting = /^\/settings\/([\w-]+)$/.exec(location.pathname);
  if (editor) await renderEditor(main, editor[1], mine);
  else if (setting) renderSettings(main, setting[1]);
  else if (location.pathname === '/interactions') renderHome(main, interactions);
  else renderEmpty(main, location.pathname === '/audience' ? 'Audience' : 'Recognitions');
}

function renderHome(main, interactions) {
  document.title = 'Interactions – CredSpark';
  main.append(
    el('h1', {}, 'Interactions'),
    el(
      'ul',
      { class: 'tiles' },
      interactions.map(({ id, title, typeWords }) =>
        el('li', { class: 'sheet' }, el('h2', {}, link(`/interactions/${id}/edit`, title)), el('p', {}, typeWords)),
      ),
    ),
  );
}

function renderEmpty(main, title) {
  document.title = `${title} – CredSpark`;
  main.append(el('h1', {}, title), el('div', { class: 'sheet void' }, 'Nothing here yet.'));
}

async function renderEditor(main, id, mine) {
  const quiz = await api(`interactions/${id}`);
  if (mine !== turn) return;
  document.title = `${quiz.title} – CredSpark`;
  const questions = quiz.questions.length === 1 ? '1 question' : `${quiz.questions.length} questions`;
  const list = el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Interaction' });
  const buttons = tabs.map(({ key, label }) => {
    const onclick = () => select(key);
    return el('button', { type: 'button', role: 'tab', id: `tab-${key}`, class: 'tab', onclick }, label);
  });
  list.append(...buttons);
  main.append(
    el(
      'header',
      { class: 'head' },
      el(
        'div',
        {},
        el('h1', {}, quiz.title),
        el('p', { class: 'sub' }, el('span', {}, quiz.typeWords), ' · ', el('span', {}, questions)),
      ),
      quiz.previewPath && el('a', { class: 'btn', href: quiz.previewPath, target: '_blank' }, 'Preview'),
    ),
    list,
  );

  async function select(key) {
    tab = key;
    turn += 1;
    const selected = turn;
    flags.listeners.clear();
    for (const button of buttons) button.setAttribute('aria-selected', String(button.id === `tab-${key}`));
    main.querySelector('[role=tabpanel]')?.remove();
    const panel = el('div', { role: 'tabpanel', class: 'panel', 'aria-labelledby': `tab-${key}`, 'aria-busy': 'true' });
    main.append(panel);
    const fresh = await api(`interactions/${id}`);
    if (selected !== turn) return;
    panel.append(...panels[key](fresh).filter(Boolean));
    panel.setAttribute('aria-busy', 'false');
  }
  await select(tab);
}

function renderSettings(main, name) {
  const words = { integrations: 'Integrations', security: 'Security', 'data-compliance': 'Data & Compliance' };
  document.title = `${words[name]} – CredSpark`;
  const panel = el('div', { class: 'panel' });
  main.append(
    el('h1', {}, 'Admin Settings'),
    el(
      'nav',
      { class: 'tabs', 'aria-label': 'Admin Settings' },
      Object.entries(words).map(([key, label]) =>
        link(`/settings/${key}`, label, { class: 'tab', 'aria-current': key === name && 'page' }),
      ),
    ),
    panel,
  );
  if (name === 'integrations') renderIntegrations(panel);
  else panel.append(el('div', { class: 'sheet void' }, 'There is nothing to set up here.'));
}

function renderIntegrations(panel) {
  const list = el('ul', { class: 'tiles' });
  const keys = el('div', { class: 'sheet void' }, 'No API keys yet.');
  const show = (content) => {
    panel.querySelector('.shown')?.replaceChildren(content);
    for (const button of inner)
      button.setAttribute('aria-pressed', String((content === list) === (button === inner[0])));
  };
  const inner = [
    el('button', { type: 'button', class: 'chip', onclick: () => show(list) }, 'Integrations'),
    el('button', { type: 'button', class: 'chip', onclick: () => show(keys) }, 'API Keys'),
  ];
  const card = ({ key, name, text, connected }) => {
    const connect = async () => draw(await api(`integrations/${key}`, { method: 'POST' }));
    return el(
      'li',
      { class: 'sheet' },
      el('h3', {}, name),
      el('p', {}, text),
      connected
        ? el(
            'div',
            { class: 'row' },
            el('span', { class: 'on' }, 'Connected'),
            el('button', { type: 'button', class: 'btn' }, 'Edit'),
          )
        : el(
            'div',
            { class: 'row' },
            el('button', { type: 'button', class: 'btn main-btn', onclick: connect }, 'Connect'),
          ),
    );
  };
  const draw = (integrations) => list.replaceChildren(...integrations.map(card));
  const refresh = async () => draw(await api('integrations'));
  panel.append(el('div', { class: 'row chips' }, inner), el('div', { class: 'shown' }));
  show(list);
  flags.listeners.add(refresh);
  refresh();
}

addEventListener('popstate', render);
render();
