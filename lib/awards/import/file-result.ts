import type { FileRow } from '../../results-file/setup.ts';
import { credlyTime } from '../award.ts';
import { issueRequestOf } from '../issue-request.ts';
import { judgeResult, type ObservedResult } from '../judge-result.ts';
import type { Rule } from '../rule.ts';

/** A row of a file as an observed result of the rule's quiz. */
export function resultOfRow(
  { identity, reading, observedAt }: FileRow,
  list: { rule: Rule; quizKey: string; fileName: string; noMail: boolean },
): ObservedResult {
  const { rule, quizKey, fileName, noMail } = list;
  return {
    rule,
    quizKey,
    identity,
    reading,
    provenance: { source: 'file', origin: fileName.slice(0, 300), frame: 'top', observedAt, profile: 'file' },
    ...(noMail ? { issue: { suppressMail: true } } : {}),
  };
}

/** What would go to Credly for it if it were awarded now; null where nothing would. Nothing is written or sent. */
export async function requestOfResult(
  observed: ObservedResult,
  now: number,
): Promise<ReturnType<typeof issueRequestOf>> {
  const judged = await judgeResult(observed, now);
  if (judged.kind !== 'new') return null;
  const { rule, issue, provenance } = observed;
  const issuedAt = credlyTime(provenance.observedAt);
  return issueRequestOf({ ...judged, issuedAt, rule: { issue: { ...rule.issue, ...issue } }, provenance });
}
