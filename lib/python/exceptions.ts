/**
 * Python's built-in exceptions, those that asyncio raises.
 *
 * All are `Error`s. Python parts them in two: `except Exception` does not catch what derives from `BaseException`
 * alone (`CancelledError`, `KeyboardInterrupt`, `SystemExit`); {@link isOrdinary} draws that line here, also for
 * errors that are not ours. `message` is Python's `str(e)`; `name` is the name of the class, of a user's subclass
 * too, and lives on the prototype. What differs: JavaScript's `{ cause }` may follow the values, and a lone `null` or
 * `undefined` is no value; `String(e)` keeps JavaScript's `Name: message`.
 *
 * `OSError` picks its subclass by `errno` as in Python. The numbers are positive and the platform's own.
 */
import { util } from "../internal/node/builtins.js";
import { is_plain_object } from "./kwargs.js";
import { error_args, is_error, repr, str } from "./repr.js";

/** On a prototype: whether `except Exception` lets its instances pass. Known to every copy of this package. */
export const extraordinary: unique symbol = Symbol.for("asyncio-node.extraordinary");

export type ErrorClass = new (...args: never[]) => Error;

/** The library's classes of errors, by their names. */
export const known_errors: Map<string, ErrorClass> = new Map();

/** Gives classes the names that Python knows them by, which a minifier cannot take away. */
export function named(exceptions: Readonly<Record<string, ErrorClass>>): void {
  for (const [name, exception] of Object.entries(exceptions)) {
    Object.defineProperty(exception, "name", { value: name, configurable: true });
    known_errors.set(name, exception);
  }
}

/** Lets the instances of a class, and of its subclasses, bear the name of their class. */
export function name_by_class(root: abstract new (...args: never[]) => Error): void {
  Object.defineProperty(root.prototype, "name", {
    configurable: true,
    get(this: Error): string {
      return this.constructor.name;
    },
    set(this: Error, value: unknown) {
      Object.defineProperty(this, "name", { value, configurable: true, writable: true });
    },
  });
}

/** The last argument, if it is what JavaScript's errors take there rather than one of Python's values. */
function options_of(last: unknown): ErrorOptions | undefined {
  if (last === undefined) return {};
  return is_plain_object(last) && Object.keys(last).every((key) => key === "cause") ? last : undefined;
}

/** What all our exceptions share. */
abstract class PythonError extends Error {
  readonly #args: readonly unknown[] | undefined;

  static {
    name_by_class(PythonError);
  }

  /**
   * @param value - what Python's constructor takes: the message, or any value.
   * @param more - further values, of which the message is the tuple; last, JavaScript's `{ cause }`.
   */
  constructor(value?: unknown, options?: ErrorOptions);
  constructor(value: unknown, ...more: readonly unknown[]);
  constructor(value?: unknown, ...more: readonly unknown[]) {
    const options = more.length === 0 ? undefined : options_of(more.at(-1));
    const further = options === undefined ? more : more.slice(0, -1);
    if (further.length > 0) {
      const args = [value, ...further];
      super(`(${args.map((arg) => repr(arg)).join(", ")})`, options);
      this.#args = args;
    } else {
      const given = value !== undefined && value !== null;
      super(given ? str(value) : undefined, options);
      if (given && typeof value !== "string") this.#args = [value];
    }
  }

  /** The values that the exception was made with. */
  get args(): readonly unknown[] {
    return this.#args ?? error_args(this);
  }
}

/**
 * Base of the exceptions that `except Exception` does not catch.
 *
 * @see https://docs.python.org/3/library/exceptions.html#BaseException
 */
export class BaseException extends PythonError {
  /** @internal */
  get [extraordinary](): boolean {
    return true;
  }
}

/**
 * Base of Python's ordinary exceptions. JavaScript's own errors, as ordinary, do not derive from it.
 *
 * @see https://docs.python.org/3/library/exceptions.html#Exception
 */
export class Exception extends PythonError {}

