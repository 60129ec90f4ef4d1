/**
 * Time limits on blocks of code, as in CPython's `timeouts.py`.
 */
import type { Coroutine } from "./coroutines.js";
import { get_running_loop, type Handle, type TimerHandle } from "./events.js";
import { cancellation_of, TimeoutError } from "./exceptions.js";
import { immediate_coroutine } from "./generator-coroutines.js";
import { one_argument } from "./python/arguments.js";
import { RuntimeError } from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import { current_task, type Task } from "./tasks.js";

/** By the loop's clock, in seconds; `null` is none. */
type Deadline = number | null | undefined | { readonly when: number | null | undefined };

type State = "created" | "active" | "expiring" | "expired" | "finished";

/**
 * What `timeout()` and `timeout_at()` make: leaving the block later than `when` throws `TimeoutError`.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.Timeout
 */
export class Timeout extends Printable {
  #state: State = "created";
  #when: number | null;
  #handle: Handle | TimerHandle | null = null;
  #task: Task | null = null;
  #cancelling = 0;

  /** @param when - by the loop's clock, in seconds; `null` for no limit. */
  constructor(when: Deadline) {
    super();
    this.#when = check_deadline("Timeout", when);
  }

  /** The deadline by the loop's clock, in seconds, or null. */
  when(): number | null {
    return this.#when;
  }

  /**
   * Moves the deadline, or takes it away.
   *
   * @throws RuntimeError before the block has been entered and after it has been left.
   */
  reschedule(when: Deadline): void {
    const deadline = check_deadline("Timeout.reschedule", when);
    if (this.#state === "created") throw new RuntimeError("Timeout has not been entered");
    if (this.#state !== "active") throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    this.#when = deadline;
    this.#handle?.cancel();
    this.#handle = null;
    if (deadline === null) return;
    const loop = get_running_loop();
    const on_timeout = (): void => this.#on_timeout();
    this.#handle = deadline <= loop.time() ? loop.call_soon(on_timeout) : loop.call_at(deadline, on_timeout);
  }

  /** Whether the deadline has passed while the block ran. */
  expired(): boolean {
    return this.#state === "expiring" || this.#state === "expired";
  }

  /** @throws RuntimeError when entered twice, or outside of a task. */
  __aenter__(): Coroutine<this> {
    return enter_timeout(this) as unknown as Coroutine<this>;
  }

  /** @internal */
  _enter(): void {
    if (this.#state !== "created") throw new RuntimeError("Timeout has already been entered");
    const task = current_task();
    if (task === null) throw new RuntimeError("Timeout should be used inside a task");
    this.#state = "active";
    this.#task = task;
    this.#cancelling = task.cancelling();
    this.reschedule(this.#when);
  }

  /** @throws TimeoutError if the deadline has passed and nothing else has cancelled the task. */
  __aexit__(_type: unknown, error: unknown, _traceback: unknown): Coroutine<null> {
    return exit(this, error);
  }

  /** @internal @param error - what the block has thrown, or null. */
  _exit(error: unknown): void {
    this.#handle?.cancel();
    this.#handle = null;
    if (this.#state === "active") {
      this.#state = "finished";
    } else if (this.#state === "expiring") {
      this.#state = "expired";
      if ((this.#task as Task).uncancel() <= this.#cancelling && cancellation_of(error) !== null) {
        throw new TimeoutError(undefined, { cause: error });
      }
    }
  }

  #on_timeout(): void {
    (this.#task as Task).cancel();
    this.#state = "expiring";
    this.#handle = null;
  }

  __repr__(): string {
    const when =
      this.#state === "active" ? ` when=${this.#when === null ? "None" : repr(round(this.#when))}` : "";
    return `<Timeout [${this.#state}]${when}>`;
  }
}

const enter_timeout = immediate_coroutine("Timeout.__aenter__", (scope: Timeout): Timeout => {
  scope._enter();
  return scope;
});

const exit = immediate_coroutine("Timeout.__aexit__", (scope: Timeout, error: unknown): null => {
  scope._exit(error);
  return null;
});

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function check_deadline(fn: string, when: Deadline): number | null {
  return check_seconds(one_argument(fn, "when", when as number | null | undefined, null), "when");
}

/** @throws TypeError for anything but a number or None. */
export function check_seconds(value: unknown, name: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TypeError(`${name} must be a number of seconds or None, not ${repr(value)}`);
  }
  return value;
}

/**
 * Limits a block to `delay` seconds: `async_with(timeout(1), async () => …)`.
 *
 * @param delay - in seconds; `null` for no limit (it can be set by `reschedule`).
 * @throws RuntimeError outside of a running loop.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout
 */
export function timeout(
  ...given: [delay: number | null | undefined | { readonly delay: number | null | undefined }]
): Timeout {
  const seconds = only_argument("timeout", "delay", given);
  const loop = get_running_loop();
  return new Timeout(seconds === null ? null : loop.time() + seconds);
}

/**
 * Limits a block to a time of the loop's clock, in seconds.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout_at
 */
export function timeout_at(
  ...given: [when: number | null | undefined | { readonly when: number | null | undefined }]
): Timeout {
  return new Timeout(only_argument("timeout_at", "when", given));
}

/** The one argument, which Python does not let out: without a limit is `null`. */
function only_argument(fn: string, name: string, given: readonly unknown[]): number | null {
  const keywords = given[0];
  if (given.length === 0 || (is_plain_object(keywords) && Object.keys(keywords).length === 0)) {
    throw new TypeError(`${fn}() missing 1 required positional argument: '${name}'`);
  }
  if (!is_plain_object(keywords)) return check_seconds(keywords, name);
  check_keywords(fn, keywords, [name]);
  return check_seconds(keywords[name], name);
}
