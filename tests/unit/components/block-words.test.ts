import { describe, expect, it } from 'vitest';
import { fillWords, unknownPlaces } from '../../../components/block-words.ts';

const values = { badge: 'Safe Food Handling', name: 'Ada', score: '9 of 10' };

describe('the words of a results block', () => {
  it('have their placeholders filled in, however they are spelt', () => {
    expect(fillWords('Well done, {name}!\n{Score} earned you { BADGE }.', values)).toBe(
      'Well done, Ada!\n9 of 10 earned you Safe Food Handling.',
    );
    expect(fillWords('Well done, { name }!', { ...values, name: null })).toBeNull();
    expect(unknownPlaces('{ badge } {name }')).toEqual([]);
  });

  it('leave out each line that needs something unknown, and are none where nothing is left', () => {
    const nameless = { ...values, name: null };
    expect(fillWords('Well done, {name}!\n\nYou have {badge}.', nameless)).toBe('You have Safe Food Handling.');
    expect(fillWords('Well done, {name}!', nameless)).toBeNull();
    expect(fillWords(null, values)).toBeNull();
    expect(fillWords('  \n ', values)).toBeNull();
  });

  it('never fill in what a value brings along', () => {
    expect(fillWords('{name}', { ...values, name: '{score} $& <b>' })).toBe('{score} $& <b>');
  });

  it('keep what is no placeholder as it stands, and say so', () => {
    const text = 'Hello {nmae}, {name} {} { } {first name} {nmae} {{badge}}';
    expect(fillWords(text, values)).toBe('Hello {nmae}, Ada {} { } {first name} {nmae} {Safe Food Handling}');
    expect(unknownPlaces(text)).toEqual(['{nmae}', '{first name}']);
    expect(unknownPlaces('{badge} {NAME} {score}')).toEqual([]);
    expect(unknownPlaces('{\nname}')).toEqual([]);
  });
});
