/**
 * Looks at what would be published: the manifest holds exactly the permissions that the README justifies, and the content
 * scripts hold nothing that belongs to the worker.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const output = resolve(import.meta.dirname, '../../.output/chrome-mv3');
const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')) as Record<string, unknown>;

assert.deepEqual(
  manifest.permissions,
  ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'offscreen'],
  'permissions',
);
assert.deepEqual(
  manifest.host_permissions,
  ['https://app.credspark.com/*', 'https://api.credly.com/*', 'https://sandbox-api.credly.com/*'],
  'host permissions',
);
// Asked for one site at a time, when the user adds it.
assert.deepEqual(manifest.optional_host_permissions, ['https://*/*'], 'optional host permissions');
for (const absent of ['optional_permissions', 'externally_connectable', 'web_accessible_resources', 'sandbox'])
  assert.equal(manifest[absent], undefined, `${absent} is not used`);
assert.match(String(manifest.minimum_chrome_version), /^\d+$/, 'minimum_chrome_version');
const description = JSON.parse(readFileSync(join(output, '_locales/en/messages.json'), 'utf8')).extensionDescription
  .message as string;
assert.ok(description.length <= 132, 'the store takes 132 characters of description');

const policy = (manifest.content_security_policy as { extension_pages: string }).extension_pages;
const directives = new Map(policy.split('; ').map((it) => [it.split(' ')[0], it.split(' ').slice(1)]));
assert.deepEqual(directives.get('default-src'), ["'none'"]);
assert.deepEqual(directives.get('script-src'), ["'self'"]);
assert.deepEqual(directives.get('connect-src'), ['https:']);
assert.deepEqual(directives.get('img-src'), ["'self'", 'https://*.credly.com', 'https://*.youracclaim.com']);

// The hook is registered at run time, after consent: in the manifest it would run before.
const declared = (manifest.content_scripts as { js: string[] }[]).flatMap((it) => it.js);
assert.deepEqual(declared, ['content-scripts/sentinel.js'], 'declared content scripts');

/** Words that betray that a room of the worker got into a content script. */
const ofTheWorker = ['Authorization', 'api.credly.com', 'ZodError', '_zod', 'indexedDB', 'webextension-polyfill'];
const scripts = join(output, 'content-scripts');
for (const file of readdirSync(scripts)) {
  const text = readFileSync(join(scripts, file), 'utf8');
  for (const word of ofTheWorker) assert.ok(!text.includes(word), `${file} holds "${word}"`);
}

// What finds selectors is for the script that teaches, and for no page else.
for (const file of readdirSync(scripts))
  assert.equal(
    readFileSync(join(scripts, file), 'utf8').includes('seedMinLength'),
    file === 'teaching.js',
    `${file} and the finder of selectors`,
  );

const gzipped = (file: string) => gzipSync(readFileSync(join(output, file)), { level: 9 }).length;

/** What every page of the quiz site has to load, whatever it is. */
const maxOnEveryPage = 5_000;
const onEveryPage = declared.reduce((sum, file) => sum + gzipped(file), 0);
process.stdout.write(`on every page: ${onEveryPage} B gzipped (at most ${maxOnEveryPage})\n`);
assert.ok(onEveryPage <= maxOnEveryPage, `the declared content scripts have ${onEveryPage} B gzipped`);

/** gzipped bytes of each script that is loaded when it is wanted. */
const maxGzipped: Record<string, number> = {
  'results-hook.js': 2_500,
  'editor.js': 55_000,
  'list-reader.js': 8_000,
  'player.js': 25_000,
  'teaching.js': 32_000,
};
for (const [file, max] of Object.entries(maxGzipped)) {
  const bytes = gzipped(join('content-scripts', file));
  process.stdout.write(`${file}: ${bytes} B gzipped (at most ${max})\n`);
  assert.ok(bytes <= max, `${file} has ${bytes} B gzipped, more than ${max}`);
}
process.stdout.write('The manifest and the bundles are as they should be.\n');
