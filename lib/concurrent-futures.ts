/**
 * What `run_in_executor` and `run_coroutine_threadsafe` stand on, as in CPython's `concurrent/futures/_base.py`: the
 * executor, and a future that belongs to no loop.
 *
 * In Python such a future is for threads that block until it is done. JavaScript's main thread must not block, so
 * here it is awaited, from any loop and from outside of all; `result()` and `exception()` are for when it is done.
 */
import { CancelledError, InvalidStateError } from "./exceptions.js";
import { wrap_future } from "./futures.js";
import { ambient } from "./internal/ambient.js";
import { log_error } from "./internal/exception-handler.js";
import type { SettableFuture } from "./internal/future-chain.js";
import { RuntimeError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import { address, repr, type_name } from "./python/repr.js";

/**
 * What `run_in_executor` and `set_default_executor` take: `ThreadPoolExecutor`, or anything that runs functions.
 *
 * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor
 */
export interface Executor {
  /** Has `fn(...args)` run. If what it hands back has `cancel` and `add_done_callback`, a cancelled wait cancels it. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): PromiseLike<Awaited<R>>;
  /** Takes no more work. What it hands back is awaited if `wait` is true. */
  shutdown(wait?: boolean): unknown;
}

type State = "PENDING" | "RUNNING" | "CANCELLED" | "CANCELLED_AND_NOTIFIED" | "FINISHED";

const shown: Readonly<Record<State, string>> = {
  PENDING: "pending",
  RUNNING: "running",
  CANCELLED: "cancelled",
  CANCELLED_AND_NOTIFIED: "cancelled",
  FINISHED: "finished",
};

/**
 * A result that some thread, or a loop from outside of it, is to bring.
 *
 * `await` it, or hand it to `wrap_future`. Differs from CPython: it never blocks, and once cancelled throws asyncio's
 * `CancelledError`.
 *
 * @see https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future
 */
// biome-ignore lint/suspicious/noExplicitAny: a future of anything, as in Python, unless its maker says more
export class ConcurrentFuture<T = any> extends Printable implements PromiseLike<T>, SettableFuture<T> {
  #state: State = "PENDING";
  #result: T | undefined = undefined;
  #exception: Error | null = null;
  #callbacks: ((future: this) => unknown)[] = [];

  /** Cancels it unless it runs or is finished; says whether it is cancelled. */
  cancel(): boolean {
    if (this.#state === "RUNNING" || this.#state === "FINISHED") return false;
    if (this.cancelled()) return true;
    this.#state = "CANCELLED";
    this.#invoke_callbacks();
    return true;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#state === "CANCELLED" || this.#state === "CANCELLED_AND_NOTIFIED";
  }

  /** Whether its call has begun and not ended: it can no longer be cancelled. */
  running(): boolean {
    return this.#state === "RUNNING";
  }

  /** Whether it has a result, has an exception, or was cancelled. */
  done(): boolean {
    return this.#state === "FINISHED" || this.cancelled();
  }

  /**
   * The result.
   *
   * @throws what the call threw; CancelledError if it was cancelled; InvalidStateError if it is not done, where
   * Python would block.
   */
  result(): T {
    const exception = this.exception();
    if (exception !== null) throw exception;
    return this.#result as T;
  }

  /**
   * What the call threw, or null.
   *
   * @throws CancelledError if it was cancelled; InvalidStateError if it is not done, where Python would block.
   */
  exception(): Error | null {
    if (this.cancelled()) throw new CancelledError();
    if (this.#state !== "FINISHED") throw new InvalidStateError(`not done; await it: ${repr(this)}`);
    return this.#exception;
  }

  /** Has `fn(future)` called when it is done, or at once if it is done already; by whoever brings the result. */
  add_done_callback(fn: (future: this) => unknown): void {
    if (this.done()) this.#invoke(fn);
    else this.#callbacks.push(fn);
  }

  /** Waits. Inside a task that is cancelled meanwhile, it is cancelled too. */
  // biome-ignore lint/suspicious/noThenProperty: to be awaited is what it is for
  then<A = T, B = never>(
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const scope = ambient.get();
    const in_task = !this.done() && scope?._task && !scope._task.done();
    const waiting = in_task ? wrap_future(this, { loop: scope._loop }) : this.#promise();
    return waiting.then(fulfil, reject);
  }

  #promise(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.add_done_callback(() => {
        try {
          resolve(this.result());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /**
   * For executors: the call is about to begin. False if it was cancelled and must not.
   *
   * @throws RuntimeError if it has begun before.
   */
  set_running_or_notify_cancel(): boolean {
    if (this.#state === "CANCELLED") {
      this.#state = "CANCELLED_AND_NOTIFIED";
      return false;
    }
    if (this.#state !== "PENDING") throw new RuntimeError("Future in unexpected state");
    this.#state = "RUNNING";
    return true;
  }

  /** For executors: the call has returned. @throws InvalidStateError if it is done already. */
  set_result(result: T): void {
    this.#finish();
    this.#result = result;
    this.#invoke_callbacks();
  }

  /** For executors: the call has thrown. @throws InvalidStateError if it is done already. */
  set_exception(exception: Error): void {
    this.#finish();
    this.#exception = exception;
    this.#invoke_callbacks();
  }

  #finish(): void {
    if (this.done()) throw new InvalidStateError(`${this.#state}: ${repr(this)}`);
    this.#state = "FINISHED";
  }

  #invoke_callbacks(): void {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.#invoke(callback);
  }

  #invoke(callback: (future: this) => unknown): void {
    try {
      callback(this);
    } catch (error) {
      log_error(`exception calling callback for ${repr(this)}`, error);
    }
  }

  __repr__(): string {
    return `<Future at ${address(this)} state=${shown[this.#state]}${this.#outcome()}>`;
  }

  #outcome(): string {
    if (this.#state !== "FINISHED") return "";
    if (this.#exception !== null) return ` raised ${type_name(this.#exception)}`;
    return ` returned ${type_name(this.#result)}`;
  }
}
