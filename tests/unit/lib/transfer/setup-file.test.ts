import { expect, it } from 'vitest';
import { defaultAwardSettings } from '../../../../lib/awards/award-settings.ts';
import type { CredlyToken } from '../../../../lib/credly/index.ts';
import { maxRules } from '../../../../lib/transfer/rules-file.ts';
import { readSetup, writeSetup } from '../../../../lib/transfer/setup-file.ts';
import { rule } from '../builders.ts';
import { connection } from '../outbox-rig.ts';

const passphrase = 'correct horse battery';
const { token, ...open } = connection();

const written = (count: number) =>
  writeSetup(
    open,
    token as CredlyToken,
    defaultAwardSettings,
    Array.from({ length: count }, (_, at) => rule({ id: `rule-${at}`, quizIds: [`slug:quiz-${at}`] })),
    passphrase,
    0,
  );

it('what one browser writes another one reads, with as many quizzes as a file may hold', async () => {
  const read = await readSetup(await written(maxRules), passphrase);
  expect(read.ok && read.setup.entries.filter((it) => it.ok)).toHaveLength(maxRules);
});

it('a file of more quizzes is too large, not damaged', async () => {
  expect(await readSetup(await written(maxRules + 1), passphrase)).toEqual({ ok: false, problem: 'too-large' });
});
