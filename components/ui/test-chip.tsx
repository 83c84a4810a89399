import { useTranslate } from '../i18n.ts';
import { Chip } from './chip.tsx';

/** Marks a badge that an author sent from the sandbox to try it: it is nobody's result. */
export function TestChip() {
  const t = useTranslate();
  return (
    <Chip tone="info" icon="flask">
      {t('award_test')}
    </Chip>
  );
}
