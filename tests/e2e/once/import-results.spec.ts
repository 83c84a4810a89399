import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { mode } from '../../look/mode.ts';
import { attemptBlock } from '../flows/with-rule.ts';
import { ada, openHarness } from '../harness.ts';
import { resultsUi } from '../pages/results-ui.ts';
import { lookAtStates, states } from './support/states.ts';
import { awardBadge, connect, expect, test } from './support/test.ts';
import { words } from './support/words.ts';

const recipients = (badges: { recipient_email: string }[]) => badges.map((it) => it.recipient_email).sort();

/** A spreadsheet's file as it is written in much of Europe. */
const mixed = [
  'Vorname;Nachname;E-Mail;Prozent;Status;Datum;Bemerkung',
  'Jürgen;Müller;juergen@example.com;85 %;Notified;27.02.2026 14:05;"Zeile 1\r\nZeile 2"',
  'Ada;Lovelace;ADA@example.com;92,5%;Completed;27.02.2026;',
  '=HYPERLINK("https://x.example");Formel;formel@example.com;80%;Completed;01.03.2026;',
  '"<img src=x onerror=alert(1)>";Markup;markup@example.com;100%;Completed;01.03.2026;',
  'Jürgen;Müller;Juergen@Example.com;90%;Completed;01.03.2026;',
  'Ohne;Adresse;;95%;Completed;01.03.2026;',
  'Durch;Gefallen;fail@example.com;79,9%;Completed;01.03.2026;',
  'Noch;Offen;pending@example.com;100%;Pending;01.03.2026;',
  'Schon;Bewertet;reviewed@example.com;88%;Reviewed;01.03.2026;',
  'Kaputte;Zahl;broken@example.com;viel;Completed;01.03.2026;',
  'Aus;Zukunft;future@example.com;99%;Completed;01.03.2999;',
  'Zu;viele;cells@example.com;99%;Completed;01.03.2026;;und noch eine',
].join('\r\n');

test(
  'a file of mixed rows is looked at row by row, and awards exactly what was chosen',
  states,
  async ({ harness }) => {
    test.setTimeout(90_000);
    const { credly, options, site } = harness;
    const { page } = options;
    const ui = resultsUi(page);
    const look = lookAtStates();
    await connect(harness);
    await awardBadge(harness);
    const { page: result, player } = await harness.participant();
    await player.take(site.quiz('scored'), ada, { correct: 5 });
    await expect(attemptBlock(result)).toContainText('Credly sent an invitation');

    await options.goTo('Import results');
    await look('import results', page);
    // Windows-1252: one byte a character.
    await ui.chooseFile('märz.csv', Buffer.from(mixed, 'latin1'));
    await expect(ui.panel).toContainText('12 rows, 7 columns, Windows-1252');
    await expect(ui.quiz).toHaveValue(/./);
    await expect(ui.column('Prozent')).toHaveValue('percent');
    await expect(ui.column('Bemerkung')).toHaveValue('');
    await expect(ui.panel.getByRole('listitem').filter({ hasText: 'Pending 1' })).toContainText('Never awarded');
    await look('import results columns', page);
    await ui.check();
    await expect(ui.panel.getByRole('status').first()).toContainText(
      '12 rows, 7 pass, 1 lacks a name or e-mail, 1 already has the badge, 3 to award',
    );
    await expect(ui.row('juergen@example.com').getByRole('checkbox')).toBeChecked();
    await expect(ui.row('reviewed@example.com').getByRole('checkbox')).not.toBeChecked();
    await expect(ui.row('pending@example.com').getByRole('checkbox')).toHaveCount(0);
    for (const [email, why] of [
      ['ADA@example.com', 'Has the badge'],
      [/Juergen@Example\.com/, 'In the file before'],
      ['fail@example.com', 'Not passing'],
      ['broken@example.com', words('results_problem_percent')],
      ['future@example.com', words('results_problem_future')],
      ['cells@example.com', words('results_problem_cells')],
    ] as const)
      await expect(ui.row(email)).toContainText(why);
    await expect(ui.row('<img src=x onerror=alert(1)> Markup')).toHaveCount(1);

    await ui.row('Schon Bewertet').getByRole('checkbox').check();
    await ui.row('markup@example.com').getByRole('checkbox').uncheck();
    await ui.panel.getByRole('checkbox', { name: words('draft_no_mail') }).check();
    await look('import results rows', page);
    await ui.button('Show what would be sent').click();
    const first = ui.dialog.getByRole('region', { name: 'Line 2' });
    for (const sent of ['juergen@example.com', 'Jürgen', 'Müller', 'suppress_badge_notification_email', '2026-02-27'])
      await expect(first).toContainText(sent);
    await look('import results dry run', page);
    await ui.inDialog('Close').click();
    expect(credly.posts()).toHaveLength(1);

    await ui.button('Award 3 results').click();
    await expect(ui.panel).toContainText('3 of 3 done', { timeout: 20_000 });
    await expect(ui.panel.getByRole('heading', { name: 'Done: märz.csv' })).toBeVisible();
    expect(recipients(credly.production.badges)).toEqual(
      [ada.email, 'formel@example.com', 'juergen@example.com', 'reviewed@example.com'].sort(),
    );
    const ofFile = credly.production.badges.filter((it) => it.recipient_email !== ada.email);
    expect(ofFile.map((it) => it.suppress_badge_notification_email)).toEqual([true, true, true]);

    await look('import results done', page);
    if (mode !== 'plain') return;

    const { data } = Papa.parse<string[]>((await ui.saveOutcomes()).slice(1).trimEnd());
    expect(data).toHaveLength(13);
    expect(data[1]?.slice(0, 5)).toEqual(['2', 'Jürgen', 'Müller', 'juergen@example.com', 'Issued']);
    expect(data[3]?.[1]).toBe('\'=HYPERLINK("https://x.example")');
    expect(data.slice(1).map((cells) => cells[4])).toEqual([
      'Issued',
      'Has the badge',
      'Issued',
      'Not chosen',
      'In the file before',
      'Not chosen',
      'Not passing',
      words('results_not_final_pending'),
      'Issued',
      'Cannot be read',
      'Cannot be read',
      'Cannot be read',
    ]);
    // The rows' own names and addresses are gone; those of awards are the ledger's.
    const stored = await harness.storedText();
    for (const gone of ['fail@example.com', 'pending@example.com', 'markup@example.com', 'broken@example.com'])
      expect(stored).not.toContain(gone);
    await ui.button('Import another file').click();
    await expect(ui.button('Choose file')).toBeVisible();
  },
);