/** @see https://docs.python.org/3/library/exceptions.html#KeyboardInterrupt */
export class KeyboardInterrupt extends BaseException {}

/** @see https://docs.python.org/3/library/exceptions.html#SystemExit */
export class SystemExit extends BaseException {
  /** The exit status, or a text that Python would print before it exits with status 1; all values, if several. */
  get code(): unknown {
    return this.args.length > 1 ? this.args : (this.args[0] ?? null);
  }
}

/** @see https://docs.python.org/3/library/exceptions.html#GeneratorExit */
export class GeneratorExit extends BaseException {}

/** @see https://docs.python.org/3/library/exceptions.html#RuntimeError */
export class RuntimeError extends Exception {}

/** @see https://docs.python.org/3/library/exceptions.html#NotImplementedError */
export class NotImplementedError extends RuntimeError {}

/** @see https://docs.python.org/3/library/exceptions.html#ValueError */
export class ValueError extends Exception {}

/** @see https://docs.python.org/3/library/exceptions.html#AssertionError */
export class AssertionError extends Exception {}

/** @see https://docs.python.org/3/library/exceptions.html#StopAsyncIteration */
export class StopAsyncIteration extends Exception {}

/** @see https://docs.python.org/3/library/exceptions.html#LookupError */
export class LookupError extends Exception {}

/** @see https://docs.python.org/3/library/exceptions.html#EOFError */
export class EOFError extends Exception {}

/** A file's name as Python takes it: a text, bytes, or a descriptor. */
export type Filename = string | Uint8Array | number;

/**
 * An error of the operating system: `new OSError(2, "No such file or directory", "x")` is a `FileNotFoundError`.
 *
 * @see https://docs.python.org/3/library/exceptions.html#OSError
 */
export class OSError extends Exception {
  readonly #by_number: boolean;
  readonly #errno: number | null = null;
  readonly #strerror: string | null = null;
  readonly #filename: Filename | null = null;
  readonly #filename2: Filename | null = null;
  #characters_written: number | undefined;

  constructor(message?: unknown, options?: ErrorOptions);
  constructor(errno: number | null, strerror: string | null, options?: ErrorOptions);
  constructor(
    errno: number | null,
    strerror: string | null,
    filename: Filename | null,
    options?: ErrorOptions,
  );
  constructor(
    errno: number | null,
    strerror: string | null,
    filename: Filename | null,
    winerror: null,
    filename2: Filename | null,
    options?: ErrorOptions,
  );
  constructor(...given: unknown[]) {
    const options =
      given.length > 1 && is_plain_object(given.at(-1)) ? (given.pop() as ErrorOptions) : undefined;
    const [errno = null, strerror, filename = null, , filename2 = null] = given as OSErrorArguments;
    const by_number = strerror !== undefined;
    super(by_number ? os_message(errno, strerror, filename, filename2) : errno, options);
    this.#by_number = by_number;
    if (!by_number) return;
    this.#errno = errno;
    this.#strerror = strerror;
    this.#filename = filename;
    this.#filename2 = filename2;
    const kind = new.target === OSError ? kind_of_os_error(errno) : undefined;
    if (kind !== undefined) Object.setPrototypeOf(this, kind.prototype);
  }

  override get args(): readonly unknown[] {
    return this.#by_number ? [this.#errno, this.#strerror] : super.args;
  }

  /** The number of the error, positive as in Python. */
  get errno(): number | null {
    return this.#errno;
  }

  /** The operating system's own message. */
  get strerror(): string | null {
    return this.#strerror;
  }

  get filename(): Filename | null {
    return this.#filename;
  }

  /** The second name, of an operation that takes two. */
  get filename2(): Filename | null {
    return this.#filename2;
  }

  /** How much was written before the operation blocked; `undefined` where Python raises `AttributeError`. */
  get characters_written(): number | undefined {
    return this.#characters_written;
  }

  set characters_written(count: number) {
    this.#characters_written = count;
  }
}

