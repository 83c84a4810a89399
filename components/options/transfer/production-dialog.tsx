import { useEffect, useState } from 'preact/hooks';
import type { ProductionPreview } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { usePlural } from '../../ui/language.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ImportTrouble, TransferActions } from './model.ts';
import { ProductionBadges } from './production-badges.tsx';
import { type Chosen, chosenByName, fateOf } from './production-plan.ts';
import { ProductionQuizzes } from './production-quizzes.tsx';
import { troubleSentence } from './trouble.ts';

type Trouble = ImportTrouble | 'not-production' | 'template-gone';

export interface ProductionDialogProps {
  /** The present connection is a production one. */
  isProduction: boolean;
  /** Titles of the quizzes that have a sandbox rule. */
  sandboxTitles: readonly string[];
  actions: Pick<TransferActions, 'previewProduction' | 'moveToProduction'>;
  onClose: () => void;
}

/** Rules tried in the sandbox become production rules, their badges found by name or chosen by hand. */
export function ProductionDialog({ isProduction, sandboxTitles, actions, onClose }: ProductionDialogProps) {
  const t = useTranslate();
  const plural = usePlural();
  const [preview, setPreview] = useState<ProductionPreview | null>(null);
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [trouble, setTrouble] = useState<Trouble | null>(isProduction ? null : 'not-production');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<{ added: number; left: string[] } | null>(null);

  useEffect(() => {
    if (!isProduction) return;
    void actions.previewProduction().then((reply) => {
      if (!reply?.ok) return setTrouble(reply?.trouble ?? 'no-answer');
      setPreview(reply.preview);
      setChosen(chosenByName(reply.preview));
    });
  }, []);

  const moving = preview?.rules.filter((it) => ['whole', 'partly'].includes(fateOf(it, chosen).kind)) ?? [];
  const move = async () => {
    setTrouble(null);
    setBusy(true);
    const reply = await actions.moveToProduction(
      moving.map(({ ruleId, version }) => ({ ruleId, version })),
      [...chosen].map(([sandbox, production]) => ({ sandbox, production })),
    );
    setBusy(false);
    if (reply?.ok) setDone(reply);
    else setTrouble(reply?.trouble ?? 'no-answer');
  };

  const mayMove = preview !== null && done === null && moving.length > 0;
  return (
    <Dialog
      heading={t('production_heading')}
      wide
      onClose={() => {
        if (!busy) onClose();
      }}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t(mayMove ? 'action_cancel' : 'action_close')}
          </Button>
          {mayMove && (
            <Button kind="primary" busy={busy} busyLabel={t('production_moving')} onClick={move}>
              {plural('production_move', moving.length)}
            </Button>
          )}
        </>
      }
    >
      {done ? (
        <Notice tone={done.left.length > 0 ? 'warning' : 'success'} live>
          {done.added > 0 && <p>{plural('production_done', done.added)}</p>}
          {done.left.length > 0 && (
            <p>{t('production_left', done.left.map((it) => it || t('quiz_untitled')).join(', '))}</p>
          )}
        </Notice>
      ) : (
        <>
          <p class="options-muted">{t('production_intro')}</p>
          {trouble === 'not-production' && (
            <>
              <Notice tone="info">{t('production_not_connected')}</Notice>
              <ul>
                {sandboxTitles.map((title, index) => (
                  // By index: two quizzes may have the same title
                  <li key={index}>{title || t('quiz_untitled')}</li>
                ))}
              </ul>
            </>
          )}
          {!preview && !trouble && <Skeleton rows={3} rowHeightPx={56} />}
          {preview && (
            <>
              {preview.badges.length > 0 && (
                <ProductionBadges
                  preview={preview}
                  chosen={chosen}
                  onChoose={(sandbox, production) => {
                    const next = new Map(chosen);
                    if (production === null) next.delete(sandbox);
                    else next.set(sandbox, production);
                    setChosen(next);
                  }}
                />
              )}
              <ProductionQuizzes preview={preview} chosen={chosen} />
              {moving.length === 0 && <p>{t('production_none')}</p>}
            </>
          )}
          {trouble && trouble !== 'not-production' && (
            <Notice tone="danger" live>
              <p>
                {trouble === 'template-gone' ? t('production_template_gone') : troubleSentence(t, trouble, 'rules')}
              </p>
              <p>{t('transfer_nothing_changed')}</p>
            </Notice>
          )}
        </>
      )}
    </Dialog>
  );
}
