/** A quiz with one right answer a question; both apps ask it, each in its own way. */
export interface Question {
  name: string;
  title: string;
  choices: [string, string, string];
  right: string;
}

export const questions: Question[] = [
  { name: 'hands', title: 'How long do you wash your hands?', choices: ['5 s', '20 s', '2 min'], right: '20 s' },
  { name: 'fridge', title: 'How cold is a fridge?', choices: ['4 C', '12 C', '20 C'], right: '4 C' },
  { name: 'core', title: 'How hot is the core of cooked poultry?', choices: ['40 C', '55 C', '75 C'], right: '75 C' },
  { name: 'board', title: 'What is cut on the red board?', choices: ['Meat', 'Bread', 'Salad'], right: 'Meat' },
  { name: 'sick', title: 'Who works when ill?', choices: ['Everybody', 'Nobody', 'The cook'], right: 'Nobody' },
];

export const wrongAnswer = ({ choices, right }: Question): string => choices.find((it) => it !== right) ?? '';
