import { AsyncLocalStorage } from 'node:async_hooks';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * Lives of the worker. Whatever runs inside a life passes a point before each of its effects (database, storage, Credly,
 * injected functions). At any of them the life can end: then nothing of it goes on, not even a `catch` or a `finally`,
 * and its locks are free. Or something else can happen there, as another message to the same worker would.
 */
export class Life {
  isOver = false;
  readonly ended: Promise<void>;
  private announceEnd: () => void = () => undefined;
  private passed = 0;
  private interruption: { at: number; act: () => void } | null = null;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.announceEnd = resolve;
    });
  }

  /** Lets something happen at the n-th point from here, once. */
  interruptAt(at: number, act: () => void): void {
    this.passed = 0;
    this.interruption = { at, act };
  }

  forgetInterruption(): void {
    this.interruption = null;
  }

  end(): void {
    this.isOver = true;
    this.announceEnd();
  }

  async pass(): Promise<void> {
    if (this.isOver) return foreverSilent();
    this.passed += 1;
    if (this.interruption?.at !== this.passed) return;
    const { act } = this.interruption;
    this.interruption = null;
    act();
    if (this.isOver) return foreverSilent();
    // The other one gets a head start and the two go on side by side.
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

const foreverSilent = () => new Promise<never>(() => undefined);

const lives = new AsyncLocalStorage<Life>();

export const within = <T>(life: Life, work: () => Promise<T>): Promise<T> => lives.run(life, work);

/** For the test's own looks at what is stored: no point, no death. */
export const outside = <T>(work: () => Promise<T>): Promise<T> => lives.exit(work);

/** To be awaited before each effect; outside every life it does nothing. */
export async function passPoint(): Promise<void> {
  await lives.getStore()?.pass();
}

/** Puts a point before each call. */
export function pointed<T extends unknown[], R>(call: (...args: T) => Promise<R>): (...args: T) => Promise<R> {
  return async (...args) => {
    await passPoint();
    return call(...args);
  };
}

/** In place of `navigator.locks`: the same order, and free again when their holder is dead. */
export class Locks {
  private tails = new Map<string, Promise<void>>();
  private generation = 0;

  request = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const { generation } = this;
    const before = this.tails.get(name);
    let release: () => void = () => undefined;
    this.tails.set(
      name,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    await before;
    if (generation !== this.generation) return foreverSilent();
    try {
      return await work();
    } finally {
      release();
    }
  };

  /** The worker is dead. */
  freeAll(): void {
    this.generation += 1;
    this.tails = new Map();
  }
}

/** Puts points before everything that is read from or written to `storage.local`; undone by what it returns. */
export function pointStorage(): () => void {
  const area = fakeBrowser.storage.local;
  const { get, set, remove } = area;
  Object.assign(area, {
    get: pointed(get.bind(area) as (...args: unknown[]) => Promise<unknown>),
    set: pointed(set.bind(area) as (...args: unknown[]) => Promise<unknown>),
    remove: pointed(remove.bind(area) as (...args: unknown[]) => Promise<unknown>),
  });
  return () => Object.assign(area, { get, set, remove });
}
