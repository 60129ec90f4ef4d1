/**
 * Giving a loop a coroutine from outside of it: the part of CPython's `tasks.py` that is for other threads.
 *
 * Here the others are other loops, callbacks and native code; Node's threads cannot reach a loop but by messages.
 */
import { ConcurrentFuture } from "./concurrent-futures.js";
import { type CoroutineLike, is_coroutine_like, iscoroutine } from "./coroutines.js";
import { check_loop } from "./events.js";
import { as_error } from "./futures.js";
import { follow_loop } from "./internal/future-chain.js";
import type { EventLoop } from "./node-events.js";
import { take_arguments } from "./python/arguments.js";
import { is_fatal } from "./python/exceptions.js";
import { ensure_future } from "./tasks.js";

/**
 * Has a loop run a coroutine; the future brings its result, and cancels it when it is cancelled itself.
 *
 * @throws TypeError if `coro` is no coroutine, async function or native promise; RuntimeError if the loop is closed.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.run_coroutine_threadsafe
 */
export function run_coroutine_threadsafe<T>(
  coro: CoroutineLike<T>,
  loop: EventLoop | { readonly loop: EventLoop },
): ConcurrentFuture<T>;
export function run_coroutine_threadsafe<T>(keywords: {
  readonly coro: CoroutineLike<T>;
  readonly loop: EventLoop;
}): ConcurrentFuture<T>;
export function run_coroutine_threadsafe<T>(...given: readonly unknown[]): ConcurrentFuture<T> {
  const { coro, loop } = take_arguments<{ coro: CoroutineLike<T>; loop: EventLoop }>(
    "run_coroutine_threadsafe",
    given,
    ["coro", "loop"],
    [],
  );
  if (!is_coroutine_like(coro)) throw new TypeError("A coroutine object is required");
  const target = check_loop(loop as EventLoop);
  const future = new ConcurrentFuture<T>();
  target.call_soon_threadsafe(function callback() {
    try {
      follow_loop(ensure_future(coro, { loop: target }), future);
    } catch (error) {
      if (!is_fatal(error) && future.set_running_or_notify_cancel()) future.set_exception(as_error(error));
      throw error;
    }
  });
  // It is that loop's now, and not forgotten if the present one ends first.
  if (iscoroutine(coro)) coro._claim();
  return future;
}
