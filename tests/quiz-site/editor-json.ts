import {
  type AttemptRecord,
  blockText,
  embedCode,
  playerPath,
  type Quiz,
  registrationFields,
  shareLink,
  typeWords,
} from './model.ts';

/** A quiz as the client-rendered editors of builds b and c fetch it: without its key, and without its public id. */
export function editorJson(quiz: Quiz) {
  return {
    id: quiz.id,
    title: quiz.title,
    type: quiz.type,
    typeWords: typeWords[quiz.type],
    passingScore: quiz.passingScore ?? null,
    questions: quiz.questions,
    outcomes: quiz.outcomes ?? null,
    ranges: quiz.ranges ?? null,
    registration: quiz.registration,
    registrationFields: registrationFields.map(({ key, label }) => ({ key, label })),
    resultBlocks: quiz.resultBlocks.map((heading) => ({ heading, text: blockText(quiz, heading) })),
    previewPath: quiz.showsPreviewLink === false ? null : playerPath(quiz),
  };
}

/** What Deliver shows. */
export function shareJson(quiz: Quiz) {
  return { shareLink: shareLink(quiz), embedCode: embedCode(quiz) };
}

/** A quiz as the client-rendered players of builds b and c fetch it: without the correct answers. */
export function playerJson(quiz: Quiz) {
  return {
    title: quiz.title,
    shareLink: shareLink(quiz),
    asked: registrationFields.filter(({ key }) => quiz.registration[key]),
    required: quiz.registration.required === true,
    questions: quiz.questions.map(({ text, answers }) => ({ text, answers: answers.map((answer) => answer.text) })),
  };
}

/** The blocks below a result, in order; one of them may list the answers. */
export function resultBlocksJson(quiz: Quiz, record: AttemptRecord) {
  return quiz.resultBlocks.map((heading) => ({
    heading,
    text: heading === 'Answer review' ? null : blockText(quiz, heading),
    review: quiz.questions.map((question, index) => ({
      question: question.text,
      answer: record.answers[index] ?? null,
      correct: question.answers.some(({ text, correct }) => correct === true && text === record.answers[index]),
    })),
  }));
}
