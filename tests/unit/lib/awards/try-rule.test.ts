import { beforeEach, describe, expect, it } from 'vitest';
import { completeDetails } from '../../../../lib/awards/complete-details.ts';
import { moveAward } from '../../../../lib/awards/ledger.ts';
import { awardsPage } from '../../../../lib/awards/ledger-reads.ts';
import { recordResult } from '../../../../lib/awards/record-result.ts';
import { recordTest } from '../../../../lib/awards/record-test.ts';
import { defaultIssueOptions } from '../../../../lib/awards/rule.ts';
import { sampleEarner, tryRule } from '../../../../lib/awards/try-rule.ts';
import { identity, minuteMs, noon, observed, rule, ruleBadge, scoreRanges } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const gold = ruleBadge({ templateId: 'gold' });
const awardFor = scoreRanges({ '0': null, '80': gold });
const percent = (value: string) => ({ score: null, maximum: null, percent: value, outcome: null });

describe('trying a rule', () => {
  it('gives what would be sent for the sample participant, and writes nothing', async () => {
    expect(tryRule({ awardFor, issue: defaultIssueOptions }, percent('85'), noon)).toEqual({
      decision: { kind: 'award', badge: gold, rank: 1 },
      request: {
        recipient_email: 'ada@example.com',
        issued_to_first_name: 'Ada',
        issued_to_last_name: 'Lovelace',
        badge_template_id: 'gold',
        issued_at: '2026-03-03 12:00:00 +0000',
      },
    });
    expect(await awardsPage(null, 10)).toEqual([]);
  });

  it('shows what the options add', () => {
    const issue = { ...defaultIssueOptions, suppressMail: true, expires: { kind: 'never' } as const };
    expect(tryRule({ awardFor, issue }, percent('85'), noon).request).toMatchObject({
      expires_at: false,
      suppress_badge_notification_email: true,
    });
  });

  it('gives no request for a result without a badge, and none for one that is held', () => {
    expect(tryRule({ awardFor, issue: defaultIssueOptions }, percent('79.9'), noon)).toEqual({
      decision: { kind: 'not-passing' },
      request: null,
    });
    const tried = tryRule({ awardFor, issue: defaultIssueOptions }, percent('101'), noon);
    expect(tried).toMatchObject({ decision: { kind: 'hold', reason: 'impossible-score' }, request: null });
  });
});

describe('a test badge', () => {
  const test = (email: string) =>
    recordTest(
      {
        rule: rule({ awardFor }),
        reading: percent('85'),
        badge: gold,
        rank: 1,
        earner: { ...sampleEarner, email },
        origin: 'https://app.credspark.com',
        profile: 'credspark@1',
      },
      noon,
    );

  it('waits to be sent like any other, and is marked', async () => {
    await test('robin@example.com');
    expect(await awardsPage(null, 1)).toMatchObject([
      { isTest: true, state: 'waiting', earner: { firstName: 'Ada', email: 'robin@example.com' } },
    ]);
  });

  it('does not stand in the way of the same person’s real badge, nor of another test', async () => {
    await test('robin@example.com');
    await test('robin@example.com');
    const recorded = await recordResult(observed({ rule: rule(), identity: identity() }), noon + minuteMs);
    expect(recorded).toMatchObject({ outcome: 'award', repeated: false });
    expect((await awardsPage(null, 10)).map((it) => [it.isTest, it.state])).toEqual([
      [false, 'waiting'],
      [true, 'waiting'],
      [true, 'waiting'],
    ]);
  });

  it('gets no identity by details either', async () => {
    const { id } = await test('robin@example.com');
    await moveAward(id, 'waiting', 'sending', noon);
    await moveAward(id, 'sending', 'failed', noon);
    await completeDetails(id, identity(), noon);
    const [award] = await awardsPage(null, 1);
    expect(award).toMatchObject({ state: 'failed' });
    expect(award?.identityKey).toBeUndefined();
  });
});
