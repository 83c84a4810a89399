import type { OptionsState } from '@/lib/messages/client';
import { type MessageId, useTranslate } from '../i18n.ts';
import { Chip, type Tone } from '../ui/chip.tsx';
import type { IconName } from '../ui/icons.tsx';
import { usePlural } from '../ui/language.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CopyDiagnosis } from './copy-diagnosis.tsx';
import { Section } from './section.tsx';
import { SiteDoubts } from './site-doubts.tsx';
import { byWords, optionalWhats, pagesOfSite, type SiteFinding, whatWords } from './site-words.ts';
import type { SitesActions } from './sites/model.ts';
import { SiteActions } from './sites/site-actions.tsx';
import { SiteNotices } from './sites/site-notices.tsx';

type Status = SiteFinding['status'];

const looks: Readonly<Record<Status, { tone: Tone; icon: IconName; word: MessageId }>> = {
  found: { tone: 'success', icon: 'check', word: 'site_found' },
  missing: { tone: 'warning', icon: 'warning', word: 'site_missing' },
  'not-seen': { tone: 'neutral', icon: 'minus', word: 'site_not_seen' },
};

export interface SiteHealthProps {
  site: OptionsState['sites'][number];
  actions: SitesActions;
  /** Puts the diagnosis on the clipboard; false where that is not possible. */
  onCopy: () => Promise<boolean>;
}

/** One quiz site: everything that is looked for, page by page, and the results that were not certain. */
export function SiteHealth({ site, actions, onCopy }: SiteHealthProps) {
  const t = useTranslate();
  const plural = usePlural();
  const missing = site.findings.filter((it) => it.status === 'missing').length;
  return (
    <Section
      heading={site.name}
      aside={
        <Chip tone={missing > 0 ? 'warning' : 'success'} icon={missing > 0 ? 'warning' : 'check'}>
          {missing > 0 ? plural('site_count_missing', missing) : t('site_nothing_missing')}
        </Chip>
      }
    >
      <SiteNotices site={site} actions={actions} />
      <table class="site-table" aria-label={t('site_table', site.name)}>
        <thead class="ui-visually-hidden">
          <tr>
            <th scope="col">{t('site_column_what')}</th>
            <th scope="col">{t('site_column_status')}</th>
            <th scope="col">{t('site_column_how')}</th>
          </tr>
        </thead>
        {pagesOf(site).map(({ heading, whats }) => (
          <tbody key={heading}>
            <tr>
              <th class="site-table__page" scope="rowgroup" colSpan={3}>
                {t(heading)}
              </th>
            </tr>
            {rowsOf(site, whats).map((finding) => (
              <Row key={finding.what} finding={finding} />
            ))}
          </tbody>
        ))}
      </table>
      <SiteDoubts doubts={site.doubts} />
      <SiteActions site={site} actions={actions} />
      <CopyDiagnosis onCopy={onCopy} />
    </Section>
  );
}

/** A site without an editor has participants' pages alone. */
const pagesOf = ({ hasEditor }: SiteHealthProps['site']) =>
  pagesOfSite.filter((it) => hasEditor || it.heading === 'site_page_player');

function rowsOf(site: SiteHealthProps['site'], whats: readonly SiteFinding['what'][]): SiteFinding[] {
  return whats.flatMap((what) => {
    const finding = site.findings.find((it) => it.what === what);
    return finding && (finding.status !== 'not-seen' || !optionalWhats.includes(what)) ? [finding] : [];
  });
}

function Row({ finding }: { finding: SiteFinding }) {
  const t = useTranslate();
  const { what, status } = finding;
  const { tone, icon, word } = looks[status];
  return (
    <tr>
      <th class="site-table__what" scope="row">
        {t(whatWords[what])}
      </th>
      <td>
        <Chip tone={tone} icon={icon}>
          {t(word)}
        </Chip>
      </td>
      <td class="options-muted">
        <How finding={finding} />
      </td>
    </tr>
  );
}

function How({ finding: { status, by, foundAt, missingAt } }: { finding: SiteFinding }) {
  const t = useTranslate();
  if (status === 'found' && by && foundAt !== null)
    return (
      <>
        {t(byWords[by])}, <RelativeTime at={foundAt} />
      </>
    );
  if (status === 'missing' && missingAt !== null)
    return (
      <>
        {t('site_looked_for')} <RelativeTime at={missingAt} />
        {'. '}
        {foundAt === null ? (
          t('site_never_found')
        ) : (
          <>
            {t('site_last_found')} <RelativeTime at={foundAt} />
          </>
        )}
      </>
    );
  return null;
}
