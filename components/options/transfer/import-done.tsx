import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Taken } from './model.ts';

/** What an import did. */
export function ImportDone({ done, heading }: { done: Taken; heading?: string }) {
  const plural = usePlural();
  return (
    <Notice tone="success" live {...(heading ? { heading } : {})}>
      {done.added > 0 && <p>{plural('transfer_done_added', done.added)}</p>}
      {done.replaced > 0 && <p>{plural('transfer_done_replaced', done.replaced)}</p>}
    </Notice>
  );
}
