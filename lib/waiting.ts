/**
 * Sleeping, and waiting for several awaitables: the second half of CPython's `tasks.py`.
 */

import {
  type Awaitable,
  Coroutine,
  coroutine,
  is_coroutine_like,
  iscoroutine,
  NO_ARGUMENTS,
  type Outcome,
} from "./coroutines.js";
import { get_event_loop, get_running_loop, type Timer } from "./events.js";
import { CancelledError, make_cancelled_error, TimeoutError } from "./exceptions.js";
import { Future, isfuture, TaskWaiter } from "./futures.js";
import { ambient } from "./internal/ambient.js";
import type { Resume } from "./internal/waiter.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name } from "./python/arguments.js";
import { ValueError } from "./python/exceptions.js";
import { check_keywords, is_plain_object, take_keywords } from "./python/kwargs.js";
import { repr, str, type_name } from "./python/repr.js";
import { current_task, ensure_future, type Task, YieldWaiter } from "./tasks.js";
import { check_seconds, timeout as timeout_scope } from "./timeouts.js";

export const FIRST_COMPLETED: "FIRST_COMPLETED" = "FIRST_COMPLETED";
export const FIRST_EXCEPTION: "FIRST_EXCEPTION" = "FIRST_EXCEPTION";
export const ALL_COMPLETED: "ALL_COMPLETED" = "ALL_COMPLETED";

export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

// ---- sleep

/** Sets a sleeper's future when it is due. */
class SleepTimer implements Timer {
  readonly _when: number;
  _scheduled = false;
  _cancelled = false;
  readonly #future: Future;
  readonly #result: unknown;

  constructor(delay: number, future: Future, result: unknown) {
    this._when = future._loop.time() + delay;
    this.#future = future;
    this.#result = result;
    future._loop._schedule(this);
  }

  get _subject(): Future {
    return this.#future;
  }

  _run(): void {
    if (!this._cancelled && !this.#future.done()) this.#future.set_result(this.#result);
  }

  cancel(): void {
    if (this._cancelled) return;
    this.#future._loop._timer_cancelled(this);
    this._cancelled = true;
  }
}

/** The await of a `sleep`: leaving it, by whatever way, cancels the timer. */
class SleepWaiter extends TaskWaiter {
  #timer: SleepTimer | null = null;

  _begin(delay: number, result: unknown): void {
    this.#timer = new SleepTimer(delay, this._future, result);
  }

  override _run(): void {
    this.#timer?.cancel();
    super._run();
  }
}

/** A `sleep` that is awaited where it is made needs no async function of its own. */
class Sleep<T> extends Coroutine<T> {
  readonly #delay: number;
  readonly #result: T;

  constructor(delay: number, result: T) {
    super(sleep_body, undefined, NO_ARGUMENTS);
    this.#delay = delay;
    this.#result = result;
  }

