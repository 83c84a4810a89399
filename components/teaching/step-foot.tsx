import type { ComponentChildren } from 'preact';
import { useTranslate } from '../i18n.ts';
import { Button } from '../ui/button.tsx';

/** Back at the start of the line, what leads on at its end. */
export function StepFoot({ onBack, children }: { onBack: (() => void) | null; children: ComponentChildren }) {
  const t = useTranslate();
  return (
    <div class="teaching__foot">
      {onBack && <Button onClick={onBack}>{t('teach_back')}</Button>}
      <span class="teaching__gap" />
      {children}
    </div>
  );
}
