/**
 * asyncio's own exceptions, as CPython's `asyncio.exceptions`; those of queues are in `queues`.
 *
 * `CancelledError` is no ordinary error: code that handles `Error`s in general must let it pass.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html
 */

import { take_arguments } from "./python/arguments.js";
import {
  BaseException,
  EOFError,
  Exception,
  named,
  RuntimeError,
  without_stack,
} from "./python/exceptions.js";
import { str } from "./python/repr.js";

export { TimeoutError } from "./python/exceptions.js";

/**
 * The operation has been cancelled. It takes any message, or none, as `task.cancel()` does; made by hand, several values.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError
 */
export class CancelledError extends BaseException {}

/**
 * The error of a cancellation. Its stack would only show the loop, and costs eight times the rest of it.
 *
 * @internal
 */
export function make_cancelled_error(message: unknown): CancelledError {
  return without_stack(() => (message === null ? new CancelledError() : new CancelledError(message)));
}

/**
 * The cancellation that an error is, or that it wraps as Node's `AbortError` does with the reason of a task's signal;
 * null if it is none.
 *
 * @internal
 */
export function cancellation_of(error: unknown): CancelledError | null {
  if (error instanceof CancelledError) return error;
  if (!(error instanceof Error) || error.name !== "AbortError") return null;
  return error.cause instanceof CancelledError ? error.cause : null;
}

/**
 * A future or task is not in a state for this.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.InvalidStateError
 */
export class InvalidStateError extends Exception {}

/**
 * There is no sendfile for this transport.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.SendfileNotAvailableError
 */
export class SendfileNotAvailableError extends RuntimeError {}

/**
 * The stream ended before all that was asked for had come.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.IncompleteReadError
 */
export class IncompleteReadError extends EOFError {
  /** What was read before the end. */
  readonly partial: Buffer;
  /** How many bytes were asked for, or `null` where no number was. */
  readonly expected: number | null;

  constructor(keywords: { readonly partial: Buffer; readonly expected: number | null });
  constructor(
    partial: Buffer,
    expected: number | null | { readonly expected: number | null },
    options?: ErrorOptions,
  );
  constructor(...given: readonly unknown[]) {
    const [args, options] = with_options(given);
    const { partial, expected = null } = take_arguments<
      { partial: Buffer; expected: number | null },
      "partial"
    >("IncompleteReadError.__init__", args, ["partial", "expected"], [], ["partial"]);
    const total = expected === null ? "undefined" : str(expected);
    super(`${partial.length} bytes read on a total of ${total} expected bytes`, options);
    this.partial = partial;
    this.expected = expected;
  }
}

/**
 * The buffer's limit was reached while looking for a separator.
 *
 * @see https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.LimitOverrunError
 */
export class LimitOverrunError extends Exception {
  /** How many bytes wait to be consumed. */
  readonly consumed: number;

  constructor(keywords: { readonly message: string; readonly consumed: number });
  constructor(message: string, consumed: number | { readonly consumed: number }, options?: ErrorOptions);
  constructor(...given: readonly unknown[]) {
    const [args, options] = with_options(given);
    const names = ["message", "consumed"] as const;
    const { message, consumed } = take_arguments<
      { message: string; consumed: number },
      (typeof names)[number]
    >("LimitOverrunError.__init__", args, names, [], names);
    super(message, options);
    this.consumed = consumed;
  }
}

/** Parts what JavaScript's errors take as their last argument from Python's two. */
function with_options(
  given: readonly unknown[],
): [args: readonly unknown[], options: ErrorOptions | undefined] {
  return [given.slice(0, 2), given[2] as ErrorOptions | undefined];
}

/**
 * The barrier was reset or aborted.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.BrokenBarrierError
 */
export class BrokenBarrierError extends RuntimeError {}

named({
  CancelledError,
  InvalidStateError,
  SendfileNotAvailableError,
  IncompleteReadError,
  LimitOverrunError,
  BrokenBarrierError,
});
