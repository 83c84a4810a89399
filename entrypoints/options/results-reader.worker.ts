import { factsOf, openResultsFile, questionsOf, type ResultsFile, readRows } from '@/lib/results-file/results-file.ts';
import { columnsSchema, setupSchema } from '@/lib/results-file/setup.ts';
import type { FromReader, ReaderReplies, ReaderRequest, ToReader } from '@/lib/results-file/wire.ts';

/** Reads a file of results beside the page, so that nothing on it ever waits for it. */

let bytes: Uint8Array | null = null;
let opened: ResultsFile | null = null;

const post = (message: FromReader) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<ToReader>) => {
  const { id } = data;
  try {
    post({ id, reply: await answer(data, (progress) => post({ id, progress })) });
  } catch {
    post({ id, failed: true });
  }
};

async function answer(
  request: ReaderRequest,
  onProgress: (rows: number) => void,
): Promise<ReaderReplies[keyof ReaderReplies]> {
  if (request.type === 'open') {
    if (request.file) bytes = new Uint8Array(await request.file.arrayBuffer());
    if (!bytes) throw new Error('No file is open.');
    const result = openResultsFile(bytes, request.delimiter, onProgress);
    opened = result.ok ? result.file : null;
    return result.ok ? { ok: true, facts: factsOf(result.file, request.hasHeadings) } : result;
  }
  if (!opened) throw new Error('No file is open.');
  if (request.type === 'ask') return questionsOf(opened, request.hasHeadings, columnsSchema.parse(request.columns));
  return readRows(opened, setupSchema.parse(request.setup), request.from, request.count);
}
