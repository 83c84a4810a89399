import type { ReplyOf } from '@/lib/messages/client';

export type LockState = ReplyOf<'lock.state'>;

export interface LockActions {
  /** False where nothing answered. */
  setPin(pin: string): Promise<boolean>;
  lockNow(): Promise<boolean>;
  removeLock(): Promise<boolean>;
  /** The state after the try, or null where nothing answered. */
  unlock(pin: string): Promise<LockState | null>;
  /** Disconnects Credly and removes the PIN. */
  resetLock(): Promise<boolean>;
}
