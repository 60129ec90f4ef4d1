/**
 * What the benchmarks measure: the same program, written for each side of the comparison.
 *
 * A program does its rounds in a process of its own. What it costs is counted from its beginning to its end, or, if it
 * says so, from each `start()` to the next `stop()`: setting up a hundred thousand tasks is no part of a switch between
 * them.
 */

export interface Clock {
  start(): void;
  stop(): void;
}

export type Program = (rounds: number, clock: Clock) => Promise<unknown>;

export interface Workload {
  /** How many operations one round is; 1 unless it says more. */
  readonly unit?: number;
  /** What an operation is counted in: nanoseconds of CPU time, or bytes of resident memory. */
  readonly counts?: "cpu" | "rss";
  /** This package. Its twin in Python stands under the same name in the `.py` beside it. */
  readonly asyncio: Program;
  /** Node alone: the floor. */
  readonly promises?: Program;
  /** The package that a Node developer would take. */
  readonly packages?: { readonly [name: string]: Program };
}

export type Workloads = Readonly<Record<string, Workload>>;

/** Workloads that can be had with any number of tasks. */
export type Sized = Readonly<Record<string, (tasks: number) => Workload>>;

/** With how many tasks `--sizes` measures. */
export const SIZES: readonly number[] = [10, 1000, 100_000];

export function with_tasks(tasks: number): string {
  return `${tasks.toLocaleString("en")} tasks`;
}

export function of_size(name: string, tasks: number): string {
  return `${name}, ${with_tasks(tasks)}`;
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
