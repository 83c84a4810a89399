import { describe, expect, it } from 'vitest';
import {
  beginsWithWords,
  compileTemplate,
  matchTemplate,
  prepareLine,
} from '../../../../lib/quiz-site/text-template.ts';

const match = (text: string, line: string, units: string[] = []) => {
  const template = compileTemplate(text);
  return template && matchTemplate(template, prepareLine(line), units);
};

describe('a template', () => {
  it.each([
    ['begins the line', 'Score: {percent}%', 'Score: 80%', { percent: '80' }],
    ['begins a sentence', 'Score: {percent}%', 'Done. Score: 80 %', { percent: '80' }],
    ['begins behind a dash', 'Score: {percent}%', 'Quiz - Score: 80%', { percent: '80' }],
    ['never begins inside a sentence', 'Score: {percent}%', 'Passing score: 80%', null],
    ['never begins inside a word', 'Score: {percent}%', 'Highscore: 80%', null],
    ['never begins inside a word with a hyphen', 'Score: {percent}%', 'Ziel-Score: 80 %', null],
    ['keeps its special characters', 'Score (of {maximum})', 'Score (of 10)', { maximum: '10' }],
    ['is no regular expression', 'S.*: {score}', 'Score: 8', null],
    ['does without the space before its number', 'Score: {percent}%', 'Score:80%', { percent: '80' }],
    [
      'is looked for behind where it does not fit',
      'Score: {percent}%',
      'Passing score: 80%. Score: 90%',
      { percent: '90' },
    ],
    ['knows letters whose lower case is longer', 'Skor: {score}', 'İİİ. Skor: 8', { score: '8' }],
    ['may begin with a place', '{score} of {maximum}', '8 of 10', { score: '8', maximum: '10' }],
  ])('%s', (_what, template, line, found) => {
    expect(match(template, line)).toEqual(found);
  });

  it('is followed by a unit or by nothing', () => {
    expect(match('You got {score} of {maximum}', 'You got 8 of 10 points!', ['points'])).not.toBeNull();
    expect(match('You got {score} of {maximum}', 'You got 8 of 10 tries', ['points'])).toBeNull();
  });

  it.each(['', 'Score', '{points}', '{score}{maximum}', '{score} {score}', '{outcome} of {maximum}', '{constructor}'])(
    'is none: %j',
    (text) => {
      expect(compileTemplate(text)).toBeNull();
    },
  );

  it('begins with words, or would find itself in any row of numbers', () => {
    expect(beginsWithWords('Score: {score}')).toBe(true);
    expect(beginsWithWords('{score} of {maximum}')).toBe(false);
  });
});

describe('the time of matching', () => {
  // A million characters: with a square in it, this would take hours.
  const long = 1_000_000;
  const fill = (part: string) => part.repeat(Math.ceil(long / part.length));

  it.each([
    ['beginnings of sentences', fill('You got ')],
    ['sentences that nearly fit', fill('. You got 8 of ')],
    ['numbers without an end', `You got ${fill('9')}`],
    ['decimals without an end', `You got 8.${fill('9')}`],
    ['units that nearly fit', fill('. You got 8 of 10 pointspoints')],
    ['punctuation', fill('.')],
    ['white space', fill(' ')],
    ['a long ending', `You got 8 of 10 x${fill('!')}`],
    ['dashes', fill('- ')],
    ['letters whose lower case is longer', fill('İ. ')],
  ])('grows with the text alone: %s', (_what, text) => {
    const start = performance.now();
    expect(match('You got {score} of {maximum}', text, ['points', 'points correct'])).toBeNull();
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('doubles when the text doubles', () => {
    const time = (text: string) => {
      const start = performance.now();
      match('You got {score} of {maximum}', text, ['points']);
      return performance.now() - start;
    };
    const best = (text: string) => Math.min(...Array.from({ length: 5 }, () => time(text)));
    const half = best(fill('. You got 8 of ').slice(0, long / 2));
    // Eight instead of two: a busy machine must not fail this, and a square would be a thousand times more.
    expect(best(fill('. You got 8 of '))).toBeLessThan(8 * half + 50);
  });
});
