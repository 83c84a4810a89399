// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, expect, it } from 'vitest';
import { ActivityTab } from '../../../components/options/activity-tab.tsx';
import { noFilter } from '../../../components/options/awards-view.ts';
import { credsparkProfile } from '../../../lib/quiz-site/credspark.ts';
import { readExchange } from '../../../lib/quiz-site/read-exchange.ts';
import { award, connection, optionsActions, optionsState } from './builders.ts';
import { clear, show } from './page.tsx';

afterEach(clear);

const markup = '<img src=x onerror="alert(1)"><b>Ada</b>';

it('a participant’s name that is markup is read, kept and shown as text', () => {
  const { identity } = readExchange(credsparkProfile, {
    method: 'POST',
    url: 'https://app.credspark.com/assessments/a-1/assessment_responses',
    requestType: '',
    requestText: new URLSearchParams({ first_name: markup, last_name: '{{7*7}}', email: 'ada@example.com' }).toString(),
    responseText: '',
  });
  expect(identity.firstName).toBe(markup);
  show(
    <ActivityTab
      awards={{ value: { awards: [award({ participant: identity, quizTitle: markup })], total: 1 }, failed: false }}
      state={optionsState({ connection: connection() })}
      filter={signal(noFilter)}
      actions={optionsActions()}
      quizSiteUrl="https://q/"
    />,
  );
  expect(document.body.textContent).toContain(`${markup} {{7*7}}`);
  expect(document.querySelector('img[onerror], table b')).toBeNull();
});
