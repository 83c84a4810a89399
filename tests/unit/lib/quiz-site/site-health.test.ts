import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { diagnosisOf } from '../../../../components/options/diagnosis.ts';
import { missingAnchors, siteHealthViews } from '../../../../entrypoints/background/site-views.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { noteDoubt, noteFindings, readSiteHealth, settleDoubts } from '../../../../lib/quiz-site/site-health.ts';

const slug = 'food-safety-basics-5f2a9c81d3e47';
const at = (path: string) => ({ profile: credsparkProfile, url: new URL(path, 'https://app.credspark.com') });
const doubt = (attempt: string, at: number) =>
  ({ profile: 'credspark', attempt, reason: 'two-results', source: 'answer', at }) as const;
const shown = async () => {
  const [site] = siteHealthViews([credsparkProfile], await readSiteHealth());
  if (!site) throw new Error('There is no site.');
  return site;
};
const finding = async (what: string) => (await shown()).findings.find((it) => it.what === what);

beforeEach(() => fakeBrowser.reset());

describe('the health of a site', () => {
  it('lists everything that is looked for, also before anything was seen', async () => {
    const { findings } = await shown();
    expect(findings.length).toBeGreaterThan(10);
    expect(new Set(findings.map((it) => it.status))).toEqual(new Set(['not-seen']));
  });

  it('says when and by what something was found, and on which kind of page', async () => {
    await noteFindings(at('/interactions/4711/edit'), [{ what: 'button', by: 'buttons-of-panel' }], 1000);
    expect(await finding('button')).toEqual({
      what: 'button',
      status: 'found',
      page: 'editor',
      by: 'buttons-of-panel',
      foundAt: 1000,
      missingAt: null,
    });
  });

  it('remembers what was found before it went missing, and that it came back', async () => {
    const page = at(`/assessments/${slug}/motivation`);
    await noteFindings(page, [{ what: 'button', by: 'role' }], 1000);
    await noteFindings(page, [{ what: 'button', by: null }], 2000);
    expect(await finding('button')).toMatchObject({ status: 'missing', by: 'role', foundAt: 1000, missingAt: 2000 });
    expect(missingAnchors([await shown()])).toEqual([{ anchor: 'button', at: 2000 }]);
    await noteFindings(page, [{ what: 'button', by: 'end-of-panel' }], 3000);
    expect(await finding('button')).toMatchObject({ status: 'found', by: 'end-of-panel', missingAt: null });
    expect(missingAnchors([await shown()])).toEqual([]);
  });

  it('counts a result that is told uncertainly twice in one attempt once, and forgets it when the attempt is decided', async () => {
    await noteDoubt(doubt('7:0:1', 1000));
    await noteDoubt(doubt('7:0:1', 1500));
    await noteDoubt(doubt('7:0:2', 2000));
    expect((await shown()).doubts.map((it) => it.at)).toEqual([2000, 1500]);
    await settleDoubts('7:0:1');
    expect((await shown()).doubts.map((it) => it.at)).toEqual([2000]);
  });

  it('keeps the newest fifty doubts', async () => {
    for (let at = 1; at <= 60; at += 1) await noteDoubt(doubt(`1:0:${at}`, at));
    const { doubts } = await shown();
    expect([doubts.length, doubts[0]?.at, doubts.at(-1)?.at]).toEqual([50, 60, 11]);
  });
});

describe('the diagnosis', () => {
  const facts = { version: '1.2.3', browser: 'Mozilla/5.0 (X11; Ada) Chrome/156.0.1.2 Safari/537.36', now: 5000 };

  it('says each fact on a line, in names of ours', async () => {
    await noteFindings(at('/interactions/4711/edit'), [{ what: 'button', by: 'role' }], 1000);
    await noteFindings(
      at(`/assessments/${slug}/assessment_responses/new`),
      [{ what: 'result-page-block', by: null }],
      2000,
    );
    await noteDoubt(doubt('7:0:1', 3000));
    const lines = diagnosisOf(await shown(), facts).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'extension=1.2.3',
      'browser=156.0.1.2',
      `profile=credspark version=${credsparkProfile.version}`,
      'origins=https://app.credspark.com',
      'at=1970-01-01T00:00:05.000Z',
    ]);
    expect(lines).toContain('button: found page=editor by=role found=1970-01-01T00:00:01.000Z');
    expect(lines).toContain('result-page-block: missing page=player missing=1970-01-01T00:00:02.000Z');
    expect(lines).toContain('tabs: not-seen');
    expect(lines).toContain('doubt: two-results source=answer at=1970-01-01T00:00:03.000Z');
  });

  it('holds nothing personal: no name, e-mail, score, title, slug or query, whatever the addresses held', async () => {
    const personal = `/assessments/${slug}/assessment_responses/new?email=ada@example.com&name=Ada%20Lovelace&score=8#Food`;
    await noteFindings(at(personal), [{ what: 'result-page-block', by: 'blocks-with-headings' }], 1000);
    const site = { ...(await shown()), origins: [`https://ada:secret@app.credspark.com${personal}`] };
    const text = diagnosisOf(site, facts);
    expect(text).toContain('origins=https://app.credspark.com\n');
    for (const word of [
      'ada',
      'Ada',
      'Lovelace',
      'example.com',
      slug,
      'food',
      'Food',
      'score=',
      '?',
      '#',
      '@',
      'secret',
    ])
      expect(text).not.toContain(word);
    // Nor does what is stored.
    expect(JSON.stringify(await readSiteHealth())).not.toMatch(/ada|food|example|score/i);
  });
});
