import { z } from 'zod';
import { storedItem } from '../settings/stored-item.ts';

/** How long a settled award keeps name and e-mail. */
export const retentionChoices = [30, 90, 365] as const;

/** What an admin sets for all quizzes. Counts are awards; times are in the unit of their name. */
export const awardSettingsSchema = z.object({
  /** Every award waits for a person. */
  holdAll: z.boolean(),
  /** An award leaves so long after its result, and can be dismissed until then. */
  undoMinutes: z.number().int().min(0).max(60),
  maxPerDay: z.number().int().min(1).max(100_000),
  maxPerQuizAndDay: z.number().int().min(1).max(100_000),
  retentionDays: z.union(retentionChoices.map((days) => z.literal(days))),
});
export type AwardSettings = z.output<typeof awardSettingsSchema>;

export const defaultAwardSettings: AwardSettings = {
  holdAll: false,
  undoMinutes: 0,
  maxPerDay: 1000,
  maxPerQuizAndDay: 300,
  retentionDays: 90,
};

const item = storedItem('award-settings', awardSettingsSchema, defaultAwardSettings);

export const readAwardSettings = (): Promise<AwardSettings> => item.get();
export const saveAwardSettings = (settings: AwardSettings): Promise<void> => item.set(settings);
