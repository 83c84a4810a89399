import type { Download } from '@/components/options/model';

/** The address is needed until the browser has read the file; it reads it at once, from memory. */
const keptMs = 60_000;

/** Gives a file to the browser's own downloads. No permission is needed for that. */
export function download({ name, text, mediaType }: Download): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