test(
  'an import is paused, outlives the worker and the browser, and awards each row once',
  states,
  async ({ harness: { credly, site } }) => {
    test.setTimeout(90_000);
    const profileDir = await mkdtemp(join(tmpdir(), 'profile-'));
    const people = Array.from({ length: 120 }, (_, at) => `p${at + 1}@example.com`);
    const file = `First name\tLast name\tEmail\tScore\n${people.map((email, at) => `P${at + 1}\tTest\t${email}\t9/10`).join('\n')}`;
    const before = await openHarness(credly, site, { profileDir });
    let ui = resultsUi(before.options.page);
    await connect(before);
    await awardBadge(before);
    await before.options.goTo('Import results');
    await ui.chooseFile('class.tsv', file);
    await expect(ui.column('Score')).toHaveValue('score');
    await ui.check();
    await expect(ui.allFinal).toBeFocused();
    const look = lookAtStates();
    await look('import results with errors', before.options.page);
    await ui.allFinal.check();
    await ui.check();
    // Answers take their time, so that there is something to pause.
    const slow = credly.fault({ method: 'POST' }, { kind: 'slow', delayMs: 1500 });
    await ui.button('Award 120 results').click();
    await expect(ui.dialog).toContainText('Award 120 results?');
    expect(credly.posts()).toEqual([]);
    await ui.inDialog('Award 120 results').click();
    await expect.poll(() => credly.posts().length).toBe(1);
    await ui.button('Pause').click();
    await expect(ui.panel.getByRole('heading', { name: 'Paused: class.tsv' })).toBeVisible();
    await expect(ui.panel).toContainText('50 of 120 done');
    await look('import results paused', before.options.page);
    if (mode !== 'plain') return before.context.close();
    slow.remove();
    await before.killWorker();
    await before.options.page.reload();
    await expect(ui.panel).toContainText('50 of 120 done');
    expect(credly.posts()).toHaveLength(1);
    await before.context.close();

    const after = await openAgain();
    ui = resultsUi(after.options.page);
    await after.options.goTo('Import results');
    await expect(ui.panel).toContainText('50 of 120 done');
    expect(credly.posts()).toHaveLength(1);
    await ui.button('Resume').click();
    await expect.poll(() => credly.posts().length).toBeGreaterThan(1);
    await after.killWorker();
    await after.options.page.reload();
    await expect(ui.panel).toContainText('120 of 120 done', { timeout: 60_000 });
    expect(recipients(credly.production.badges)).toEqual([...people].sort());
    await after.context.close();
    await rm(profileDir, { recursive: true, force: true });

    /** The same profile in a new browser; its options page does not open by itself this time. */
    async function openAgain() {
      const { launchExtensionBrowser } = await import('../../run/extension-browser.ts');
      const { optionsPage } = await import('../pages/options-page.ts');
      const { context, extensionId } = await launchExtensionBrowser({ credly, site, profileDir });
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/options.html#import-results`);
      return {
        context,
        options: optionsPage(page),
        async killWorker() {
          const session = await context.newCDPSession(page);
          await session.send('ServiceWorker.enable');
          await session.send('ServiceWorker.stopAllWorkers');
          await session.detach();
        },
      };
    }
  },
);
