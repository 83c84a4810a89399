import type { Question, Quiz } from './model.ts';

const blocks = ['Score summary', 'Answer review', 'Share your result'];
const everybody = { firstName: true, lastName: true, email: true };

/** A question worth two points whose first answer is the correct one; answers are shown in another order. */
function worthTwo(text: string, correct: string, ...wrong: [string, string]): Question {
  const answers = [{ text: correct, correct: true, points: 2 }, ...wrong.map((answer) => ({ text: answer }))];
  const shift = text.length % answers.length;
  return { text, answers: [...answers.slice(shift), ...answers.slice(0, shift)] };
}

function choice(text: string, ...answers: string[]): Question {
  return { text, answers: answers.map((answer) => ({ text: answer })) };
}

function leaning(text: string, explorer: string, builder: string, guardian: string): Question {
  return {
    text,
    answers: [
      { text: explorer, outcome: 'Explorer' },
      { text: builder, outcome: 'Builder' },
      { text: guardian, outcome: 'Guardian' },
    ],
  };
}

/** A fresh set of quizzes: one of each type, and the odd ones that tests need. */
export function defaultQuizzes(): Quiz[] {
  return [
    {
      key: 'scored',
      slug: 'food-safety-basics-5f2a9c81d3e47',
      id: 4711,
      title: 'Food Safety Basics',
      type: 'scored',
      passingScore: { value: 80, unit: 'percent' },
      questions: [
        worthTwo('How cold should a refrigerator be kept?', '4 °C or below', 'About 10 °C', 'Just below room warmth'),
        worthTwo(
          'How long should hands be washed?',
          'At least 20 seconds',
          'About 5 seconds',
          'Until the soap is gone',
        ),
        worthTwo('Where does raw chicken belong?', 'On the lowest shelf', 'Next to the salad', 'In the door'),
        worthTwo(
          'Which board do you cut bread on?',
          'A clean, dry one',
          'The one from the fish',
          'Any that is at hand',
        ),
        worthTwo(
          'What do you do with leftovers?',
          'Chill them within two hours',
          'Cool them overnight',
          'Reheat them twice',
        ),
      ],
      registration: everybody,
      resultBlocks: [...blocks],
    },
    {
      key: 'outcome',
      slug: 'which-analyst-are-you-61b7e0a94c2d8',
      id: 4712,
      title: 'Which analyst are you?',
      type: 'outcome',
      outcomes: ['Explorer', 'Builder', 'Guardian'],
      questions: [
        leaning(
          'A new data set arrives. What first?',
          'Plot everything',
          'Model the tables',
          'Check where it came from',
        ),
        leaning('A chart looks odd. What now?', 'Follow the oddity', 'Rebuild the query', 'Ask for the source'),
        leaning('What is your favourite meeting?', 'A brainstorm', 'A design review', 'A retrospective'),
      ],
      registration: everybody,
      resultBlocks: ['About your outcome', 'Share your result'],
      resultBlockText: { 'About your outcome': 'Every team needs one of you, and most teams have too few.' },
    },
    {
      key: 'poll',
      slug: 'office-or-home-0c7d15ea8b3f2',
      id: 4713,
      title: 'Office or home?',
      type: 'poll',
      questions: [choice('Where do you work best?', 'In the office', 'At home', 'On a train')],
      registration: { firstName: false, lastName: false, email: true },
      resultBlocks: ['How others voted'],
      resultBlockText: { 'How others voted': 'The votes are counted at the end of the week.' },
    },
    {
      key: 'survey',
      slug: 'after-the-workshop-9ad40f6c1e75b',
      id: 4714,
      title: 'After the workshop',
      type: 'survey',
      questions: [
        choice('How was the pace?', 'Too slow', 'About right', 'Too fast'),
        choice('Would you come again?', 'Gladly', 'Perhaps', 'Rather not'),
      ],
      registration: { firstName: true, lastName: false, email: true },
      resultBlocks: ['Thank you'],
      resultBlockText: { 'Thank you': 'We read every response.' },
    },
    {
      key: 'scored-2',
      slug: 'leadership-check-c83e5b7f0d129',
      id: 4715,
      title: 'Leadership Check',
      type: 'scored',
      passingScore: { value: 60, unit: 'percent' },
      ranges: [
        { name: 'Starting out', from: 0, to: 5 },
        { name: 'Steady', from: 6, to: 8 },
        { name: 'Outstanding', from: 9, to: 10 },
      ],
      questions: [
        worthTwo('Feedback is best given...', 'soon and in private', 'once a year', 'in front of the team'),
        worthTwo('A goal should be...', 'clear enough to check', 'a surprise', 'as vague as possible'),
        worthTwo('When a plan fails...', 'look for what to learn', 'look for who to blame', 'look away'),
        worthTwo('Delegating means...', 'handing over the decision too', 'handing over the boring part', 'hoping'),
        worthTwo('A good meeting ends with...', 'who does what by when', 'another meeting', 'silence'),
      ],
      registration: everybody,
      resultBlocks: [...blocks],
    },
    {
      key: 'unlinked',
      slug: 'fire-drill-essentials-27f9b04ce61a3',
      id: 4716,
      title: 'Fire Drill Essentials',
      type: 'scored',
      passingScore: { value: 50, unit: 'percent' },
      questions: [
        worthTwo('The alarm rings. You...', 'leave at once', 'finish the mail', 'take the lift'),
        worthTwo('Outside you go to...', 'the meeting point', 'your car', 'the café'),
      ],
      registration: everybody,
      resultBlocks: [...blocks],
      showsPreviewLink: false,
    },
    {
      key: 'points',
      slug: 'data-privacy-essentials-e4108d2b9f6c7',
      id: 4717,
      title: 'Data Privacy Essentials',
      type: 'scored',
      passingScore: { value: 7, unit: 'points' },
      questions: [
        worthTwo('Personal data is...', 'anything about a known person', 'only a name', 'only a card number'),
        worthTwo('Keep personal data...', 'no longer than needed', 'for ever', 'until the disk is full'),
        worthTwo('A lost laptop is...', 'reported at once', 'replaced quietly', 'nobody’s business'),
        worthTwo('A form should ask for...', 'what its purpose needs', 'everything, to be safe', 'a birthday, always'),
        worthTwo('Who may see a health record?', 'Those whose task needs it', 'Everybody on the team', 'Whoever asks'),
      ],
      registration: everybody,
      resultBlocks: [...blocks],
    },
  ];
}
