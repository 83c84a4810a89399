import { z } from 'zod';
import { type AwardSettings, awardSettingsSchema } from '../awards/award-settings.ts';
import type { Rule } from '../awards/rule.ts';
import type { Connection } from '../connection/connection.ts';
import { type CredlyToken, environments } from '../credly/index.ts';
import { type FileEntry, readRulesDocument, rulesDocument } from './rules-file.ts';
import { type SealedProblem, seal, unseal } from './sealed-file.ts';

/**
 * What sets up another browser: connection (with the token), award settings and rules. Outside the worker the token is in
 * this file alone, and never in clear.
 */
const payloadSchema = z.object({
  connection: z.object({
    organizationId: z.string().min(1).max(100),
    organizationName: z.string().max(300),
    environment: z.enum(environments),
    token: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  }),
  settings: z.unknown(),
  rules: z.unknown(),
});

/** A file that was opened. `connection` holds the token: it stays in the worker. */
export interface Setup {
  connection: z.output<typeof payloadSchema>['connection'];
  settings: unknown;
  entries: FileEntry[];
}

/** A file that somebody finds can be tried against for years. */
export const minPassphrase = 12;

export function isStrongEnough(passphrase: string): boolean {
  return passphrase.length >= minPassphrase && new Set(passphrase).size >= 5;
}

export function writeSetup(
  {
    organizationId,
    organizationName,
    environment,
  }: Pick<Connection, 'organizationId' | 'organizationName' | 'environment'>,
  token: CredlyToken,
  settings: AwardSettings,
  rules: readonly Rule[],
  passphrase: string,
  now: number,
): Promise<string> {
  const connection = { organizationId, organizationName, environment, token };
  const payload: z.input<typeof payloadSchema> = { connection, settings, rules: rulesDocument(rules, now) };
  return seal(JSON.stringify(payload), passphrase);
}

export async function readSetup(
  file: string,
  passphrase: string,
): Promise<{ ok: true; setup: Setup } | { ok: false; problem: SealedProblem }> {
  const opened = await unseal(file, passphrase);
  if (!opened.ok) return opened;
  const payload = payloadSchema.safeParse(parse(opened.text));
  if (!payload.success) return { ok: false, problem: 'damaged' };
  const reading = readRulesDocument(payload.data.rules);
  if (!reading.ok)
    return { ok: false, problem: ['newer', 'too-large'].includes(reading.problem) ? reading.problem : 'damaged' };
  const { connection, settings } = payload.data;
  return { ok: true, setup: { connection, settings, entries: reading.entries } };
}

/** The file's award settings, with this version's own where the file has none or others; null where they do not fit. */
export function settingsOf(setup: Setup, own: AwardSettings): AwardSettings | null {
  const given = typeof setup.settings === 'object' ? setup.settings : null;
  const parsed = awardSettingsSchema.safeParse({ ...own, ...given });
  return parsed.success ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
