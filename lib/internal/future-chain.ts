/**
 * Links a future of a loop with one that knows no loop, as CPython's `_chain_future`: the outcome goes one way, a
 * cancellation the other, and the loop's side is told by `call_soon_threadsafe`.
 */
import type { Future } from "../futures.js";

/** What `concurrent.futures.Future` has: the library's own, or that of an executor of somebody else's. */
export interface ConcurrentFuture<T = unknown> {
  cancel(): boolean;
  cancelled(): boolean;
  done(): boolean;
  result(): T;
  exception(): Error | null;
  add_done_callback(fn: (future: this) => unknown): void;
}

/** What takes an outcome besides. */
export interface SettableFuture<T = unknown> extends ConcurrentFuture<T> {
  set_running_or_notify_cancel(): boolean;
  set_result(result: T): void;
  set_exception(exception: Error): void;
}

/** Whether `value` is a future that knows no loop. The loops' own have these methods too: ask for those first. */
export function is_concurrent<T>(value: unknown): value is ConcurrentFuture<T> {
  const future = value as Partial<ConcurrentFuture> | null | undefined;
  return typeof future?.add_done_callback === "function" && typeof future.cancelled === "function";
}

/** Has the loop's future come to what the other comes to. */
export function follow_concurrent<T>(source: ConcurrentFuture<T>, destination: Future<T>): void {
  const loop = destination.get_loop();
  function _call_check_cancel(): void {
    if (destination.cancelled()) source.cancel();
  }
  function _set_state(): void {
    if (destination.cancelled()) return;
    if (source.cancelled()) {
      destination.cancel();
      return;
    }
    const exception = source.exception();
    if (exception === null) destination.set_result(source.result());
    else destination.set_exception(exception);
  }
  destination._add_internal_callback(_call_check_cancel, _call_check_cancel.name);
  source.add_done_callback(() => {
    if (!loop.is_closed()) loop.call_soon_threadsafe(_set_state);
  });
}

/** Has the other future come to what the loop's comes to. */
export function follow_loop<T>(source: Future<T>, destination: SettableFuture<T>): void {
  const loop = source.get_loop();
  destination.add_done_callback(() => {
    if (destination.cancelled() && !loop.is_closed()) loop.call_soon_threadsafe(() => source.cancel());
  });
  function _call_set_state(): void {
    if (source.cancelled()) destination.cancel();
    if (!destination.set_running_or_notify_cancel()) return;
    const exception = source.exception();
    if (exception === null) destination.set_result(source.result());
    else destination.set_exception(exception);
  }
  source._add_internal_callback(_call_set_state, _call_set_state.name);
}
