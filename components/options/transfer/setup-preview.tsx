import type { OptionsState, SetupPreview } from '@/lib/messages/client';
import { useTranslate } from '../../i18n.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { EnvironmentChip } from '../../ui/environment-chip.tsx';
import { useLanguage } from '../../ui/language.ts';
import { ImportList, type ImportListProps } from './import-list.tsx';

export interface SetupPreviewProps extends Pick<ImportListProps, 'taken' | 'onTake'> {
  preview: SetupPreview;
  connection: OptionsState['connection'];
  withSettings: boolean;
  onSettings: (take: boolean) => void;
}

/** What a setup file would do to this browser. */
export function SetupPreviewView(props: SetupPreviewProps) {
  const { preview, connection } = props;
  const t = useTranslate();
  const number = new Intl.NumberFormat(useLanguage());
  const { settings, rules } = preview;
  const replaces =
    connection !== null &&
    (connection.organizationId !== preview.organizationId || connection.environment !== preview.environment);
  return (
    <>
      <div class="transfer-part">
        <div class="transfer-list__line">
          <span class="options-strong">{t('setup_connects', preview.organizationName)}</span>
          <EnvironmentChip environment={preview.environment} />
        </div>
        <p class="options-muted">{t('setup_checked')}</p>
        {connection && <p>{replaces ? t('setup_replaces', connection.organizationName) : t('setup_replaces_token')}</p>}
      </div>
      {settings && (
        <CheckBox
          label={t('setup_with_settings')}
          help={t(
            'setup_settings_line',
            number.format(settings.maxPerDay),
            number.format(settings.maxPerQuizAndDay),
            settings.undoMinutes,
            t(settings.holdAll ? 'transfer_on' : 'transfer_off'),
            settings.retentionDays,
          )}
          checked={props.withSettings}
          onChange={props.onSettings}
        />
      )}
      <ImportList preview={rules} taken={props.taken} onTake={props.onTake} />
    </>
  );
}
