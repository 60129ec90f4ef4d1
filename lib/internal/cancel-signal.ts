/**
 * The `AbortSignal` of a task: how a cancellation reaches native code that the task is suspended on.
 */
import { type CancelledError, make_cancelled_error } from "../exceptions.js";
import type { Task } from "../tasks.js";
import { events, util } from "./node/builtins.js";

export class CancelSignal {
  readonly #controller = new AbortController();
  readonly #task: Task;
  #reason: CancelledError | null = null;

  constructor(task: Task) {
    this.#task = task;
    const signal = this.#controller.signal;
    const reason = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "reason");
    // Whoever rejects with the reason delivers the cancellation: it must not be thrown a second time at the next await.
    Object.defineProperties(signal, {
      reason: {
        configurable: true,
        get: (): unknown => {
          this.#delivered();
          return reason?.get?.call(signal);
        },
      },
      throwIfAborted: {
        configurable: true,
        value: (): void => {
          this.#delivered();
          AbortSignal.prototype.throwIfAborted.call(signal);
        },
      },
    });
    if (task.cancelling() > 0 || task.cancelled()) this.abort(task._cancel_message);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(message: unknown): void {
    if (this.#reason !== null) return;
    this.#reason = make_cancelled_error(message);
    const heard = is_heard_in_company(this.#controller.signal);
    this.#controller.abort(this.#reason);
    if (heard) this.#delivered();
  }

  /** Whether `error` is the reason, or wraps it as Node's own `AbortError` does. */
  has_caused(error: unknown): boolean {
    return (
      this.#reason !== null &&
      error instanceof Error &&
      error.name === "AbortError" &&
      error.cause === this.#reason
    );
  }

  #delivered(): void {
    if (this.#reason !== null) this.#task._must_cancel = false;
  }
}

/**
 * Whether somebody listens to what `AbortSignal.any` made of this signal and others. It hands the reason on without
 * reading it, and keeps the signals that depend on this one behind a symbol of its own: where a Node has none, the
 * cancellation is thrown once more at the task's next await.
 */
function is_heard_in_company(signal: AbortSignal): boolean {
  const key = Object.getOwnPropertySymbols(signal).find(
    (symbol) => symbol.description === "kDependantSignals",
  );
  const dependants: unknown = key === undefined ? null : Reflect.get(signal, key);
  if (!util.types.isSet(dependants)) return false;
  return [...(dependants as Set<WeakRef<AbortSignal>>)].some((reference) => {
    const dependant = reference.deref();
    return dependant !== undefined && events.getEventListeners(dependant, "abort").length > 0;
  });
}