/** @see https://docs.python.org/3/library/exceptions.html#BlockingIOError */
export class BlockingIOError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#ConnectionError */
export class ConnectionError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#BrokenPipeError */
export class BrokenPipeError extends ConnectionError {}

/** @see https://docs.python.org/3/library/exceptions.html#ConnectionAbortedError */
export class ConnectionAbortedError extends ConnectionError {}

/** @see https://docs.python.org/3/library/exceptions.html#ConnectionRefusedError */
export class ConnectionRefusedError extends ConnectionError {}

/** @see https://docs.python.org/3/library/exceptions.html#ConnectionResetError */
export class ConnectionResetError extends ConnectionError {}

/** @see https://docs.python.org/3/library/exceptions.html#FileExistsError */
export class FileExistsError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#FileNotFoundError */
export class FileNotFoundError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#InterruptedError */
export class InterruptedError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#IsADirectoryError */
export class IsADirectoryError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#NotADirectoryError */
export class NotADirectoryError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#PermissionError */
export class PermissionError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#ProcessLookupError */
export class ProcessLookupError extends OSError {}

/** @see https://docs.python.org/3/library/exceptions.html#TimeoutError */
export class TimeoutError extends OSError {}

type OSErrorArguments = [
  errno?: number | null,
  strerror?: string | null,
  filename?: Filename | null,
  winerror?: null,
  filename2?: Filename | null,
];

function os_message(
  errno: number | null,
  strerror: string | null,
  filename: Filename | null,
  filename2: Filename | null,
): string {
  const message = `[Errno ${str(errno)}] ${str(strerror)}`;
  if (filename === null) return message;
  return filename2 === null
    ? `${message}: ${repr(filename)}`
    : `${message}: ${repr(filename)} -> ${repr(filename2)}`;
}

/** The class that Python makes of an `OSError` with this number. */
function kind_of_os_error(errno: number | null): typeof OSError | undefined {
  const code = errno === null ? undefined : util.getSystemErrorMap().get(-errno)?.[0];
  switch (code) {
    case "EAGAIN":
    case "EALREADY":
      return BlockingIOError;
    case "EPIPE":
    case "ESHUTDOWN":
      return BrokenPipeError;
    case "ECONNABORTED":
      return ConnectionAbortedError;
    case "ECONNREFUSED":
      return ConnectionRefusedError;
    case "ECONNRESET":
      return ConnectionResetError;
    case "EEXIST":
      return FileExistsError;
    case "ENOENT":
      return FileNotFoundError;
    case "EINTR":
      return InterruptedError;
    case "EISDIR":
      return IsADirectoryError;
    case "ENOTDIR":
      return NotADirectoryError;
    case "EACCES":
    case "EPERM":
      return PermissionError;
    case "ESRCH":
      return ProcessLookupError;
    case "ETIMEDOUT":
      return TimeoutError;
    default:
      return undefined;
  }
}

/** Whether `except Exception` would catch it: any error but those that derive from Python's `BaseException` alone. */
export function isOrdinary(error: unknown): error is Error {
  return is_error(error) && !(extraordinary in error && error[extraordinary] === true);
}

/** Whether it ends a Python program from wherever it is raised, callbacks and tasks included. */
export function is_fatal(error: unknown): error is KeyboardInterrupt | SystemExit {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}

/** Makes an error that has no stack, which is eight times cheaper. */
export function without_stack<T>(make: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

named({
  BaseException,
  Exception,
  KeyboardInterrupt,
  SystemExit,
  GeneratorExit,
  RuntimeError,
  NotImplementedError,
  ValueError,
  AssertionError,
  StopAsyncIteration,
  LookupError,
  EOFError,
  OSError,
  BlockingIOError,
  ConnectionError,
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionRefusedError,
  ConnectionResetError,
  FileExistsError,
  FileNotFoundError,
  InterruptedError,
  IsADirectoryError,
  NotADirectoryError,
  PermissionError,
  ProcessLookupError,
  TimeoutError,
});
