import { describe, expect, it } from 'vitest';
import { translateBy } from '../../../components/i18n.ts';

/** A catalogue of one sentence, read as Chrome reads it. */
const catalogue = (direction: 'ltr' | 'rtl', sentence: string) =>
  translateBy((id, [name = ''] = []) =>
    id === 'textDirection' ? direction : id === 'quizzes_removed' ? sentence.replace('$1', name) : '',
  );

describe('a name within a sentence', () => {
  it('stands as it is in a sentence of its own direction', () => {
    expect(catalogue('ltr', '$1 is removed.')('quizzes_removed', 'Safety (basics)')).toBe(
      'Safety (basics) is removed.',
    );
  });

  it('is isolated in a sentence of the other direction, so that brackets and full stops keep their places', () => {
    expect(catalogue('ltr', '$1 is removed.')('quizzes_removed', 'בטיחות (יסודות)')).toBe(
      '\u2068בטיחות (יסודות)\u2069 is removed.',
    );
    expect(catalogue('rtl', '$1 הוסר.')('quizzes_removed', 'Safety (basics)')).toBe(
      '\u2068Safety (basics)\u2069 הוסר.',
    );
  });

  it('is never the only thing that is shown: a sentence that the catalogue lacks is its id', () => {
    expect(catalogue('ltr', '')('quizzes_restored')).toBe('quizzes_restored');
  });
});
