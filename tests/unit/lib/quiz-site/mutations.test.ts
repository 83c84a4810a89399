import { describe, expect, it } from 'vitest';
import { type Decision, decide } from '../../../../lib/awards/decide.ts';
import type { ResultReading } from '../../../../lib/awards/result.ts';
import { credsparkProfile } from '../../../../lib/quiz-site/credspark.ts';
import { readExchange } from '../../../../lib/quiz-site/read-exchange.ts';
import { readPageText } from '../../../../lib/quiz-site/read-text.ts';
import { passingScore, rule } from '../builders.ts';

/**
 * Answers and result pages as a redesign or a translation would change them. Whatever is read of them, a result that did
 * not pass, or is not final, must never be awarded; what is not recognised is no result. The counts are printed.
 */

type Kind = 'award' | 'not-passing' | 'hold' | 'no-result';
const eighty = rule({ awardFor: passingScore('80') });
const kindOf = (reading: ResultReading | null): Kind =>
  reading ? (decide(eighty, reading) as Decision).kind : 'no-result';

interface Truth {
  score: number;
  state: 'final' | 'pending' | 'partial';
}
const truths: Truth[] = [8, 7, 0, 10].flatMap((score) =>
  (['final', 'pending', 'partial'] as const).map((state) => ({ score, state })),
);
const deserves = ({ score, state }: Truth) => state === 'final' && score >= 8;

/** Every combination of one choice from each list. */
function combine<T extends Record<string, readonly unknown[]>>(choices: T): { [K in keyof T]: T[K][number] }[] {
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (all, [name, list]) => all.flatMap((it) => list.map((choice) => ({ ...it, [name]: choice }))),
    [{}],
  ) as { [K in keyof T]: T[K][number] }[];
}

function judge(all: Iterable<{ truth: Truth; kind: Kind; what: string }>) {
  const counts = { awarded: 0, missed: 0, held: 0, wrong: [] as string[] };
  for (const { truth, kind, what } of all) {
    if (kind === 'award' && !deserves(truth)) counts.wrong.push(`${what} ${JSON.stringify(truth)}`);
    else if (kind === 'award') counts.awarded += 1;
    else if (kind === 'hold') counts.held += 1;
    else if (deserves(truth)) counts.missed += 1;
  }
  return counts;
}

