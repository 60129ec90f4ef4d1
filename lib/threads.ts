/**
 * Running functions in threads, as in CPython's `threads.py`.
 *
 * Python's `to_thread` lets the function see the caller's context variables. Node's threads share no objects, so here
 * they do not go along: what a function needs, it is given as arguments.
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { get_running_loop } from "./events.js";
import type { Arguments } from "./thread-pool.js";

/**
 * Runs a function in a thread of the loop's default executor, and waits for what it returns.
 *
 * The function has to stand on its own, or be one of `from_module` or of Node's own modules: see
 * `ThreadPoolExecutor.submit`. It may be asynchronous. `kwargs({ … })` as the last argument reaches it as one plain
 * object. If the waiting task is cancelled, a call that has begun runs on.
 *
 * @throws what the function throws; TypeError for a function, argument or result that cannot go from thread to thread;
 * RuntimeError if its thread ends.
 *
 * @example
 * const primes = await asyncio.to_thread(count_primes, 1_000_000);
 * const text = await asyncio.to_thread(readFileSync, "notes.txt", "utf8");
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread
 */
export function to_thread<A extends unknown[], R>(
  func: (...args: A) => R,
  ...args: Arguments<A>
): Coroutine<Awaited<R>> {
  return start_to_thread(func as AnyFunction, args) as Coroutine<Awaited<R>>;
}

type AnyFunction = (...args: unknown[]) => unknown;

const start_to_thread = coroutine(
  "to_thread",
  async (func: AnyFunction, args: readonly unknown[]): Promise<unknown> =>
    await get_running_loop().run_in_executor(null, func, ...args),
);
