import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { questions } from './questions.ts';

/** A quiz made with SurveyJS as its documentation shows it: graded in the page, stored by a request of the page's own. */
const model = new Model({
  title: 'Food Safety',
  showProgressBar: true,
  completedHtml: '<h3>Thank you, {firstName}!</h3><p>You got {correctAnswers} of {questionCount} answers right.</p>',
  pages: [
    {
      elements: [
        { type: 'text', name: 'firstName', title: 'First name', isRequired: true },
        { type: 'text', name: 'lastName', title: 'Last name', isRequired: true },
        { type: 'text', name: 'email', title: 'E-mail', inputType: 'email', isRequired: true },
      ],
    },
    {
      elements: questions.map(({ name, title, choices, right }) => ({
        type: 'radiogroup',
        name,
        title,
        choices,
        correctAnswer: right,
      })),
    },
  ],
});
model.onComplete.add((sender) => {
  void fetch('/api/surveys/food-safety/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ surveyId: 'food-safety', answers: sender.data }),
  });
});

const root = document.getElementById('app');
if (root) createRoot(root).render(createElement(Survey, { model }));
