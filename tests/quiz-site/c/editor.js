import { el } from './dom.js';
import { integrations, panels, tabs } from './panels.js';
import { flags, load } from './xhr.js';

const app = document.querySelector('.ap-0f');
const panel = el('div', { class: 'pn-6d' });
const areas = [
  ['/admin/interactions', 'Interactions'],
  ['/admin/audience', 'Audience'],
  ['/admin/recognitions', 'Recognitions'],
  ['/admin/settings#integrations', 'Admin Settings'],
];
const settings = [
  ['integrations', 'Integrations'],
  ['security', 'Security'],
  ['data-compliance', 'Data & Compliance'],
];

/** Counts what was shown, so that an answer that comes too late is thrown away. */
let turn = 0;

function frame(...content) {
  const here = (path) => location.pathname.startsWith(path.split('#')[0]);
  app.replaceChildren(
    el(
      'div',
      { class: 'hd-2a' },
      el('a', { class: 'lg-9', href: '/admin/interactions' }, 'CredSpark'),
      areas.map(([path, label]) => el('a', { class: here(path) ? 'nv-3 nv-on' : 'nv-3', href: path }, label)),
    ),
    el('div', { class: 'wr-5' }, ...content),
    el('div', { class: 'ft-8' }, 'A stand-in for tests, build C'),
  );
}

/** A row of tabs without roles: divs that set the hash. */
function tabRow(items, current) {
  return el(
    'div',
    { class: 'tr-b1' },
    items.map(([hash, label]) => {
      const onclick = () => {
        if (location.hash === `#${hash}`) dispatchEvent(new Event('hashchange'));
        else location.hash = hash;
      };
      return el('div', { class: hash === current ? 'tb-x9 q7f2' : 'tb-x9', onclick }, label);
    }),
  );
}

async function show(items, draw) {
  turn += 1;
  const mine = turn;
  flags.changed = () => {};
  const hash = location.hash.slice(1) || items[0][0];
  const content = await draw(hash);
  if (mine !== turn) return;
  app.querySelector('.tr-b1')?.replaceWith(tabRow(items, hash));
  panel.replaceChildren(...content.filter(Boolean));
}

async function editor(id) {
  const { title, type, previewPath } = await load(`/admin/interactions/${id}.json`);
  document.title = `${title} | CredSpark`;
  const kind = type.slice(0, 1).toUpperCase() + type.slice(1);
  frame(
    el(
      'div',
      { class: 'tp-4' },
      el('div', { class: 'tt-1' }, title),
      el('div', { class: 'mt-7' }, `Type: ${kind}`),
      previewPath && el('a', { class: 'bt-4fz', href: location.origin + previewPath, target: '_blank' }, 'Preview'),
    ),
    el('div', { class: 'tr-b1' }),
    panel,
  );
  const items = tabs.map((label, index) => [`t${index + 1}`, label]);
  const draw = async (hash) => {
    const quiz = await load(`/admin/interactions/${id}.json`);
    return panels[Number(hash.slice(1)) - 1](quiz);
  };
  addEventListener('hashchange', () => show(items, draw));
  await show(items, draw);
}

async function adminSettings() {
  document.title = 'Admin Settings | CredSpark';
  frame(
    el('div', { class: 'tp-4' }, el('div', { class: 'tt-1' }, 'Admin Settings')),
    el('div', { class: 'tr-b1' }),
    panel,
  );
  const draw = async (hash) =>
    hash === 'integrations' ? integrations() : [el('div', { class: 'em-0' }, 'There is nothing to set up here.')];
  addEventListener('hashchange', () => show(settings, draw));
  await show(settings, draw);
}

async function home() {
  document.title = 'Interactions | CredSpark';
  const quizzes = await load('/admin/interactions.json');
  frame(
    el('div', { class: 'tp-4' }, el('div', { class: 'tt-1' }, 'Interactions')),
    quizzes.map(({ id, title, type }) =>
      el('a', { class: 'ir-c5', href: `/admin/interactions/${id}` }, el('b', {}, title), el('span', {}, type)),
    ),
  );
}

const id = /^\/admin\/interactions\/(\d+)$/.exec(location.pathname)?.[1];
if (id) await editor(id);
else if (location.pathname === '/admin/settings') await adminSettings();
else if (location.pathname === '/admin/interactions') await home();
else {
  const title = location.pathname === '/admin/audience' ? 'Audience' : 'Recognitions';
  frame(
    el('div', { class: 'tp-4' }, el('div', { class: 'tt-1' }, title)),
    el('div', { class: 'em-0' }, 'Nothing here yet.'),
  );
}
