/** Results in the order in which they come, as `as_completed` in CPython's `tasks.py`. */
import { type Awaitable, type Coroutine, coroutine, iscoroutine, type Outcome } from "./coroutines.js";
import { get_event_loop, type TimerHandle } from "./events.js";
import { TimeoutError } from "./exceptions.js";
import { type Future, isfuture } from "./futures.js";
import { first_by_name } from "./python/arguments.js";
import { check_keywords } from "./python/kwargs.js";
import { type_name } from "./python/repr.js";
import { Queue } from "./queues.js";
import { type EnsuredFuture, ensure_future } from "./tasks.js";
import { check_seconds } from "./timeouts.js";

/**
 * A future as `for await` hands it over: not awaited on its way, since the value of an async iterator is not.
 *
 * TypeScript takes every value of a `for await` for awaited, unless it has no `then` to call. So `future.result()` has
 * the type of the result here, and `await future` has not.
 */
export type Completed<F> = F & { readonly then: never };

class AsCompletedIterator<T> {
  // In an array: a queue of futures would have them awaited on their way.
  readonly #done = new Queue<[Future<T>] | null>();
  readonly #todo: Set<Future<T>>;
  #left: number;
  #timer: TimerHandle | null = null;

  constructor(aws: Iterable<Awaitable<T>>, timeout: number | null) {
    const loop = get_event_loop();
    this.#todo = new Set([...new Set(aws)].map((each) => ensure_future(each, { loop })));
    for (const future of this.#todo) {
      future._add_internal_callback(this.#handle_completion, "_AsCompletedIterator._handle_completion");
    }
    this.#left = this.#todo.size;
    if (this.#left > 0 && timeout !== null)
      this.#timer = loop.call_later(timeout, () => this.#handle_timeout());
  }

  #handle_timeout(): void {
    for (const future of this.#todo) {
      future._remove_internal_callback(this.#handle_completion);
      this.#done.put_nowait(null);
    }
    this.#todo.clear();
  }

  readonly #handle_completion = (future: Future): void => {
    if (!this.#todo.delete(future)) return;
    this.#done.put_nowait([future]);
    if (this.#todo.size === 0) this.#timer?.cancel();
  };

  /** The next to be done, in an array. */
  async #wait_for_one(): Promise<[Future<T>]> {
    const done = await this.#done.get();
    if (done === null) throw new TimeoutError();
    return done;
  }

  *[Symbol.iterator](): IterableIterator<Coroutine<T>> {
    while (this.#left > 0) {
      this.#left -= 1;
      yield wait_for_one(async () => (await this.#wait_for_one())[0].result()) as Coroutine<T>;
    }
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Future<T>> {
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (this.#left === 0) return { done: true, value: undefined };
        this.#left -= 1;
        const [value] = await this.#wait_for_one();
        return { done: false, value };
      },
    };
  }
}

const wait_for_one = coroutine(
  "_AsCompletedIterator._wait_for_one",
  async (wait: () => Promise<unknown>) => await wait(),
);

/**
 * The awaitables in the order in which they are done.
 *
 * `for (const next of as_completed(aws)) await next` gives one result after the other; `for await (const task of
 * as_completed(aws))` gives the futures and tasks themselves, done: their `result()` has the type of the result, which
 * TypeScript cannot be told of `await task` there.
 *
 * @param options.timeout - in seconds, for all together; then what is awaited next throws TimeoutError.
 * @throws TypeError for anything but an iterable of awaitables.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed
 */
export function as_completed<A extends Awaitable>(
  fs: Iterable<A> | { readonly fs: Iterable<A>; readonly timeout?: number | null | undefined },
  options?: { readonly timeout?: number | null | undefined },
): Iterable<Coroutine<Outcome<A>>> & AsyncIterable<Completed<EnsuredFuture<A>>>;
export function as_completed<T>(
  given: Iterable<Awaitable<T>> | object,
  options: { readonly timeout?: number | null | undefined } = {},
): Iterable<Coroutine<T>> & AsyncIterable<Future<T>> {
  const named = first_by_name<Iterable<Awaitable<T>>>("fs", given);
  if (named !== null) return as_completed(...named) as never;
  const fs = given as Iterable<Awaitable<T>>;
  if (fs === undefined) throw new TypeError("as_completed() missing 1 required positional argument: 'fs'");
  check_keywords("as_completed", options, ["timeout"]);
  if (isfuture(fs) || iscoroutine(fs)) {
    const kind = iscoroutine(fs) ? "coroutine" : type_name(fs);
    throw new TypeError(`expects an iterable of awaitables, not ${kind}`);
  }
  if (typeof fs?.[Symbol.iterator] !== "function")
    throw new TypeError(`'${type_name(fs)}' object is not iterable`);
  return new AsCompletedIterator(fs, check_seconds(options.timeout, "timeout"));
}
