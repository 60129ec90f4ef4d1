/**
 * `ThreadPoolExecutor`, as in CPython's `concurrent/futures/thread.py`, on Node's worker threads.
 *
 * Worker threads share no memory: a function goes to one by its text or by its module's name, its arguments and its
 * result are copied, and what it finds in global variables is its thread's own. Context variables do not go along.
 */
import { ConcurrentFuture, type Executor } from "./concurrent-futures.js";
import { as_error } from "./futures.js";
import { async_hooks } from "./internal/node/builtins.js";
import { os } from "./internal/node/lazy.js";
import { KeepAlive } from "./internal/node/resources.js";
import type { WorkerPool } from "./internal/node/worker-pool.js";
import { known_errors, named, RuntimeError, TimeoutError, ValueError } from "./python/exceptions.js";
import { check_keywords, is_plain_object, type Kwargs, take_keywords, take_kwargs } from "./python/kwargs.js";
import { repr, type_name } from "./python/repr.js";

// biome-ignore lint/suspicious/noExplicitAny: any function at all
type AnyFunction = (...args: any[]) => unknown;

/** The arguments of a function; its last, a plain object, may be written as Python's keywords: `kwargs({ … })`. */
export type Arguments<A extends unknown[]> = A | WithKeywords<A>;
type WithKeywords<A extends unknown[]> =
  Required<A> extends [...infer Before, infer Last extends object] ? [...Before, Kwargs<Last>] : never;

/** The keywords of `ThreadPoolExecutor`. */
export interface ThreadPoolOptions {
  /** By default the number of processors and four, and not more than 32. */
  readonly max_workers?: number | null | undefined;
  /** By default `ThreadPoolExecutor-0`, `ThreadPoolExecutor-1`, … */
  readonly thread_name_prefix?: string | undefined;
  /** Called by each thread before anything else. What it keeps for later calls, it keeps in `globalThis`. */
  readonly initializer?: AnyFunction | null | undefined;
  readonly initargs?: readonly unknown[] | undefined;
}

/** The keywords of `ThreadPoolExecutor.map`. */
export interface MapOptions {
  /** In seconds, from the call of `map` on. */
  readonly timeout?: number | null | undefined;
  /** Accepted, and without effect, as in CPython. */
  readonly chunksize?: number | undefined;
}

/** The keywords of `ThreadPoolExecutor.shutdown`. */
export interface ShutdownOptions {
  /** Whether the promise is to last until every call is over and every thread has ended. */
  readonly wait?: boolean | undefined;
  /** Whether calls that have not begun are cancelled. */
  readonly cancel_futures?: boolean | undefined;
}

type IterablesOf<A extends unknown[]> = { [K in keyof A]: Iterable<A[K]> };

/**
 * A thread of a pool could not be initialized.
 *
 * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.thread.BrokenThreadPool
 */
export class BrokenThreadPool extends RuntimeError {}

/** Threads that end when their executor is forgotten. */
const forgotten = new FinalizationRegistry<Threads>((threads) => void threads.close());
/** Else the threads would belong to whichever task happened to need the first of them. */
const outside = new async_hooks.AsyncResource("asyncio", { requireManualDestroy: true });
let counter = 0;

/**
 * Runs functions in worker threads, while the loop goes on.
 *
 * Idle threads do not keep the process alive; one that runs a function does.
 *
 * Differs from CPython: see `submit` for what functions can be run, and `map` and `shutdown` hand back what has to be
 * awaited. `with_` does not wait for the threads, since it cannot; `async_with` and `await using` do.
 *
 * @example
 * await asyncio.async_with(new asyncio.ThreadPoolExecutor(4), async (pool) => {
 *   const sum = await loop.run_in_executor(pool, (n: number) => slow_sum(n), 1e9);
 * });
 *
 * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ThreadPoolExecutor
 */
export class ThreadPoolExecutor implements Executor {
  readonly #threads: Threads;
  #shutdown = false;

