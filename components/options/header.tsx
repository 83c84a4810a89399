import { useTranslate } from '../i18n.ts';
import { EnvironmentChip } from '../ui/environment-chip.tsx';

/** Who we are and, once connected, in which of Credly's worlds. */
export function Header({ environment }: { environment: 'production' | 'sandbox' | null }) {
  const t = useTranslate();
  return (
    <header class="options-header">
      <div class="options-header__line">
        <img src="/icon.svg" alt="" width={32} height={32} />
        <h1>{t('extensionName')}</h1>
        {environment && <EnvironmentChip environment={environment} />}
      </div>
    </header>
  );
}
