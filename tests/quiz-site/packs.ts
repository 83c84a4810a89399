import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { notFound, type Reply } from './http.ts';
import type { Build } from './model.ts';

const contentTypes: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

export interface Packs {
  /** The address of a script or style sheet, with the hash of its content in its name. */
  url(name: string): string;
  /** Answers `/packs/<name>`, hashed or plain (scripts import each other by plain names). */
  serve(path: string): Reply;
}

/** Loads the scripts and styles of one build, and those that all builds share. */
export async function loadPacks(build: Build): Promise<Packs> {
  const files = new Map<string, { body: Buffer; hash: string }>();
  for (const folder of ['shared', build]) {
    const directory = new URL(`./${folder}/`, import.meta.url);
    for (const name of await readdir(directory)) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const body = await readFile(new URL(name, directory));
      files.set(name, { body, hash: createHash('sha256').update(body).digest('hex').slice(0, 20) });
    }
  }
  return {
    url(name) {
      const hash = files.get(name)?.hash;
      if (!hash) throw new Error(`The stand-in has no file ${name} in build ${build}`);
      return `/packs/${name.replace(/\.(\w+)$/, `-${hash}.$1`)}`;
    },
    serve(path) {
      const name = path.replace(/^\/packs\//, '').replace(/-[0-9a-f]{20}\./, '.');
      const file = files.get(name);
      const contentType = contentTypes[name.split('.').at(-1) ?? ''];
      if (!file || !contentType) return notFound();
      return { status: 200, headers: { 'content-type': `${contentType}; charset=utf-8` }, body: file.body };
    },
  };
}
