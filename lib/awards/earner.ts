import type { Identity } from './result.ts';

/** A field of the earner that is missing or cannot be sent as it is. */
export type EarnerProblem = 'first-name-missing' | 'last-name-missing' | 'email-missing' | 'email-malformed';

/**
 * Names stay as typed but for white space around them and what nobody sees; the e-mail is trimmed and keeps its case.
 */
export function tidyIdentity(identity: Identity): Identity {
  const { firstName, lastName, email } = identity;
  return { firstName: tidyName(firstName), lastName: tidyName(lastName), email: (email && tidyEmail(email)) || null };
}

/** Marks that show nothing, and blanks that look like nothing. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Joiners and variants belong to the spelling of names in many scripts. */
const invisibleInNames =
  /(?!\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\0]/gu;
const visible = /[^\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

function tidyName(name: string | null): string | null {
  const tidied = name?.replace(invisibleInNames, '').trim();
  return tidied && visible.test(tidied) ? tidied : null;
}

/** Without white space around it and the invisible marks that come with a paste, such as those of direction. */
export function tidyEmail(email: string): string {
  return email.replace(invisible, '').trim();
}

/** As addresses are compared. */
export function foldEmail(email: string): string {
  return tidyEmail(email).toLowerCase();
}

/** What is missing before this earner can be sent to Credly; empty when nothing is. */
export function earnerProblems(identity: Identity): EarnerProblem[] {
  const problems: EarnerProblem[] = [];
  if (!identity.firstName) problems.push('first-name-missing');
  if (!identity.lastName) problems.push('last-name-missing');
  if (!identity.email) problems.push('email-missing');
  else if (!isEmail(identity.email)) problems.push('email-malformed');
  return problems;
}

/** Deliberately plain: one @, something before it, a dotted host without spaces behind it. Credly has the last word. */
export function isEmail(text: string): boolean {
  if (text.length > 254 || /[\s<>"(),:;[\]\\|\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text))
    return false;
  const at = text.lastIndexOf('@');
  if (at < 1 || at !== text.indexOf('@')) return false;
  const labels = text.slice(at + 1).split('.');
  return labels.length >= 2 && labels.every((label) => label !== '' && !label.startsWith('-') && !label.endsWith('-'));
}

/** `a...@example.com`: how an address is shown on a quiz page. */
export function shortenEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '...' : `${[...email][0]}...${email.slice(at)}`;
}
