import { type Html, html } from '../html.ts';
import { type EditorTab, editorTabs, playerPath, type Quiz, typeWords } from '../model.ts';
import type { Packs } from '../packs.ts';

const areas = [
  { label: 'Interactions', path: '/assessments' },
  { label: 'Audience', path: '/audience' },
  { label: 'Recognitions', path: '/recognitions' },
  { label: 'Admin Settings', path: '/admin_settings/integrations' },
];

const settingsTabs = [
  { label: 'Integrations', path: '/admin_settings/integrations' },
  { label: 'Security', path: '/admin_settings/security' },
  { label: 'Data & Compliance', path: '/admin_settings/data_compliance' },
];

const tabFolders: Record<EditorTab, string> = {
  design: 'design',
  registration: 'registration',
  motivation: 'motivation',
  'results-view': 'results_view',
  deliver: 'deliver',
  data: 'data',
};

export function editorPath(quiz: Quiz, tab: EditorTab): string {
  return `/assessments/${quiz.slug}/${tabFolders[tab]}`;
}

/** The tab that a folder of an editor address stands for. */
export function tabOfFolder(folder: string | undefined): EditorTab | undefined {
  return editorTabs.find(({ key }) => tabFolders[key] === folder)?.key;
}

function current(is: boolean): Html {
  return is ? html` aria-current="page"` : html``;
}

/** A signed-in page. `area` is the top-level word to mark. */
export function appPage(packs: Packs, options: { title: string; area: string; body: Html }): Html {
  return html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${options.title} – CredSpark</title>
<link rel="stylesheet" href="${packs.url('style.css')}"></head>
<body>
<header class="topbar"><div class="topbar__inner">
<a class="brand" href="/assessments">CredSpark</a>
<nav class="topbar__nav" aria-label="Main">${areas.map(
    ({ label, path }) => html`<a href="${path}"${current(label === options.area)}>${label}</a>`,
  )}</nav>
<span class="avatar" title="Ada Author">AA</span>
</div></header>
<main class="page">${options.body}</main>
<footer class="foot">A stand-in for tests, build A</footer>
</body></html>`;
}

/** One tab of an interaction. */
export function editorPage(packs: Packs, quiz: Quiz, tab: EditorTab, notice: string | null, panel: Html): Html {
  const label = editorTabs.find(({ key }) => key === tab)?.label ?? '';
  const body = html`
<p class="crumbs"><a href="/assessments">Interactions</a> / ${quiz.title}</p>
<div class="title-row">
<h1>${quiz.title}</h1><span class="pill pill--${quiz.type}">${typeWords[quiz.type]}</span>
${quiz.showsPreviewLink !== false && html`<a class="button" href="${playerPath(quiz)}" target="_blank">Preview</a>`}
</div>
<nav class="tabs" aria-label="Interaction">${editorTabs.map(
    ({ key, label }) => html`<a href="${editorPath(quiz, key)}"${current(key === tab)}>${label}</a>`,
  )}</nav>
${notice && html`<p class="flash" role="status">${notice}</p>`}
${panel}`;
  return appPage(packs, { title: `${quiz.title}: ${label}`, area: 'Interactions', body });
}

/** One tab of the admin settings. */
export function settingsPage(packs: Packs, tab: string, panel: Html): Html {
  const body = html`
<div class="title-row"><h1>Admin Settings</h1></div>
<nav class="tabs" aria-label="Admin Settings">${settingsTabs.map(
    ({ label, path }) => html`<a href="${path}"${current(label === tab)}>${label}</a>`,
  )}</nav>
${panel}`;
  return appPage(packs, { title: tab, area: 'Admin Settings', body });
}
