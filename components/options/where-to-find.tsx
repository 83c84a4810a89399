import { useTranslate } from '../i18n.ts';

/** Where Credly shows what the form asks for. */
export function WhereToFind() {
  const t = useTranslate();
  return (
    <details class="ui-details">
      <summary>{t('where_summary')}</summary>
      <ul class="ui-details__body options-list">
        <li>{t('where_token')}</li>
        <li>{t('where_rights')}</li>
        <li>{t('where_organization')}</li>
        <li>{t('where_admins')}</li>
      </ul>
    </details>
  );
}
