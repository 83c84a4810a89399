import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageId } from './i18n.ts';

/** What Credly needs to know of an earner, as it is asked for on Activity and on a result page. */
export const detailFields = ['firstName', 'lastName', 'email'] as const;
export type DetailField = (typeof detailFields)[number];

export const detailLabels: Readonly<Record<DetailField, MessageId>> = {
  firstName: 'details_first_name',
  lastName: 'details_last_name',
  email: 'details_email',
};

/** As many characters as an earner's details may have (`identitySchema`). */
const maxLengths: Readonly<Record<DetailField, number>> = { firstName: 200, lastName: 200, email: 320 };

/** Which field a problem is about, and how it is said. */
export type DetailProblems<Problem extends string> = Readonly<
  Record<Problem, { field: DetailField; sentence: MessageId }>
>;

/**
 * What is typed into the fields and what is wrong with it; a refusal moves the focus to the first field that it is about.
 * @param asked the fields that are shown
 */
export function useDetails<Problem extends string>(
  sentences: DetailProblems<Problem>,
  asked: readonly DetailField[],
  start: Readonly<Record<DetailField, string>>,
) {
  // Signals rather than state: a browser may fill in several fields before the form is drawn again.
  const values = useSignal(start);
  const problems = useSignal<readonly Problem[]>([]);
  const [refusals, setRefusals] = useState(0);
  const inputs = {
    firstName: useRef<HTMLInputElement>(null),
    lastName: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
  };
  const problemOf = (field: DetailField) => problems.value.find((it) => sentences[it].field === field);
  const without = (field: DetailField) => problems.value.filter((it) => sentences[it].field !== field);

  // Depends on refusals alone: a refusal moves the focus, a change of the problems alone does not.
  useLayoutEffect(() => {
    const field = asked.find(problemOf);
    if (field) inputs[field].current?.focus();
  }, [refusals]);

  return {
    values,
    problems,
    refusals,
    inputs,
    problemOf,
    without,
    /** Null for a field that is not asked for or empty. */
    typed: (field: DetailField) => (asked.includes(field) ? values.value[field].trim() || null : null),
    type(field: DetailField, value: string) {
      values.value = { ...values.value, [field]: value.slice(0, maxLengths[field]) };
      problems.value = without(field);
    },
    refuse(found: readonly Problem[]) {
      problems.value = found;
      setRefusals((it) => it + 1);
    },
  };
}
