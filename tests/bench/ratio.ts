/**
 * What a benchmark tells: ratios of two things measured in the same run on the same machine, since a time alone says more
 * about the machine than about the code.
 */
export interface Ratio {
  /** What is compared with what, in words. */
  what: string;
  ratio: number;
  /** The budget: a larger ratio fails the run. Left out where the ratio is only to be looked at. */
  atMost?: number;
  /** The two figures behind it, with their unit, for a reader. */
  figures: string;
}

/** One file `*.bench.ts` of this folder exports one of these as its default. */
export interface Bench {
  name: string;
  run(): Promise<Ratio[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
