import { isObject } from './http.ts';
import type { Quiz } from './model.ts';

/** Swaps a Results View block with its neighbour; a block at the edge stays. */
export function moveBlock(quiz: Quiz, index: number, direction: 'up' | 'down'): void {
  const other = direction === 'up' ? index - 1 : index + 1;
  const here = quiz.resultBlocks[index];
  const there = quiz.resultBlocks[other];
  if (here === undefined || there === undefined) return;
  quiz.resultBlocks[index] = there;
  quiz.resultBlocks[other] = here;
}

/** Sets the passing score from what an author typed; an empty field takes it away. */
export function setPassingScore(quiz: Quiz, typed: string): void {
  if (typed.trim() === '') delete quiz.passingScore;
  else if (Number.isFinite(Number(typed))) {
    quiz.passingScore = { value: Number(typed), unit: quiz.passingScore?.unit ?? 'percent' };
  }
}

/** Applies an edit that came as JSON: `passingScore` (typed text), `registration` (flags), `move` (a block). */
export function applyEdit(quiz: Quiz, edit: Record<string, unknown>): void {
  if (typeof edit.passingScore === 'string') setPassingScore(quiz, edit.passingScore);
  if (isObject(edit.registration)) {
    const { firstName, lastName, email, required } = edit.registration;
    quiz.registration = {
      firstName: firstName === true,
      lastName: lastName === true,
      email: email === true,
      required: required === true,
    };
  }
  if (isObject(edit.move) && typeof edit.move.index === 'number') {
    moveBlock(quiz, edit.move.index, edit.move.direction === 'up' ? 'up' : 'down');
  }
}
