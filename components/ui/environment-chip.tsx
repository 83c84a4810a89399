import { useTranslate } from '../i18n.ts';
import { Chip } from './chip.tsx';

/** Which of Credly's two worlds something belongs to. */
export function EnvironmentChip({ environment }: { environment: 'production' | 'sandbox' }) {
  const t = useTranslate();
  return environment === 'sandbox' ? (
    <Chip tone="warning" icon="flask">
      {t('environment_sandbox')}
    </Chip>
  ) : (
    <Chip tone="neutral" icon="globe">
      {t('environment_production')}
    </Chip>
  );
}
