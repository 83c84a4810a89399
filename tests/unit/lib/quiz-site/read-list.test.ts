import { describe, expect, it } from 'vitest';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { columnKinds } from '../../../../lib/quiz-site/names.ts';
import { readGrid, readJsonList, readPageList } from '../../../../lib/quiz-site/read-list.ts';
import type { Grid } from '../../../../lib/quiz-site/response-page.ts';

const grid = (head: string[], ...rows: string[][]): Grid => ({ head, rows, odd: 0, isCut: false });
const read = (head: string[], ...rows: string[][]) => readGrid(credsparkProfile, grid(head, ...rows));
const json = (value: unknown) => readJsonList(credsparkProfile, JSON.stringify(value));

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };

describe('a table of responses', () => {
  it.each([
    ['English', ['First Name', 'Last Name', 'Email', 'Score', 'Status'], '8 of 10', 'Notified'],
    ['German', ['Vorname', 'Nachname', 'E-Mail', 'Punkte', 'Zustand'], '8 von 10', 'Benachrichtigt'],
    ['Spanish', ['Nombre de pila', 'Apellidos', 'Correo electrónico', 'Puntuación', 'Estado'], '8 de 10', 'Notificado'],
  ])('is read in %s', (_language, head, score, status) => {
    const { rows, unclear, doubt } = read(head, ['Ada', 'Lovelace', 'ada@example.com', score, status]);
    expect({ unclear, doubt }).toEqual({ unclear: 0, doubt: null });
    expect(rows).toEqual([
      {
        identity: ada,
        status: 'final',
        at: null,
        reading: expect.objectContaining({ score: '8', maximum: '10', finality: 'final', percent: null }),
      },
    ]);
  });

  it.each([
    ['Completed', 'final'],
    ['NOTIFIED', 'final'],
    ['Abgeschlossen', 'final'],
    ['Reviewed', 'reviewed'],
    ['Geprüft', 'reviewed'],
    ['Pending', 'pending'],
    ['Pendiente de revisión', 'pending'],
    ['Partial', 'partial'],
    ['In Bearbeitung', 'partial'],
  ])('%s means %s', (word, status) => {
    const { rows } = read(['Email', 'Score', 'Status'], ['ada@example.com', '8', word]);
    expect(rows[0]?.status).toBe(status);
    expect(rows[0]?.reading.finality === 'final').toBe(status === 'final');
  });

  it.each([
    ['Ada Lovelace', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['Lovelace, Ada', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['Ada King Lovelace', { firstName: null, lastName: null }],
    ['Ada', { firstName: null, lastName: null }],
    ['Anonymous', { firstName: null, lastName: null }],
    ['<b>Ada</b> =1+1', { firstName: '<b>Ada</b>', lastName: '=1+1' }],
  ])('takes the name %s apart only where that is plain', (name, expected) => {
    const { rows } = read(['Name', 'Email', 'Score', 'Status'], [name, 'ada@example.com', '8', 'Completed']);
    expect(rows[0]?.identity).toMatchObject(expected);
  });

  it('reads name and address out of one cell, and nothing where there are two addresses', () => {
    const head = ['Participant', 'Result', 'Status'];
    expect(read(head, ['Ada Lovelace ada@example.com', '8 / 10', 'Completed']).rows[0]?.identity).toEqual(ada);
    expect(read(head, ['ada@example.com grace@example.com', '8 / 10', 'Completed'])).toMatchObject({
      rows: [],
      unclear: 1,
    });
  });

  it.each<[string, string, object | null]>([
    ['Score', '8', { score: '8', maximum: null }],
    ['Score', '8,5', { score: '8.5' }],
    ['Score', '8 points', { score: '8' }],
    ['Score', '80 %', { percent: '80', score: null }],
    ['Score', '1,000', null],
    ['Score', '9 of 10, last 3', null],
    ['Score', 'eight', null],
    ['Percent', '82.5%', { percent: '82.5' }],
    ['Percent', '82,5', { percent: '82.5' }],
    ['Prozent', '80', { percent: '80' }],
    ['Result', '8/10', { score: '8', maximum: '10' }],
    ['Ergebnis', 'Builder', { outcome: 'Builder', score: null }],
    ['Outcome', 'Gold: 8-10', { outcome: 'Gold: 8-10' }],
    ['Score', '-', { score: null }],
  ])('%s "%s" is read as what it plainly is', (column, text, expected) => {
    const { rows, unclear } = read(['Email', column, 'Status'], ['ada@example.com', text, 'Completed']);
    if (expected) expect(rows[0]?.reading).toMatchObject(expected);
    else expect({ rows, unclear }).toEqual({ rows: [], unclear: 1 });
  });

  it.each([
    ['2026-03-03T10:42:00Z', Date.UTC(2026, 2, 3, 10, 42)],
    ['2026-03-03 10:42:00 +0000', Date.UTC(2026, 2, 3, 10, 42)],
    ['3.4.2026', new Date(2026, 3, 3).getTime()],
    ['Mar 3, 2026', new Date(2026, 2, 3).getTime()],
    ['3/4/2026', null],
    ['yesterday', null],
    ['1026-03-03', null],
  ])('the time %s is read where it can be one alone', (text, at) => {
    const { rows } = read(['Email', 'Score', 'Status', 'Submitted'], ['ada@example.com', '8', 'Completed', text]);
    expect(rows[0]?.at).toBe(at);
  });

  it('with two columns that could be the same thing has no rows, and a doubt', () => {
    const row = ['ada@example.com', '8', '9', 'Completed'];
    expect(read(['Email', 'Score', 'Points', 'Status'], row)).toMatchObject({ rows: [], doubt: 'columns-unclear' });
  });

  it('without a word of state has no rows, and a doubt', () => {
    expect(read(['Email', 'Score'], ['ada@example.com', '8'])).toMatchObject({ rows: [], doubt: 'finality-unclear' });
  });

  it('counts rows whose state nobody knows, and rows that are not whole', () => {
    const list = { ...grid(['Email', 'Score', 'Status'], ['ada@example.com', '8', 'Archived']), odd: 2 };
    expect(readGrid(credsparkProfile, list)).toMatchObject({ rows: [], unclear: 3, doubt: 'rows-unclear' });
  });

  it('of something else is none', () => {
    expect(read(['Title', 'Type', 'Responses'], ['Food', 'Scored', '12']).isList).toBe(false);
    expect(read(['Name', 'Status'], ['HubSpot', 'Connected']).isList).toBe(false);
  });

  it('beside another one is none: which of them is meant would be a guess', () => {
    const one = grid(['Email', 'Score', 'Status'], ['ada@example.com', '8', 'Completed']);
    expect(readPageList(credsparkProfile, { grids: [one, one], isEmpty: false })).toMatchObject({
      rows: [],
      doubt: 'columns-unclear',
    });
    const other = grid(['Title', 'Type'], ['a', 'b']);
    expect(readPageList(credsparkProfile, { grids: [other, one], isEmpty: false }).rows).toHaveLength(1);
    expect(readPageList(credsparkProfile, { grids: [], isEmpty: true })).toMatchObject({ isList: true, rows: [] });
    expect(readPageList(credsparkProfile, { grids: [], isEmpty: false }).isList).toBe(false);
  });
});

describe('the words of columns', () => {
  it('mean one thing each', () => {
    const all = columnKinds.flatMap((kind) =>
      credsparkProfile.responseList.columns[kind].map((it) => it.toLowerCase()),
    );
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });

  it('of states mean one state each', () => {
    const all = Object.values(credsparkProfile.responseList.statuses).flatMap((words) =>
      words.map((it) => it.toLowerCase()),
    );
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });
});

describe('a list of responses in JSON', () => {
  const row = {
    id: 8400001,
    user: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
    score: 8,
    max_score: 10,
    status: 'notified',
    submitted_at: '2026-03-03T10:42:00Z',
    answers: [{ question: 0, score: 1, status: 'pending' }],
  };

  it.each([
    ['on top', [row]],
    ['in an object', { responses: [row], meta: { page: 1 } }],
    ['deep', { data: { list: { rows: [row] } } }],
    ['beside lists of something else', { quizzes: [{ title: 'Food', status: 'Published' }], responses: [row] }],
  ])('is found %s', (_where, value) => {
    expect(json(value).rows).toEqual([
      {
        identity: ada,
        status: 'final',
        at: Date.UTC(2026, 2, 3, 10, 42),
        reading: expect.objectContaining({ score: '8', maximum: '10', finality: 'final', attemptId: '8400001' }),
      },
    ]);
  });

  it('knows the names that results have elsewhere', () => {
    const other = {
      responseId: 'r-7',
      firstName: 'Ada',
      lastName: 'Lovelace',
      emailAddress: 'ada@example.com',
      points: 8,
      outOf: 10,
      state: 'completed',
    };
    expect(json({ rows: [other] }).rows[0]).toMatchObject({
      identity: ada,
      status: 'final',
      reading: { score: '8', attemptId: 'r-7' },
    });
  });

  it('never takes the name of a quiz for a person’s', () => {
    const other = { ...row, user: { email: 'ada@example.com' }, quiz: { name: 'Food Safety' } };
    expect(json([other]).rows[0]?.identity).toEqual({ firstName: null, lastName: null, email: 'ada@example.com' });
    const person = { ...other, participant: { name: 'Ada Lovelace' } };
    expect(json([person]).rows[0]?.identity).toEqual(ada);
  });

  it.each<[string, object, string]>([
    ['completed', { status: undefined, completed: true }, 'final'],
    ['not completed', { status: undefined, completed: false }, 'partial'],
    ['waiting for a review, whatever its status says', { pending_review: true }, 'pending'],
    ['reviewed', { status: 'reviewed' }, 'reviewed'],
    ['in progress', { status: 'in_progress' }, 'partial'],
  ])('says of a response that it is %s', (_what, part, status) => {
    expect(json([{ ...row, ...part }]).rows[0]?.status).toBe(status);
  });

  it('counts a row whose fields contradict each other', () => {
    expect(json([{ ...row, points: 9 }, row])).toMatchObject({ rows: [{ status: 'final' }], unclear: 1 });
    expect(json([{ ...row, email_address: 'x@example.com', email: 'y@example.com' }, row])).toMatchObject({
      unclear: 1,
    });
    expect(json([{ ...row, status: 'archived' }])).toMatchObject({ rows: [], unclear: 1 });
  });

  it('is none where two lists could be it, where nothing says how far it is, and where there are no results', () => {
    expect(json({ a: [row], b: [row] })).toMatchObject({ rows: [], doubt: 'columns-unclear' });
    expect(json([{ email: 'ada@example.com', score: 8 }])).toMatchObject({ rows: [], doubt: 'finality-unclear' });
    expect(json([{ email: 'ada@example.com', status: 'completed' }]).isList).toBe(false);
  });

  it('does not take a score for a percentage, although a column may be called “Score (%)”', () => {
    expect(json([{ ...row, max_score: undefined }]).rows[0]?.reading).toMatchObject({ score: '8', percent: null });
  });

  it('that is empty is known by its name alone', () => {
    expect(json({ responses: [] })).toMatchObject({ isList: true, rows: [] });
    expect(json({ tags: [] }).isList).toBe(false);
  });

  it('is read from hostile JSON without harm', () => {
    let deep: unknown = [row];
    for (let depth = 0; depth < 100; depth += 1) deep = { deep };
    expect(json(deep).isList).toBe(false);
    const polluted = `[{"__proto__":{"email":"evil@example.com","status":"completed","score":10},"constructor":{"prototype":{"x":1}},${JSON.stringify(row).slice(1)}]`;
    expect(readJsonList(credsparkProfile, polluted)).toMatchObject({ rows: [], unclear: 1 });
    expect(({} as { email?: string }).email).toBeUndefined();
    expect(readJsonList(credsparkProfile, '<html>').isList).toBe(false);
    const many = json(Array.from({ length: 3000 }, () => row));
    expect(many.rows).toHaveLength(2000);
    expect(many.isCut).toBe(true);
  });
});
