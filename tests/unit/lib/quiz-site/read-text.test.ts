import { describe, expect, it } from 'vitest';
import { resultReadingSchema } from '../../../../lib/awards/result.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { readPageText } from '../../../../lib/quiz-site/read-text.ts';
import { onlyReading } from '../builders.ts';

const read = (...lines: string[]) => readPageText(credsparkProfile, lines.join('\n')).result;

describe('a result page', () => {
  it.each([
    ['You got 8 of 10', { score: '8', maximum: '10' }],
    ['  you GOT   8 out of\t10!', { score: '8', maximum: '10' }],
    ['Well done! You scored 8 of 10.', { score: '8', maximum: '10' }],
    ['Your score: 8/10', { score: '8', maximum: '10' }],
    ['Your score: 80%', { percent: '80' }],
    ['Your score is 82,5 %', { percent: '82.5' }],
    ['Score: 7.5 / 10', { score: '7.5', maximum: '10' }],
    ['Sie haben 8 von 10 Punkten', { score: '8', maximum: '10' }],
    ['Puntuación: 8 / 10', { score: '8', maximum: '10' }],
    ['Your outcome: Gold Star', { outcome: 'Gold Star' }],
  ])('%j', (line, part) => {
    expect(read('Food safety', line, 'Thank you')).toEqual(onlyReading(part));
  });

  it('adds up what several lines say', () => {
    expect(read('You got 8 of 10', 'Your score: 80%', 'Your outcome: Gold')).toEqual(
      onlyReading({ score: '8', maximum: '10', percent: '80', outcome: 'Gold' }),
    );
  });

  it('reads every sentence of the profile', () => {
    const { score, outcome } = credsparkProfile.results.texts;
    for (const template of [...score, ...outcome]) {
      const line = template
        .replace('{score}', '8')
        .replace('{maximum}', '10')
        .replace('{percent}', '80')
        .replace('{outcome}', 'Gold');
      expect({ template, found: read(line) !== null }).toEqual({ template, found: true });
    }
  });

  it.each([
    ['Passed', true],
    ['You passed!', true],
    ['Not passed', false],
    ['Nicht bestanden.', false],
    ['7 people passed', null],
    ['Passed questions: 7', null],
  ])('%j is the verdict %j', (line, passed) => {
    expect(read('You got 8 of 10', line)?.passed).toBe(passed);
  });

  it('has no verdict when it says both', () => {
    expect(read('You got 8 of 10', 'Passed', 'Not passed')?.passed).toBeNull();
  });

  it.each([
    ['Your answers will be reviewed by a teacher.', 'pending'],
    ['Pending review', 'pending'],
    ['This score is provisional', 'pending'],
    ['Your progress has been saved', 'partial'],
    ['Your score so far', 'partial'],
  ])('%j makes it %s', (line, finality) => {
    expect(read('You got 8 of 10', line)?.finality).toBe(finality);
  });

  it('waits for the review when it is also partial', () => {
    expect(read('You got 8 of 10', 'Continue later', 'Pending review')?.finality).toBe('pending');
  });
});

describe('no result', () => {
  it.each([
    'Passing score: 80%',
    'Minimum score: 8 of 10',
    'Required score: 80%',
    'Average score: 80%',
    'Highscore: 8 / 10',
    'You got 1,000 of 2,000',
    'You got 8 of 1.000',
    'You got eight of ten',
    'You got 8',
    'You got -8 of 10',
    'Your score: 80%x',
    'You got 8 of 10th',
    'Your outcome:',
    'You got 1234567890 of 10',
    'Passed',
    'Question 8 of 10',
    '',
  ])('%j', (line) => {
    expect(read(line)).toBeNull();
  });

  it('is read from two scores that differ', () => {
    expect(read('You got 8 of 10', 'You got 9 of 10')).toBeNull();
  });

  it('is read from two outcomes that differ', () => {
    expect(read('Your outcome: Gold', 'Your outcome: Silver')).toBeNull();
  });

  it('is read from a line of a novel’s length', () => {
    expect(read(`You got 8 of 10 ${'x'.repeat(400)}`)).toBeNull();
  });

  it('is read beyond the two-thousandth line', () => {
    expect(read(...Array.from({ length: 2000 }, () => '-'), 'You got 8 of 10')).toBeNull();
  });
});

describe('what is in doubt', () => {
  const told = (...lines: string[]) => readPageText(credsparkProfile, lines.join('\n'));

  it.each([
    ['two scores that differ', ['You got 8 of 10', 'You got 9 of 10']],
    ['two outcomes that differ', ['Your outcome: Gold', 'Your outcome: Silver']],
    ['the points of single answers', ['1. Score: 2 / 2', 'Score: 2 / 2', 'Score: 2 / 2', 'Score: 2 / 2']],
  ])('is told, and is no result: %s', (_what, lines) => {
    expect(told(...lines)).toEqual({ result: null, doubt: 'two-results' });
  });

  it('is nothing that does not speak of a result', () => {
    expect(told('Passing score: 80%')).toEqual({ result: null, doubt: null });
  });
});

describe('a label above its value', () => {
  it.each([
    [['Your score:', '8 of 10'], { score: '8', maximum: '10' }],
    [['Your outcome:', '', 'Gold'], { outcome: 'Gold' }],
  ])('is read with it: %j', (lines, part) => {
    expect(read(...lines)).toEqual(onlyReading(part));
  });

  it('is still not the passing score’s', () => {
    expect(read('Passing score:', '80%')).toBeNull();
  });
});

describe('single elements that the profile names', () => {
  const told = (text: string, ...elements: [template: string, text: string][]) =>
    readPageText(
      credsparkProfile,
      text,
      elements.map(([template, it]) => ({ template, text: it })),
    );

  it('are read by templates of their own, which may begin with a place', () => {
    expect(told('Well done', ['{score} / {maximum}', ' 8 / 10 ']).result).toEqual(
      onlyReading({ score: '8', maximum: '10' }),
    );
  });

  it('must agree with the lines of the page', () => {
    expect(told('You got 7 of 10', ['{score} / {maximum}', '8 / 10']).doubt).toBe('two-results');
  });
});

describe('hostile text', () => {
  it.each([
    ['one endless line', 'x'.repeat(5_000_000)],
    ['endless white space', ' '.repeat(5_000_000)],
    ['endless empty lines', '\n'.repeat(2_000_000)],
    ['exclamation marks', `${'!'.repeat(399)}a\n`.repeat(2500)],
    ['beginnings of sentences', `${'You got '.repeat(49)}\n`.repeat(2500)],
    ['endless digits', `You got ${'9'.repeat(390)}\n`.repeat(2500)],
  ])('is read in a moment: %s', (_what, text) => {
    const start = performance.now();
    expect(read(text)).toBeNull();
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('gives a reading that fits', () => {
    const found = read(`Your outcome: ${'Gold '.repeat(70)}`, 'You got 999999999.99 of 999999999');
    expect(resultReadingSchema.safeParse(found).success).toBe(true);
  });
});
