/** Bytes: no file of ours comes near, and nothing larger is read into memory. */
const maxFileBytes = 12_000_000;

/** A file's text, or why it is not read. */
export async function readFile(file: File): Promise<{ text: string } | { trouble: 'too-large' | 'malformed' }> {
  if (file.size > maxFileBytes) return { trouble: 'too-large' };
  try {
    return { text: await file.text() };
  } catch {
    return { trouble: 'malformed' };
  }
}
