import { z } from 'zod';
import { type LockState, pinSchema } from '../../settings/lock.ts';
import { from, nothing, options } from './entry.ts';

/** "Lock this browser". While it is locked, these are all that the options page is answered (see `openWhileLocked`). */

export const lockMessages = {
  'lock.state': from(options, nothing).replies<LockState>(),
  /** Sets the first PIN, or another one. */
  'lock.set': from(options, z.object({ pin: pinSchema })).replies<null>(),
  'lock.now': from(options, nothing).replies<null>(),
  'lock.unlock': from(options, z.object({ pin: z.string().max(50) })).replies<LockState>(),
  'lock.remove': from(options, nothing).replies<null>(),
  /** For a forgotten PIN: disconnects Credly and removes the lock. */
  'lock.reset': from(options, nothing).replies<null>(),
} as const;

export const openWhileLocked: readonly string[] = ['lock.state', 'lock.unlock', 'lock.reset'];

export type { LockState };