describe('mutations', () => {
  it('of an answer never award wrongly', () => {
    const spellings = {
      snake: (name: string) => name,
      camel: (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      kebab: (name: string) => name.replaceAll('_', '-'),
      loud: (name: string) => name.toUpperCase(),
      unknown: (name: string) => `x_${name}_y`,
    };
    const choices = combine({
      score: ['score', 'total_points_in_all', 'points'],
      maximum: ['max_score', 'out_of', 'possible_points', null],
      state: ['status', 'review_status', 'stage', null],
      spelling: Object.keys(spellings) as (keyof typeof spellings)[],
      depth: [0, 2],
      form: ['json', 'urlencoded'] as const,
      noise: ['none', 'answers', 'leaderboard', 'best', 'rival'] as const,
      last: [true, false],
    });
    const words = { final: 'completed', pending: 'pending_review', partial: 'in_progress' };
    const tries = choices.flatMap((choice) =>
      truths.map((truth) => {
        const spell = spellings[choice.spelling];
        let body: Record<string, unknown> = { [spell(choice.score)]: truth.score };
        if (choice.maximum) body[spell(choice.maximum)] = 10;
        if (choice.state) body[spell(choice.state)] = words[truth.state];
        if (choice.noise === 'answers') body.answers = [{ score: 2 }, { score: 0 }];
        for (let depth = 0; depth < choice.depth; depth += 1) body = { [spell('data_of_it')]: body };
        const full = { score: 10, max_score: 10, status: 'completed' };
        if (choice.noise === 'best') body = { mine: body, best_of_all: full };
        // Beside a result that is not recognised, nobody could tell it from the result.
        if (choice.noise === 'rival' && isKnown(choice)) body = { mine: body, comparison: full };
        if (choice.noise === 'leaderboard') body.leaders = [{ score: 10 }, { score: 9 }];
        const text = choice.form === 'json' ? JSON.stringify(body) : new URLSearchParams(flat(body)).toString();
        // The last post of an attempt says so; posts of single answers do not.
        const isLast = choice.last && truth.state !== 'partial';
        const { result } = readExchange(credsparkProfile, {
          method: 'POST',
          url: 'https://app.credspark.com/assessments/a-1/assessment_responses/7',
          requestType: '',
          requestText: isLast ? 'event=finish' : 'event=answer',
          responseText: text,
        });
        // A pending result that says nothing of it cannot be told from a final one, by anybody.
        const isHidden = truth.state === 'pending' && isLast && !isStateSaid(choice, text);
        return {
          truth: isHidden ? { ...truth, state: 'final' as const } : truth,
          kind: kindOf(result),
          what: JSON.stringify(choice),
        };
      }),
    );
    const { awarded, missed, held, wrong } = judge(tries);
    process.stdout.write(
      `mutations of answers: ${tries.length}, ${awarded} awarded, ${missed} not recognised, ${held} held, ${wrong.length} wrong\n`,
    );
    expect(wrong).toEqual([]);
    expect(awarded).toBeGreaterThan(500);
  });

  it('of a result page never award wrongly', () => {
    const sentences = {
      en: ['You got S of 10', 'Your score: S / 10', 'Score: P%', 'You scored S out of 10 points!'],
      de: ['Sie haben S von 10 Punkten', 'Ihr Ergebnis: S von 10', 'Punktzahl: S / 10', 'Erreicht wurden S von 10'],
      es: ['Obtuviste S de 10', 'Puntuación: S / 10', 'Has logrado S de 10'],
    };
    const states = {
      en: { final: '', pending: 'Pending review', partial: 'Your progress has been saved' },
      de: { final: '', pending: 'Ihre Antwort wird geprüft', partial: 'Your progress has been saved' },
      es: { final: '', pending: 'Pendiente de revisión', partial: 'Continue later' },
    };
    const noises = [
      '',
      'Passing score: 80%',
      'Question 10 of 10',
      'Best so far: 10 of 10',
      'Average score: 90%',
      'Score needed: 80%',
      'Bestehensgrenze: 80 %',
      'Ziel-Score: 90%',
      'Everybody got 10 of 10',
    ];
    const choices = (['en', 'de', 'es'] as const).flatMap((language) =>
      combine({
        language: [language],
        sentence: sentences[language],
        before: noises,
        after: noises,
        split: [false, true],
      }),
    );
    const tries = choices.flatMap(({ language, sentence, before, after, split }) =>
      truths.map((truth) => {
        const said = sentence.replace('S', String(truth.score)).replace('P', String(truth.score * 10));
        const lines = [before, split ? said.replace(': ', ':\n') : said, states[language][truth.state], after];
        const { result } = readPageText(credsparkProfile, lines.join('\n'));
        return { truth, kind: kindOf(result), what: lines.join(' | ') };
      }),
    );
    const { awarded, missed, held, wrong } = judge(tries);
    process.stdout.write(
      `mutations of pages: ${tries.length}, ${awarded} awarded, ${missed} not recognised, ${held} held, ${wrong.length} wrong\n`,
    );
    expect(wrong).toEqual([]);
    expect(awarded).toBeGreaterThan(1000);
  });
});

const isKnown = ({ score, spelling }: { score: string; spelling: string }) =>
  spelling !== 'unknown' && score !== 'total_points_in_all';

function isStateSaid(choice: { state: string | null; spelling: string }, text: string): boolean {
  return choice.state !== null && choice.state !== 'stage' && choice.spelling !== 'unknown' && text.includes('pending');
}

/** As forms write it: `data[score]=8`. */
function flat(body: unknown, path = ''): [string, string][] {
  if (typeof body !== 'object' || body === null) return [[path, String(body)]];
  return Object.entries(body).flatMap(([key, value]) => flat(value, path ? `${path}[${key}]` : key));
}
