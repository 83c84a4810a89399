import type { OptionsState } from '@/lib/messages/client';

type Site = OptionsState['sites'][number];

export interface DiagnosisFacts {
  /** The extension's version. */
  version: string;
  /** What the browser calls itself. */
  browser: string;
  /** Ms since 1970. */
  now: number;
}

/**
 * A site's health as text for support: names of ours, versions and times, one fact a line. It is not translated, since
 * whoever reads it need not know the language of the one who sends it. Nothing in it comes from a page: no name, no e-mail,
 * no score, no title; of addresses the origin alone.
 */
export function diagnosisOf(site: Site, { version, browser, now }: DiagnosisFacts): string {
  const findings = site.findings.map(({ what, status, page, by, foundAt, missingAt }) =>
    [
      `${what}: ${status}`,
      page && `page=${page}`,
      by && `by=${by}`,
      foundAt !== null && `found=${time(foundAt)}`,
      missingAt !== null && `missing=${time(missingAt)}`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  const doubts = site.doubts.map(({ reason, source, at }) => `doubt: ${reason} source=${source} at=${time(at)}`);
  return [
    `extension=${version}`,
    `browser=${chromiumVersion(browser)}`,
    `profile=${site.id} version=${site.version}`,
    `origins=${site.origins.map(originOf).join(' ')}`,
    `at=${time(now)}`,
    ...findings,
    ...doubts,
    '',
  ].join('\n');
}

const time = (at: number) => new Date(at).toISOString();
/** Without path, query and whatever else an address can carry. */
const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : 'unknown');
const chromiumVersion = (userAgent: string) => /Chrom(?:e|ium)\/([\d.]+)/.exec(userAgent)?.[1] ?? 'unknown';
