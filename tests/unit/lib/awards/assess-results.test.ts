import { beforeEach, expect, it } from 'vitest';
import { ListAssessment } from '../../../../lib/awards/assess-results.ts';
import { awardsPage } from '../../../../lib/awards/ledger-reads.ts';
import { type ObservedResult, recordResult } from '../../../../lib/awards/record-result.ts';
import { identity, minuteMs, noon, observed, provenance, reading, rule, ruleBadge } from '../builders.ts';
import { emptyStorage } from '../storage.ts';

beforeEach(emptyStorage);

const fromFile = (part: Partial<ObservedResult> = {}) =>
  observed({ provenance: provenance({ source: 'file' }), ...part });
const assess = (part: Partial<ObservedResult> = {}) => new ListAssessment(noon).assess(fromFile(part));
const all = () => awardsPage(null, 100);
const every = () =>
  rule({ retake: 'every', awardFor: { ...rule().awardFor, badge: ruleBadge({ allowsDuplicates: true }) } as never });

it('says of each line of a list what would become of it, and writes nothing', async () => {
  expect(await assess()).toEqual({ verdict: 'award', reason: null });
  expect(await assess({ reading: reading({ score: '1' }) })).toEqual({ verdict: 'not-passing', reason: null });
  expect(await assess({ reading: reading({ finality: 'pending' }) })).toEqual({ verdict: 'no-result', reason: null });
  expect(await assess({ identity: identity({ lastName: '' }) })).toMatchObject({ verdict: 'needs-details' });
  expect(await assess({ rule: rule({ hold: true }) })).toEqual({ verdict: 'held', reason: 'hold-for-review' });
  expect(await all()).toEqual([]);
});

it('knows a person who stands on the list twice, and one who has the badge', async () => {
  const list = new ListAssessment(noon);
  expect((await list.assess(fromFile())).verdict).toBe('award');
  expect((await list.assess(fromFile({ identity: identity({ email: 'ROBIN@example.com' }) }))).verdict).toBe('twice');
  await recordResult(observed(), noon);
  expect((await assess()).verdict).toBe('already');
});

it('makes one award of a result that comes live and by a list', async () => {
  const live = await recordResult(observed(), noon);
  const listed = await recordResult(fromFile(), noon + minuteMs);
  expect(listed).toEqual({ outcome: 'award', awardId: live?.awardId, repeated: true });
  expect(await all()).toHaveLength(1);
});

it('completes an award that waits for a name with the line that has it', async () => {
  await recordResult(observed({ identity: identity({ lastName: null }) }), noon);
  expect((await assess()).verdict).toBe('award');
  await recordResult(fromFile(), noon + minuteMs);
  expect(await all()).toEqual([expect.objectContaining({ state: 'waiting', earner: identity() })]);
});

it('puts a line before a person that would complete an award under another name, and says so before', async () => {
  await recordResult(observed({ identity: identity({ lastName: null }) }), noon);
  const other = { identity: identity({ firstName: 'Somebody', lastName: 'Else' }) };
  expect(await assess(other)).toEqual({ verdict: 'held', reason: 'details-differ' });
  await recordResult(fromFile(other), noon + minuteMs);
  expect(await all()).toMatchObject([{ state: 'held', reason: 'details-differ' }]);
});

it('judges many lines at once as it does one by one', async () => {
  await recordResult(observed({ identity: identity({ email: 'known@example.com' }) }), noon);
  const lines = [
    fromFile(),
    fromFile({ identity: identity({ email: 'known@example.com' }) }),
    fromFile({ identity: identity({ email: 'ROBIN@example.com' }) }),
    fromFile({ reading: reading({ score: '1' }) }),
    fromFile({ identity: identity({ email: null }) }),
  ];
  const one = new ListAssessment(noon);
  const singly = [];
  for (const line of lines) singly.push(await one.assess(line));
  expect(await new ListAssessment(noon).assessAll(lines)).toEqual(singly);
  expect(singly.map(({ verdict }) => verdict)).toEqual(['award', 'already', 'twice', 'not-passing', 'needs-details']);
});

it('puts a listed result before a person where each attempt earns a badge and nothing tells this one from an earlier', async () => {
  await recordResult(observed({ rule: every() }), noon);
  const aMonthLater = provenance({ source: 'file', observedAt: noon + 30 * 24 * 60 * minuteMs });
  expect(await assess({ rule: every(), provenance: aMonthLater })).toEqual({
    verdict: 'held',
    reason: 'possible-duplicate',
  });
});

it('knows the attempt again by the id that the site gave it', async () => {
  const attempt = { rule: every(), reading: reading({ attemptId: 'r-77' }) };
  await recordResult(observed(attempt), noon);
  expect((await assess(attempt)).verdict).toBe('already');
  expect((await assess({ ...attempt, reading: reading({ attemptId: 'r-78' }) })).verdict).toBe('award');
});

it('keeps no record of lines that did not pass, and lets a whole class through at once', async () => {
  expect(await recordResult(fromFile({ reading: reading({ score: '1' }) }), noon)).toBeNull();
  await recordResult(fromFile({ quizKey: 'one' }), noon);
  await recordResult(fromFile({ quizKey: 'two' }), noon);
  expect((await all()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
});

it('sends with a listed result what was chosen for the list', async () => {
  await recordResult(fromFile({ issue: { suppressMail: true } }), noon);
  expect((await all())[0]?.rule.issue).toMatchObject({ suppressMail: true, mailLanguage: null });
});
