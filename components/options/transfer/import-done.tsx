import { useTranslate } from '../../i18n.ts';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Taken } from './model.ts';

/** What an import did. */
export function ImportDone({ done, heading }: { done: Taken; heading?: string }) {
  const t = useTranslate();
  const plural = usePlural();
  const { added, replaced, left } = done;
  const titles = left.map((it) => it || t('quiz_untitled')).join(', ');
  return (
    <Notice tone={left.length > 0 ? 'warning' : 'success'} live {...(heading ? { heading } : {})}>
      {added > 0 && <p>{plural('transfer_done_added', added)}</p>}
      {replaced > 0 && <p>{plural('transfer_done_replaced', replaced)}</p>}
      {left.length > 0 && <p>{t('transfer_done_left', titles)}</p>}
    </Notice>
  );
}
