import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { build } from 'vite';
import { createCertificate } from '../tls/certificate.ts';
import { questions } from './questions.ts';

/**
 * Two quiz sites that the extension knows nothing of, with real apps from npm on made-up hosts: a SurveyJS quiz that tells
 * its result in the page, and a Form.io form whose server grades it and answers. Each has a small server of its own; the
 * first one's quizzes are made in a studio, in words that no profile has.
 */
export const surveyHost = 'academy.example';
export const formioHost = 'forms.example';

const modules = resolve(import.meta.dirname, '../../node_modules');
const here = import.meta.dirname;

export interface TaughtSites {
  port: number;
  hosts: readonly string[];
  /** What the servers stored, oldest first. */
  stored: { host: string; body: Record<string, unknown> }[];
  stop(): Promise<void>;
}

const bundles = new Map<string, Promise<string>>();

/** One script out of an app's source and its packages; made once a run. */
function bundle(file: string): Promise<string> {
  const known = bundles.get(file) ?? makeBundle(file);
  bundles.set(file, known);
  return known;
}

async function makeBundle(file: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: join(here, file), formats: ['iife'], name: 'app', fileName: 'app' },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  const chunk = first && 'output' in first ? first.output.find((it) => it.type === 'chunk') : undefined;
  if (!chunk || !('code' in chunk)) throw new Error(`${file} was not bundled.`);
  return chunk.code;
}

const html = (title: string, styles: string[], scripts: string[]) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>${title}</title>${styles.map((it) => `<link rel="stylesheet" href="${it}">`).join('')}</head>
<body><main><h1>${title}</h1><div id="app"></div></main>
${scripts.map((it) => `<script src="${it}"></script>`).join('')}</body></html>`;

const studioTabs = {
  rewards: '<p>What people take home.</p><p><button type="button">Attach a voucher</button></p>',
  ending: ['Your score', 'What you missed', 'Tell a friend'].map((it) => `<section><h2>${it}</h2></section>`).join(''),
};

/** The editor of the survey site's one quiz. */
const studio = (tab: keyof typeof studioTabs) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Studio</title><style>section { border: 1px solid #999; border-radius: 8px; padding: 16px; margin: 8px 0 }</style></head>
<body><h1>Food Safety</h1><nav>${(['rewards', 'ending'] as const)
  .map(
    (it) =>
      `<a href="/studio/food-safety/${it}"${it === tab ? ' aria-current="page"' : ''}>${{ rewards: 'Take-home', ending: 'Ending' }[it]}</a>`,
  )
  .join(' ')}</nav><main>${studioTabs[tab]}</main></body></html>`;

interface Answer {
  type: string;
  body: string | Buffer;
  status?: number;
}
const json = (value: unknown, status = 200): Answer => ({
  type: 'application/json',
  body: JSON.stringify(value),
  status,
});
const text = (type: string, body: string | Buffer): Answer => ({ type, body });
const file = (type: string, path: string) => text(type, readFileSync(join(modules, path)));

export async function startTaughtSites(): Promise<TaughtSites> {
  const stored: TaughtSites['stored'] = [];
  const hosts = [surveyHost, formioHost];

  const survey = async (method: string, path: string, body: Record<string, unknown>): Promise<Answer | null> => {
    if (path === '/quiz/food-safety') return text('text/html', html('Food Safety', ['/survey.css'], ['/app.js']));
    const tab = /^\/studio\/food-safety\/(rewards|ending)$/.exec(path)?.[1];
    if (tab) return text('text/html', studio(tab as keyof typeof studioTabs));
    if (path === '/survey.css') return file('text/css', 'survey-core/survey-core.min.css');
    if (path === '/app.js') return text('text/javascript', await bundle('survey-app.ts'));
    if (method === 'POST' && path === '/api/surveys/food-safety/responses') {
      stored.push({ host: surveyHost, body });
      return json({ id: randomUUID(), stored: true });
    }
    return null;
  };

  const formio = async (method: string, path: string, body: Record<string, unknown>): Promise<Answer | null> => {
    if (path === '/forms/hygiene')
      return text('text/html', html('Kitchen Hygiene', ['/formio.css'], ['/formio.js', '/app.js']));
    if (path === '/formio.css') return file('text/css', '@formio/js/dist/formio.full.min.css');
    if (path === '/formio.js') return file('text/javascript', '@formio/js/dist/formio.full.min.js');
    if (path === '/app.js') return text('text/javascript', await bundle('formio-app.ts'));
    if (path === '/hygiene') return json(hygieneForm);
    if (method === 'POST' && path === '/hygiene/submission') {
      stored.push({ host: formioHost, body });
      const data = (body.data ?? {}) as Record<string, unknown>;
      const right = questions.filter((it) => data[it.name] === it.right).length;
      const result = { points: right * 2, outOf: questions.length * 2 };
      return json({ ...body, _id: randomUUID().replaceAll('-', '').slice(0, 24), form: hygieneForm._id, result }, 201);
    }
    return null;
  };

  const server = createServer(await createCertificate(hosts), async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', `https://${incoming.headers.host}`);
    const raw = (await buffer(incoming)).toString('utf8');
    const body = raw.startsWith('{') ? (JSON.parse(raw) as Record<string, unknown>) : {};
    const handle = url.hostname === surveyHost ? survey : formio;
    const answer = await handle(incoming.method ?? 'GET', url.pathname, body);
    response.writeHead(answer?.status ?? (answer ? 200 : 404), { 'content-type': answer?.type ?? 'text/plain' });
    response.end(answer?.body ?? 'Not found');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    hosts,
    stored,
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const hygieneForm = {
  _id: '5f2a4711aa0b4c0d8e9f0a1b',
  title: 'Kitchen Hygiene',
  name: 'hygiene',
  path: 'hygiene',
  type: 'form',
  display: 'form',
  components: [
    { type: 'textfield', key: 'givenName', label: 'First name', input: true },
    { type: 'textfield', key: 'familyName', label: 'Last name', input: true },
    { type: 'email', key: 'contact', label: 'E-mail', input: true },
    ...questions.map(({ name, title, choices }) => ({
      type: 'radio',
      key: name,
      label: title,
      input: true,
      values: choices.map((it) => ({ label: it, value: it })),
    })),
    { type: 'button', key: 'submit', label: 'Submit', action: 'submit', input: true },
  ],
};
