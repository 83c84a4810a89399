import type { FromReader, ReaderReplies, ReaderRequest, ToReader } from '@/lib/results-file/wire.ts';

/** The page's side of the Web Worker that reads a file of results. */

/** Bytes; nothing larger is given to the reader at all. */
export const maxFileBytes = 30_000_000;

interface Waiting {
  resolve: (reply: never) => void;
  reject: (error: Error) => void;
  onProgress: (rows: number) => void;
}

let reader: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** @throws Error where the reader failed or is gone */
export function askReader<T extends ReaderRequest['type']>(
  request: Extract<ReaderRequest, { type: T }>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<ReaderReplies[T]> {
  reader ??= startReader();
  lastId += 1;
  const message: ToReader = { ...request, id: lastId };
  return new Promise((resolve, reject) => {
    waiting.set(message.id, { resolve, reject, onProgress });
    reader?.postMessage(message);
  });
}

/** Forgets the file: nothing of it stays in memory. */
export function closeReader(): void {
  reader?.terminate();
  reader = null;
  for (const { reject } of waiting.values()) reject(new Error('The reader was closed.'));
  waiting.clear();
}

function startReader(): Worker {
  const started = new Worker(new URL('./results-reader.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<FromReader>) => {
    const asked = waiting.get(data.id);
    if (!asked) return;
    if ('progress' in data) return asked.onProgress(data.progress);
    waiting.delete(data.id);
    if ('failed' in data) asked.reject(new Error('The file could not be read.'));
    else asked.resolve(data.reply as never);
  };
  started.onerror = () => closeReader();
  return started;
}