  /**
   * @throws ValueError if `max_workers` is not greater than 0; TypeError if it is no whole number, or if the
   * initializer is no function.
   */
  constructor(options?: ThreadPoolOptions);
  constructor(max_workers: number | null | undefined, options?: Omit<ThreadPoolOptions, "max_workers">);
  constructor(
    max_workers: number | null | undefined,
    thread_name_prefix: string,
    initializer?: AnyFunction | null,
    initargs?: readonly unknown[],
  );
  constructor(...args: readonly unknown[]) {
    const names = ["max_workers", "thread_name_prefix", "initializer", "initargs"] as const;
    const [positional, keywords] = take_keywords<ThreadPoolOptions>(
      "ThreadPoolExecutor.__init__",
      args,
      names,
    );
    const given = Object.fromEntries(positional.map((value, index) => [names[index] ?? "", value]));
    this.#threads = new Threads({ ...given, ...keywords });
    forgotten.register(this, this.#threads, this);
  }

  /**
   * Has `fn(...args)` called in a thread; the future brings what it returns, awaited if that is a promise.
   *
   * The function has to stand on its own: it may use its arguments and what is global, and import what it needs with
   * `await import("node:fs")`. It may also be one of `from_module`, or of Node's own modules (`readFileSync`).
   * Arguments and results have to be what `structuredClone` copies.
   *
   * @throws RuntimeError after `shutdown`, or if the pool is broken.
   * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.submit
   */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: Arguments<A>): ConcurrentFuture<Awaited<R>> {
    if (this.#shutdown && this.#threads.broken === null) {
      throw new RuntimeError("cannot schedule new futures after shutdown");
    }
    return this.#threads.submit(fn, args) as ConcurrentFuture<Awaited<R>>;
  }

  /**
   * The results of `fn` for each item of the iterables, in their order, to be read with `for await`.
   *
   * All calls are submitted at once; leaving the loop early cancels those that have not begun.
   *
   * @throws TimeoutError while it is read, when a result is not there `timeout` seconds after the call of `map`.
   * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map
   */
  map<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...iterables: IterablesOf<A> | [...IterablesOf<A>, MapOptions]
  ): AsyncGenerator<Awaited<R>, void, void> {
    const last: unknown = iterables.at(-1);
    const has_keywords = is_plain_object(last) && !(Symbol.iterator in last);
    const { timeout = null }: MapOptions = has_keywords ? last : {};
    if (has_keywords) check_keywords("Executor.map", last, ["timeout", "chunksize"]);
    const given = (has_keywords ? iterables.slice(0, -1) : iterables) as readonly Iterable<unknown>[];
    const end = timeout === null ? null : performance.now() + timeout * 1000;
    const futures = zip(given).map((args) => this.submit(fn, ...(args as Arguments<A>)));
    return results(futures, end);
  }

  /**
   * Takes no more calls, and ends the threads once those that were submitted are over.
   *
   * @param wait - whether the promise is to last until then; true by default.
   * @param options.cancel_futures - whether calls that have not begun are cancelled.
   * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
   */
  async shutdown(wait?: boolean | ShutdownOptions, options?: Omit<ShutdownOptions, "wait">): Promise<void>;
  async shutdown(...args: readonly unknown[]): Promise<void> {
    const names = ["wait", "cancel_futures"] as const;
    const [positional, keywords] = take_keywords<ShutdownOptions>("ThreadPoolExecutor.shutdown", args, names);
    const { wait = (positional[0] as boolean | undefined) ?? true, cancel_futures = false } = keywords;
    this.#shutdown = true;
    forgotten.unregister(this);
    if (cancel_futures) this.#threads.cancel();
    const closed = this.#threads.close();
    if (wait) await closed;
  }

  __enter__(): this {
    return this;
  }

  /** `shutdown`, which has to be awaited. */
  async __exit__(): Promise<void> {
    await this.shutdown();
  }

  async __aenter__(): Promise<this> {
    return this;
  }

  async __aexit__(): Promise<void> {
    await this.shutdown();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }
}

/** What is left of an executor when nobody has it any more: its threads, and the calls that they have not made. */
class Threads {
  readonly #options: ThreadPoolOptions;
  readonly #max_workers: number;
  readonly #prefix: string;
  readonly #open = new Set<ConcurrentFuture>();
  #pool: Promise<WorkerPool> | null = null;
  readonly #alive = new KeepAlive();
  /** Why it is broken. */
  broken: string | null = null;

