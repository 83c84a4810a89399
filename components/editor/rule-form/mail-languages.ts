import type { IssueOptions } from '@/lib/messages/client.ts';

/** The languages of Credly's mail (credly-api.md 4.1), which the worker knows by the same list. */
export const mailLanguages = [
  'en',
  'fr',
  'de',
  'ko',
  'ja',
  'zh-CN',
  'pt',
  'es-ES',
  'es-US',
  'fr-CA',
  'pt-BR',
] as const satisfies readonly NonNullable<IssueOptions['mailLanguage']>[];
