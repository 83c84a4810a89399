import { describe, expect, it } from 'vitest';
import { issueRequestOf } from '../../../../lib/awards/issue-request.ts';
import { defaultIssueOptions, type IssueOptions } from '../../../../lib/awards/rule.ts';
import { award, identity, passingScore, provenance } from '../builders.ts';

const awardWith = (issue: Partial<IssueOptions>, observedAt = Date.UTC(2026, 0, 31, 8, 30, 5)) =>
  award({
    provenance: provenance({ observedAt }),
    rule: {
      id: 'rule-1',
      version: 1,
      awardFor: passingScore('80'),
      issue: { ...defaultIssueOptions, ...issue },
      retake: 'once',
    },
  });

describe('what is sent to Credly', () => {
  it('is exactly the five required fields unless the rule says more', () => {
    expect(Object.keys(issueRequestOf(awardWith({})) ?? {}).sort()).toEqual([
      'badge_template_id',
      'issued_at',
      'issued_to_first_name',
      'issued_to_last_name',
      'recipient_email',
    ]);
  });

  it.each(['firstName', 'lastName', 'email'] as const)('is nothing while %s is missing', (field) => {
    expect(issueRequestOf(award({ earner: identity({ [field]: null }) }))).toBeNull();
  });

  it.each<[string, IssueOptions['expires'], string | false]>([
    ['never', { kind: 'never' }, false],
    ['through a day', { kind: 'date', date: '2027-06-30' }, '2027-06-30 23:59:59 +0000'],
    ['months after the result', { kind: 'months', months: 24 }, '2028-01-31 08:30:05 +0000'],
    ['the last day of a shorter month', { kind: 'months', months: 1 }, '2026-02-28 08:30:05 +0000'],
    ['a leap day', { kind: 'months', months: 25 }, '2028-02-29 08:30:05 +0000'],
  ])('expires %s', (_what, expires, expiresAt) => {
    expect(issueRequestOf(awardWith({ expires }))?.expires_at).toBe(expiresAt);
  });

  it('carries language, silence and evidence where the rule has them', () => {
    const evidence = { name: 'Course', url: 'https://example.com/course' };
    expect(issueRequestOf(awardWith({ mailLanguage: 'pt-BR', suppressMail: true, evidence }))).toMatchObject({
      locale: 'pt-BR',
      suppress_badge_notification_email: true,
      evidence: [{ type: 'UrlEvidence', name: 'Course', value: 'https://example.com/course' }],
    });
  });
});