  constructor(options: ThreadPoolOptions) {
    const { max_workers, thread_name_prefix, initializer = null } = options;
    this.#max_workers = max_workers ?? Math.min(32, os().availableParallelism() + 4);
    if (this.#max_workers <= 0) throw new ValueError("max_workers must be greater than 0");
    if (!Number.isInteger(this.#max_workers)) {
      throw new TypeError(`max_workers must be a whole number, not ${repr(max_workers)}`);
    }
    if (initializer !== null && typeof initializer !== "function") {
      throw new TypeError("initializer must be a callable");
    }
    this.#prefix = thread_name_prefix || `ThreadPoolExecutor-${counter++}`;
    this.#options = options;
  }

  submit(fn: AnyFunction, args: readonly unknown[]): ConcurrentFuture {
    if (this.broken !== null) throw new BrokenThreadPool(this.broken);
    const future = new ConcurrentFuture();
    if (typeof fn !== "function") {
      future.set_exception(new TypeError(`'${type_name(fn)}' object is not callable`));
      return future;
    }
    const [positional, keywords] = take_kwargs(args);
    const all = keywords === undefined ? positional : [...positional, keywords];
    this.#open.add(future);
    this.#alive.hold();
    future.add_done_callback(() => {
      this.#open.delete(future);
      this.#alive.release();
    });
    outside.runInAsyncScope(() => {
      this.#pool ??= this.#load();
      this.#pool.then(
        (pool) => pool.submit({ fn, args: all, future }),
        (error) => future.set_exception(as_error(error)),
      );
    });
    return future;
  }

  /** Nothing of threads is loaded before the first call. */
  async #load(): Promise<WorkerPool> {
    const { WorkerPool } = await import("./internal/node/worker-pool.js");
    const { initializer, initargs = [] } = this.#options;
    return new WorkerPool({
      max_workers: this.#max_workers,
      thread_name_prefix: this.#prefix,
      initializer: initializer ? { fn: initializer, args: initargs } : null,
      on_initializer_failed: () => {
        this.broken = "A thread initializer failed, the thread pool is not usable anymore";
        return new BrokenThreadPool(this.broken);
      },
      known_errors,
      as_error,
    });
  }

  cancel(): void {
    for (const future of [...this.#open]) future.cancel();
  }

  async close(): Promise<void> {
    this.#alive.hold();
    try {
      const pool = await this.#pool?.catch(() => null);
      await pool?.close();
    } finally {
      this.#alive.release();
    }
  }
}

function zip(iterables: readonly Iterable<unknown>[]): unknown[][] {
  const iterators = iterables.map((iterable) => iterable[Symbol.iterator]());
  const rows: unknown[][] = [];
  while (iterators.length > 0) {
    const row: unknown[] = [];
    for (const iterator of iterators) {
      const { done, value } = iterator.next();
      if (done) return rows;
      row.push(value);
    }
    rows.push(row);
  }
  return rows;
}

/** @param end - by when all have to be there, in milliseconds of `performance.now()`, or null. */
async function* results<T>(
  futures: ConcurrentFuture<T>[],
  end: number | null,
): AsyncGenerator<T, void, void> {
  try {
    for (const future of futures) yield await (end === null ? future : within(future, end));
  } finally {
    for (const future of futures) future.cancel();
  }
}

function within<T>(future: ConcurrentFuture<T>, end: number): ConcurrentFuture<T> {
  const timed = new ConcurrentFuture<T>();
  const timer = setTimeout(
    () => {
      if (!timed.done()) timed.set_exception(new TimeoutError());
    },
    Math.max(0, end - performance.now()),
  );
  timed.add_done_callback(() => clearTimeout(timer));
  future.add_done_callback(() => {
    if (timed.done()) return;
    if (future.cancelled()) {
      timed.cancel();
      return;
    }
    const exception = future.exception();
    if (exception === null) timed.set_result(future.result());
    else timed.set_exception(exception);
  });
  return timed;
}

named({ BrokenThreadPool });
