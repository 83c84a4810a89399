import { reload } from './state.ts';

/** An answer, or null where there was none; the fresh state is in place by then, so that nothing flickers between the two. */
export async function orNull<T>(reply: Promise<T>): Promise<T | null> {
  try {
    return await reply;
  } catch {
    return null;
  } finally {
    await reload();
  }
}

/** Whether it was done. */
export async function done(reply: Promise<null>): Promise<boolean> {
  // The reply itself is null, so it is wrapped to be told from a failure.
  return (await orNull(reply.then(() => ({ done: true })))) !== null;
}