  override _call(): Promise<T> {
    return sleep_body(this.#delay, this.#result);
  }

  // biome-ignore lint/suspicious/noThenProperty: see Coroutine
  override then<A = T, B = never>(
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const task = ambient.get()?._task ?? null;
    if (task === null || task.done() || !this._is_new || Number.isNaN(this.#delay))
      return super.then(fulfil, reject);
    this._mark_begun();
    if (this.cr_origin !== null) task._last_seen = this.cr_origin;
    return suspend(task, this.#delay, this.#result, fulfil, reject) as PromiseLike<never>;
  }
}

function suspend(
  task: Task,
  delay: number,
  result: unknown,
  fulfil: Resume,
  reject: Resume,
): YieldWaiter | SleepWaiter {
  if (delay <= 0) {
    const waiter = new YieldWaiter(task, result, fulfil, reject);
    task._loop._add(waiter);
    task._park(waiter);
    return waiter;
  }
  const future = new Future({ loop: task._loop });
  const waiter = new SleepWaiter(task, future, fulfil, reject);
  waiter._begin(delay, result);
  future._add_callback(waiter);
  task._park(waiter);
  return waiter;
}

async function sleep_body<T>(delay: number, result: T): Promise<T> {
  if (Number.isNaN(delay)) throw new ValueError("Invalid delay: NaN (not a number)");
  const task = ambient.get()?._task as Task;
  return (await {
    // biome-ignore lint/suspicious/noThenProperty: an await of the engine's own
    then: (fulfil: (value: T) => unknown, reject: (reason: unknown) => unknown): unknown =>
      suspend(task, delay, result, fulfil, reject),
  }) as PromiseLike<T>;
}
Object.defineProperty(sleep_body, "name", { value: "sleep" });

/**
 * Waits for `delay` seconds; zero or less gives way to the other tasks once.
 *
 * @param result - handed back at the end.
 * @throws ValueError if the delay is NaN; TypeError if it is no number.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep
 */
export function sleep(delay: number | { readonly delay: number }): Coroutine<void>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;
export function sleep<T>(keywords: { readonly delay: number; readonly result: T }): Coroutine<T>;
export function sleep(delay: unknown, result?: unknown): Coroutine<unknown> {
  let seconds = delay;
  let value = result;
  if (is_plain_object(delay)) {
    check_keywords("sleep", delay, ["delay", "result"]);
    seconds = delay.delay;
    value = delay.result;
  }
  if (seconds === undefined) throw new TypeError("sleep() missing 1 required positional argument: 'delay'");
  if (typeof seconds !== "number") {
    throw new TypeError(`'<=' not supported between instances of '${type_name(seconds)}' and 'int'`);
  }
  return new Sleep(seconds, value);
}

// ---- gather

/** The future of a `gather`: to cancel it is to cancel its children. */
class _GatheringFuture extends Future {
  readonly #children: readonly Future[];
  _cancel_requested = false;

  constructor(children: readonly Future[], loop: EventLoop) {
    super({ loop });
    this.#children = children;
  }

  override cancel(msg?: unknown): boolean {
    if (this.done()) return false;
    let told = false;
    for (const child of this.#children) told = child.cancel(msg) || told;
    if (told) this._cancel_requested = true;
    return told;
  }
}

/** The results of a `gather`, in the order of its arguments. `E` is `Error` where exceptions are results. */
export type Gathered<A extends readonly unknown[], E = never> = {
  -readonly [K in keyof A]: Outcome<A[K]> | E;
};

/**
 * A future of all the results, in the order of the arguments; coroutines become tasks.
 *
 * The first exception is the future's, unless `return_exceptions` makes exceptions results. To cancel the future is to
 * cancel all that is not done.
 *
 * @throws TypeError if an argument cannot be awaited; ValueError if one is a future of another loop.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.gather
 */
export function gather<A extends readonly Awaitable[]>(
  ...coros_or_futures: [...A, { readonly return_exceptions?: false | undefined }]
): Future<Gathered<A>>;
export function gather<A extends readonly Awaitable[]>(
  ...coros_or_futures: [...A, { readonly return_exceptions?: boolean | undefined }]
): Future<Gathered<A, Error>>;
export function gather<A extends readonly Awaitable[]>(...coros_or_futures: A): Future<Gathered<A>>;
export function gather(...coros_or_futures: readonly unknown[]): Future {
  const [given, { return_exceptions = false }] = take_keywords<{ return_exceptions?: boolean }>(
    "gather",
    coros_or_futures,
    ["return_exceptions"],
  );
  return gather_all(given as readonly Awaitable[], return_exceptions);
}

/** @internal `gather` of an array, which may be longer than a list of arguments can be. */
export function gather_all(given: readonly Awaitable[], return_exceptions: boolean): Future {
  if (given.length === 0) {
    const empty = get_event_loop().create_future<unknown[]>();
    empty.set_result([]);
    return empty;
  }
  let finished = 0;
  let outer: _GatheringFuture | null = null;

  const _done_callback = (child: Future): void => {
    finished += 1;
    if (outer === null || outer.done()) {
      if (!child.cancelled()) child.exception();
      return;
    }
    if (!return_exceptions) {
      const error = child.cancelled() ? child._make_cancelled_error() : child.exception();
      if (error !== null) {
        outer.set_exception(error);
        return;
      }
    }
    if (finished < unique.size) return;
    const results = children.map(outcome);
    // CPython takes the error of whichever child its loop over the results ended with.
    if (outer._cancel_requested) outer.set_exception((children.at(-1) as Future)._make_cancelled_error());
    else outer.set_result(results);
  };

  const unique = new Map<unknown, Future>();
  const done: Future[] = [];
  let loop: EventLoop | null = null;
  const children = given.map((argument) => {
    const known = unique.get(argument);
    if (known !== undefined) return known;
    const child: Future = ensure_future(argument, { loop });
    loop ??= child._loop;
    unique.set(argument, child);
    if (child.done()) done.push(child);
    else child._add_internal_callback(_done_callback, "gather.<locals>._done_callback", () => outer);
    return child;
  });
  outer = new _GatheringFuture(children, (children[0] as Future)._loop);
  for (const child of done) _done_callback(child);
  return outer;
}

function outcome(child: Future): unknown {
  if (child.cancelled()) return make_cancelled_error(child._cancel_message ?? "");
  return child.exception() ?? child.result();
}

// ---- wait

/** The keywords of `wait`. */
export interface WaitOptions {
  /** In seconds; by default for ever. */
  readonly timeout?: number | null | undefined;
  readonly return_when?: ReturnWhen | undefined;
}

/**
 * Waits for futures and tasks: gives the set of those that are done and of those that are pending.
 *
 * A timeout cancels nothing and throws nothing.
 *
 * @throws TypeError for anything but an iterable of futures; ValueError if there are none, or for another `return_when`.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.wait
 */
export function wait<F extends Future>(
  fs: Iterable<F> | (WaitOptions & { readonly fs: Iterable<F> }),
  options: WaitOptions = {},
): Coroutine<[Set<F>, Set<F>]> {
  const named = first_by_name<Iterable<F>>("fs", fs);
  if (named !== null) return wait(...named);
  if (fs === undefined) throw new TypeError("wait() missing 1 required positional argument: 'fs'");
  check_keywords("wait", options, ["timeout", "return_when"]);
  return wait_coroutine(fs as Iterable<F>, options) as Coroutine<[Set<F>, Set<F>]>;
}

const wait_coroutine = coroutine(
  "wait",
  async function wait(
    fs: Iterable<Future> | null,
    { timeout, return_when = ALL_COMPLETED }: WaitOptions,
  ): Promise<[Set<Future>, Set<Future>]> {
    if (isfuture(fs) || iscoroutine(fs)) {
      const kind = iscoroutine(fs) ? "coroutine" : type_name(fs);
      throw new TypeError(`expect a list of futures, not ${kind}`);
    }
    if (fs !== null && typeof fs[Symbol.iterator] !== "function") {
      throw new TypeError(`'${type_name(fs)}' object is not iterable`);
    }
    const futures = new Set(fs);
    if (futures.size === 0) throw new ValueError("Set of Tasks/Futures is empty.");
    if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(return_when)) {
      throw new ValueError(`Invalid return_when value: ${str(return_when)}`);
    }
    for (const future of futures) {
      if (isfuture(future)) continue;
      if (iscoroutine(future)) throw new TypeError("Passing coroutines is forbidden, use tasks explicitly.");
      throw new TypeError(`wait() takes futures and tasks, not ${repr(future)}; make a task of it`);
    }
    await until_completed(futures, check_seconds(timeout, "timeout"), return_when, get_running_loop());
    const done = new Set<Future>();
    const pending = new Set<Future>();
    for (const future of futures) (future.done() ? done : pending).add(future);
    return [done, pending];
  },
);

async function until_completed(
  futures: ReadonlySet<Future>,
  timeout: number | null,
  return_when: ReturnWhen,
  loop: EventLoop,
): Promise<void> {
  const waiter = loop.create_future<void>();
  const timer = timeout === null ? null : new SleepTimer(timeout, waiter, undefined);
  let left = futures.size;
  const _on_completion = (future: Future): void => {
    left -= 1;
    const over =
      left <= 0 ||
      return_when === FIRST_COMPLETED ||
      (return_when === FIRST_EXCEPTION && !future.cancelled() && future.exception() !== null);
    if (!over) return;
    timer?.cancel();
    if (!waiter.done()) waiter.set_result(undefined);
  };
  const task = current_task(loop);
  for (const future of futures) {
    future._add_internal_callback(_on_completion, "_wait.<locals>._on_completion", () => task);
  }
  try {
    await waiter;
  } finally {
    timer?.cancel();
    for (const future of futures) future._remove_internal_callback(_on_completion);
  }
}

// ---- wait_for

/** A time limit, positional or as keyword; `null` is none. */
type Seconds = number | null | undefined | { readonly timeout: number | null | undefined };

/**
 * Waits for one awaitable, at most `timeout` seconds; then it is cancelled.
 *
 * @param timeout - in seconds; `null` waits for ever.
 * @throws TimeoutError when the time is up.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.wait_for
 */
export function wait_for<T>(fut: Awaitable<T>, timeout: Seconds): Coroutine<T>;
export function wait_for<A extends Awaitable>(keywords: {
  readonly fut: A;
  readonly timeout: number | null | undefined;
}): Coroutine<Outcome<A>>;
export function wait_for<A extends Awaitable>(fut: A, timeout: Seconds): Coroutine<Outcome<A>>;
export function wait_for<T>(fut: Awaitable<T> | object, ...given: [timeout?: Seconds]): Coroutine<T> {
  const named = given.length === 0 ? first_by_name<Awaitable<T>>("fut", fut) : null;
  if (named !== null) return wait_for(named[0], named[1] as { timeout: number | null | undefined });
  if ((given as readonly unknown[]).length === 0)
    throw new TypeError("wait_for() missing 1 required positional argument: 'timeout'");
  let [timeout] = given;
  if (is_plain_object(timeout)) {
    check_keywords("wait_for", timeout, ["timeout"]);
    timeout = timeout.timeout;
  }
  return wait_for_coroutine(fut as Awaitable<T>, check_seconds(timeout, "timeout")) as Coroutine<T>;
}

const wait_for_coroutine = coroutine(
  "wait_for",
  async function wait_for(fut: Awaitable, timeout: number | null): Promise<unknown> {
    if (timeout !== null && timeout <= 0) {
      const future = ensure_future<Awaitable>(fut);
      if (future.done()) return future.result();
      await cancel_and_wait(future);
      try {
        return future.result();
      } catch (error) {
        if (error instanceof CancelledError) throw new TimeoutError(undefined, { cause: error });
        throw error;
      }
    }
    // By hand what `async_with` does, at a third of its cost.
    const scope = timeout_scope(timeout);
    scope._enter();
    let result: unknown;
    try {
      result = await awaitable(fut);
    } catch (error) {
      scope._exit(error);
      throw error;
    }
    scope._exit(null);
    return result;
  },
);

/** What `await` takes: an async function that has not been called yet is called by the awaiting task itself. */
function awaitable<T>(value: Awaitable<T>): PromiseLike<T> {
  if (isfuture(value) || iscoroutine(value)) return value as PromiseLike<T>;
  if (typeof value === "function" && is_coroutine_like(value)) return value();
  if (typeof (value as PromiseLike<T> | null)?.then !== "function") {
    throw new TypeError(`object ${type_name(value)} can't be used in 'await' expression`);
  }
  return ensure_future(value);
}

/** Cancels a future and waits until it is done; it is not awaited itself, so that this wait can be cancelled. */
async function cancel_and_wait(future: Future): Promise<void> {
  const waiter = future._loop.create_future<void>();
  const _release_waiter = (): void => {
    if (!waiter.done()) waiter.set_result(undefined);
  };
  future._add_internal_callback(_release_waiter, "_release_waiter");
  try {
    future.cancel();
    await waiter;
  } finally {
    future._remove_internal_callback(_release_waiter);
  }
}

// ---- shield

/**
 * A future of the awaitable's outcome, whose cancellation does not reach the awaitable.
 *
 * @throws TypeError if it cannot be awaited.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.shield
 */
export function shield<T>(arg: Awaitable<T>): Future<T>;
export function shield<A extends Awaitable>(keywords: { readonly arg: A }): Future<Outcome<A>>;
export function shield<A extends Awaitable>(arg: A): Future<Outcome<A>>;
export function shield<T>(arg: Awaitable<T> | { readonly arg: Awaitable<T> }): Future<T> {
  const [given] = first_by_name<Awaitable<T>>("arg", arg) ?? [arg as Awaitable<T>];
  const inner: Future<T> = ensure_future<Awaitable<T>>(given);
  if (inner.done()) return inner;
  const outer = inner._loop.create_future<T>();
  const _inner_done_callback = (done: Future): void => {
    if (outer.cancelled()) {
      if (!done.cancelled()) done.exception();
    } else if (done.cancelled()) {
      outer.cancel();
    } else {
      const error = done.exception();
      if (error === null) outer.set_result(done.result());
      else outer.set_exception(error);
    }
  };
  const _outer_done_callback = (): void => {
    if (!inner.done()) inner._remove_internal_callback(_inner_done_callback);
  };
  inner._add_internal_callback(_inner_done_callback, "shield.<locals>._inner_done_callback", () => outer);
  outer._add_internal_callback(_outer_done_callback, "shield.<locals>._outer_done_callback");
  return outer;
}
