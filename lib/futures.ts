/**
 * Futures, as in CPython's `futures.py`.
 *
 * A future is a thenable and never a real promise: V8 then calls `then` whenever a coroutine awaits it, and that call
 * is how a task learns that it is suspended, on what, and how to be resumed (see `docs/engine.md`).
 */
import { type Context, copy_context } from "./contextvars.js";
import { check_loop, type Entry, get_event_loop, given_context, Handle } from "./events.js";
import { CancelledError, InvalidStateError, make_cancelled_error } from "./exceptions.js";
import { format_callback_source } from "./format-helpers.js";
import { ambient } from "./internal/ambient.js";
import type { Unretrieved } from "./internal/forgotten.js";
import { type ConcurrentFuture, follow_concurrent, is_concurrent } from "./internal/future-chain.js";
import { hand_over, hand_over_error } from "./internal/hand-over.js";
import { created_at, type Origins } from "./internal/origins.js";
import { type Resume, Waiter } from "./internal/waiter.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name, type Named } from "./python/arguments.js";
import { RuntimeError } from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { recursive_repr } from "./python/recursive-repr.js";
import { is_class, repr, short_repr } from "./python/repr.js";
import { warn } from "./python/warnings.js";
import type { Task } from "./tasks.js";

const LOST_ON_ITS_WAY =
  "a Future was set as a result: JavaScript awaits it on its way through an await; put it in an array";

export type FutureState = "PENDING" | "CANCELLED" | "FINISHED";

/** An exception to set: an instance, or a class that is called without arguments. */
export type ExceptionLike = Error | (new () => Error);

/** What stands in a future's list of callbacks: a wake-up, a person's callback, or one of ours. */
type DoneCallback = TaskWaiter | NativeWaiter | Handle | InternalCallback;

/**
 * A result that is not there yet.
 *
 * @example
 * const future = loop.create_future<string>();
 * loop.call_later(1, () => future.set_result("done"));
 * console.log(await future);
 *
 * @see https://docs.python.org/3/library/asyncio-future.html#asyncio.Future
 */
// biome-ignore lint/suspicious/noExplicitAny: a future of anything, as in Python, unless its maker says more
export class Future<T = any> extends Printable implements PromiseLike<T> {
  static {
    // In debug mode a future has one of its own; a field would cost each of the others eight bytes.
    Object.assign(Future.prototype, { _source_traceback: null });
  }

  /** @internal */ readonly _loop: EventLoop;
  /** The state by CPython's own name. */
  _state: FutureState = "PENDING";
  /** @internal Its result, or the message that it was, or is to be, cancelled with. */
  _outcome: unknown = null;
  /** @internal What it failed with; of a cancelled task, the error that ended it, for its first reader. */
  _exception: Error | null = null;
  /** @internal Set while nobody has looked at the exception. */ _unretrieved: Unretrieved | null = null;
  /** @internal */ declare readonly _source_traceback: Origins | null;
  // Most futures have one callback: the list is only made for the second.
  /** @internal */ _waiting: DoneCallback | DoneCallback[] | null = null;

  /**
   * @param options.loop - the loop it belongs to; by default `get_event_loop()`.
   */
  constructor(options: { readonly loop?: EventLoop | null | undefined } = {}) {
    super();
    if (!options?.loop) check_keywords("Future", options, ["loop"]);
    const loop = options.loop ?? get_event_loop();
    this._loop = check_loop(loop);
    if (loop.get_debug()) this._source_traceback = created_at();
  }

  /** The loop that the future belongs to. */
  get_loop(): EventLoop {
    return this._loop;
  }

  /** The tutorial's name of the state: `pending`, `running` (a task that has begun), `done` or `cancelled`. */
  get state(): "pending" | "running" | "done" | "cancelled" {
    if (this._state === "PENDING") return "pending";
    return this._state === "CANCELLED" ? "cancelled" : "done";
  }

  /** Whether it has a result, has an exception, or was cancelled. */
  done(): boolean {
    return this._state !== "PENDING";
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this._state === "CANCELLED";
  }

  /**
   * The result.
   *
   * @throws the exception that was set; CancelledError if it was cancelled; InvalidStateError if it is not done.
   */
  result(): T {
    if (this._state === "CANCELLED") throw this._make_cancelled_error();
    if (this._state === "PENDING") throw new InvalidStateError("Result is not set.");
    this._retrieved();
    if (this._exception !== null) throw this._exception;
    return this._outcome as T;
  }

  /**
   * The exception that was set, or null.
   *
   * @throws CancelledError if it was cancelled; InvalidStateError if it is not done.
   */
  exception(): Error | null {
    if (this._state === "CANCELLED") throw this._make_cancelled_error();
    if (this._state === "PENDING") throw new InvalidStateError("Exception is not set.");
    this._retrieved();
    return this._exception;
  }

  /**
   * Marks the future done, with a result.
   *
   * @throws InvalidStateError if it is done already.
   */
  set_result(result: T): void {
    if (this._state !== "PENDING") throw new InvalidStateError("invalid state");
    if (isfuture(result) && this._loop.get_debug()) warn(LOST_ON_ITS_WAY, "RuntimeWarning");
    this._told(this._succeed(result));
  }

  /**
   * Marks the future done, with an exception.
   *
   * @throws InvalidStateError if it is done already; TypeError if `exception` is no error and no class of errors.
   */
  set_exception(exception: ExceptionLike): void {
    if (this._state !== "PENDING") throw new InvalidStateError("invalid state");
    const error: unknown = is_class(exception) ? new (exception as new () => Error)() : exception;
    if (!(error instanceof Error)) throw new TypeError("invalid exception object");
    this._told(this._fail(error));
  }

  /**
   * Cancels the future and schedules its callbacks; false if it is done already.
   *
   * @param msg - handed on to the `CancelledError`; `{ msg }` is read as the keyword.
   */
  cancel(msg?: unknown): boolean {
    this._retrieved();
    if (this._state !== "PENDING") return false;
    this._told(this._set_cancelled(cancel_message(msg)));
    return true;
  }

  /**
   * Has `fn(future)` called by the loop once the future is done, or soon if it is done already.
   *
   * @param options.context - the context to call it in; by default a copy of the current one.
   */
  add_done_callback(
    fn: (future: this) => unknown,
    options: { readonly context?: Context | null | undefined } = {},
  ): void {
    if (typeof fn !== "function") throw new TypeError(`a callable object was expected, got ${repr(fn)}`);
    check_keywords("add_done_callback", options, ["context"]);
    const context = given_context(options.context) ?? copy_context();
    const handle = new Handle(fn as (future: never) => unknown, [this], this._loop, context);
    if (this._state === "PENDING") {
      this._add_callback(handle);
    } else {
      this._loop._check_closed();
      this._loop._add(handle);
    }
  }

  /** Removes every callback that is `fn`; says how many there were. */
  remove_done_callback(fn: (future: this) => unknown): number {
    return this._remove_callbacks((entry) => entry instanceof Handle && entry._callback === (fn as unknown));
  }

  /**
   * @internal Like `add_done_callback` for our own functions, which read no context.
   *
   * @param waits - tells which future or task waits for this one by way of the callback.
   */
  _add_internal_callback(fn: (future: Future) => void, name: string, waits: Awaiter = nobody): void {
    const entry = new InternalCallback(this, fn, name, waits);
    if (this._state === "PENDING") this._add_callback(entry);
    else this._loop._add(entry);
  }

  /** @internal */
  _remove_internal_callback(fn: (future: Future) => void): void {
    this._remove_callbacks((entry) => entry instanceof InternalCallback && entry._fn === fn);
  }

  /**
   * Waits, as `await` does: suspends the task that asks, or, outside of any task, drives the loop until it is done.
   *
   * For callbacks prefer `add_done_callback`: inside a task, a direct call counts as one of that task's awaits.
   */
  // biome-ignore lint/suspicious/noThenProperty: being a thenable is the engine's foundation
  then<A = T, B = never>(
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    if (this._state !== "PENDING") return this._hand_over(fulfil, reject);
    const scope = ambient.get();
    const task = scope?._task ?? null;
    if (task === null || task.done()) {
      const waiter = new NativeWaiter(this, fulfil, reject);
      this._add_callback(waiter);
      // What a run of this very loop has left behind does not keep it going; other native code does.
      if (scope?._loop !== this._loop || this._loop._is_native) waiter._drive();
      return waiter as PromiseLike<never>;
    }
    if (task === (this as unknown)) {
      return refuse(task, `Task cannot await on itself: ${repr(this)}`, fulfil, reject);
    }
    if (task._loop !== this._loop) {
      const text = `Task ${repr(task)} got Future ${repr(this)} attached to a different loop`;
      return refuse(task, text, fulfil, reject);
    }
    const waiter = new TaskWaiter(task, this, fulfil, reject);
    this._add_callback(waiter);
    task._park(waiter);
    return waiter as PromiseLike<never>;
  }

  /** @internal */
  _hand_over<A, B>(
    fulfil: ((value: T) => A | PromiseLike<A>) | null | undefined,
    reject: ((reason: unknown) => B | PromiseLike<B>) | null | undefined,
  ): PromiseLike<A | B> {
    if (this._state === "CANCELLED") return hand_over_error(this._make_cancelled_error(), fulfil, reject);
    this._retrieved();
    if (this._exception !== null) return hand_over_error(this._exception, fulfil, reject);
    return hand_over(this._outcome as T, fulfil, reject);
  }

  /** @internal The message of its cancellation, or of the request for one. */
  get _cancel_message(): unknown {
    return this._state === "FINISHED" ? null : this._outcome;
  }

  /** @internal A closed loop calls nobody back: who settles the future by hand has to know. */
  _told(everybody: boolean): void {
    if (!everybody) this._loop._check_closed();
  }

  /** @internal */
  _succeed(result: T): boolean {
    this._outcome = result;
    return this._finish("FINISHED");
  }

  /** @internal */
  _fail(error: Error): boolean {
    this._exception = error;
    this._unretrieved = this._loop._forgotten.exception_set(this);
    return this._finish("FINISHED");
  }

  /** @internal */
  _set_cancelled(message: unknown): boolean {
    this._outcome = message;
    return this._finish("CANCELLED");
  }

  /** @internal Somebody has looked at the exception, or never will have to. */
  _retrieved(): void {
    if (this._unretrieved === null) return;
    this._unretrieved.seen = true;
    this._unretrieved.stand_in = null;
    this._unretrieved = null;
  }

  /** @internal Schedules the callbacks; false if there are some and the loop is closed. */
  _finish(state: FutureState): boolean {
    this._state = state;
    const waiting = this._waiting;
    if (waiting === null) return true;
    this._waiting = null;
    if (this._loop.is_closed()) return false;
    if (Array.isArray(waiting)) for (const entry of waiting) this._loop._add(entry);
    else this._loop._add(waiting);
    return true;
  }

  /** @internal The error to throw for a cancellation: a task's own the first time, else a new one. */
  _make_cancelled_error(): Error {
    const error = this._state === "CANCELLED" ? this._exception : null;
    if (error === null) return make_cancelled_error(this._cancel_message);
    this._exception = null;
    return error;
  }

  /** @internal */
  _add_callback(entry: DoneCallback): void {
    const waiting = this._waiting;
    if (waiting === null) this._waiting = entry;
    else if (Array.isArray(waiting)) waiting.push(entry);
    else this._waiting = [waiting, entry];
  }

  /** @internal */
  _remove_callbacks(is_it: (entry: DoneCallback) => boolean): number {
    const before = this._callbacks;
    const kept = before.filter((entry) => !is_it(entry));
    this._waiting = kept.length > 1 ? kept : (kept[0] ?? null);
    return before.length - kept.length;
  }

  /** @internal Who waits for it, as far as it goes by tasks and by our own functions. */
  get _awaited_by(): Set<Future> {
    const waiting = new Set<Future>();
    for (const entry of this._callbacks) {
      const future =
        entry instanceof TaskWaiter ? entry._task : entry instanceof InternalCallback ? entry._waits() : null;
      if (future !== null) waiting.add(future);
    }
    return waiting;
  }

  /** @internal */
  get _callbacks(): readonly DoneCallback[] {
    const waiting = this._waiting;
    if (waiting === null) return [];
    return Array.isArray(waiting) ? waiting : [waiting];
  }

  /** @internal */
  _repr_info(): string[] {
    const info = [this._state.toLowerCase()];
    if (this._state === "FINISHED") {
      info.push(
        this._exception === null
          ? `result=${short_repr(this._outcome)}`
          : `exception=${repr(this._exception)}`,
      );
    }
    const callbacks = this._callbacks.map(describe);
    if (callbacks.length > 2) callbacks.splice(1, callbacks.length - 2, `<${callbacks.length - 2} more>`);
    if (callbacks.length > 0) info.push(`cb=[${callbacks.join(", ")}]`);
    const created = this._source_traceback?.at(0);
    if (created !== undefined) info.push(`created at ${created.file}:${created.line}`);
    return info;
  }

  __repr__(): string {
    return recursive_repr(this, () => `<${this.constructor.name} ${this._repr_info().join(" ")}>`);
  }
}

function describe(entry: DoneCallback): string {
  if (entry instanceof Handle) return format_callback_source(entry._callback, [], false);
  return entry._describe();
}

/** A task suspended on a future. */
export class TaskWaiter extends Waiter {
  readonly _task: Task;
  _future: Future;

  constructor(task: Task, future: Future, fulfil: Resume, reject: Resume) {
    super(fulfil, reject);
    this._task = task;
    this._future = future;
  }

  _run(): void {
    const task = this._task;
    const future = this._future;
    const cancelled = task._resume(this);
    if (future._state === "CANCELLED") {
      this._reject(future._make_cancelled_error());
      return;
    }
    future._retrieved();
    const error = future._exception;
    // A cancellation that came by way of the future goes before the task's own.
    if (cancelled !== null && !(error instanceof CancelledError)) this._reject(cancelled);
    else if (error !== null) this._reject(error);
    else this._fulfil(future._outcome);
  }

  get _subject(): Task {
    return this._task;
  }

  /** Asks the future to be cancelled; false if it is done already. */
  _cancel(msg: unknown): boolean {
    return this._future.cancel(msg);
  }

  _describe(): string {
    return "Task.task_wakeup()";
  }
}

/** A task suspended on what it cannot wait for: that is thrown in its next step, unless a cancellation comes first. */
export class RefusedWaiter extends Waiter {
  readonly #task: Task;
  readonly #error: Error;

  constructor(task: Task, error: Error, fulfil: Resume, reject: Resume) {
    super(fulfil, reject);
    this.#task = task;
    this.#error = error;
  }

  _run(): void {
    this._reject(this.#task._resume(this) ?? this.#error);
  }

  get _subject(): Task {
    return this.#task;
  }

  _cancel(_msg: unknown): boolean {
    return false;
  }
}

function refuse(task: Task, text: string, fulfil: Resume, reject: Resume): PromiseLike<never> {
  const waiter = new RefusedWaiter(task, new RuntimeError(text), fulfil, reject);
  task._loop._add(waiter);
  task._park(waiter);
  return waiter;
}

/** Native code, outside of any task, that awaits a future. */
export class NativeWaiter extends Waiter {
  readonly #future: Future;
  #driving = false;

  constructor(future: Future, fulfil: Resume, reject: Resume) {
    super(fulfil, reject);
    this.#future = future;
  }

  /** Keeps the future's loop running until it is done. */
  _drive(): void {
    this.#driving = true;
    this.#future._loop._drive(this);
  }

  _run(): void {
    if (this.#driving) this.#future._loop._driven(this);
    else this._deliver();
  }

  get _subject(): Future {
    return this.#future;
  }

  /** Hands the outcome over. */
  _deliver(): void {
    try {
      this._fulfil(this.#future.result());
    } catch (error) {
      this._reject(error);
    }
  }

  _describe(): string {
    return "<native await>()";
  }
}

/** Tells who waits by way of a callback of ours. */
type Awaiter = () => Future | null;

const nobody: Awaiter = () => null;

/** A callback of the library's own: it needs no context, and must not fail. */
class InternalCallback implements Entry {
  readonly #future: Future;
  readonly #name: string;
  readonly _fn: (future: Future) => void;
  readonly _waits: Awaiter;

  constructor(future: Future, fn: (future: Future) => void, name: string, waits: Awaiter) {
    this.#future = future;
    this._fn = fn;
    this._waits = waits;
    this.#name = name;
  }

  get _cancelled(): boolean {
    return false;
  }

  get _subject(): Future {
    return this.#future;
  }

  _run(): void {
    this._fn(this.#future);
  }

  _describe(): string {
    return `${this.#name}()`;
  }
}

/** The `msg` of a `cancel(msg)` or `cancel({ msg })`. */
export function cancel_message(msg: unknown): unknown {
  if (is_plain_object(msg) && "msg" in msg && Object.keys(msg).length === 1) return msg.msg ?? null;
  return msg ?? null;
}

/**
 * Whether `value` is a `Future`, `Task` or the like.
 *
 * @see https://docs.python.org/3/library/asyncio-future.html#asyncio.isfuture
 */
export function isfuture(value: unknown): value is Future {
  return value instanceof Future;
}

/** The keywords of `wrap_future`. */
interface WrapOptions {
  readonly loop?: EventLoop | null | undefined;
}

/**
 * A loop's future of an executor's, or of a native promise, which makes a promise cancellable at the await.
 *
 * Cancelling it cancels the executor's future too; a promise itself goes on, and only the waiting is given up. A
 * `Future` is handed back as it is.
 *
 * @param options.loop - by default `get_event_loop()`.
 * @throws TypeError if `future` is no promise, future or thenable.
 * @see https://docs.python.org/3/library/asyncio-future.html#asyncio.wrap_future
 */
export function wrap_future<T>(
  given:
    | PromiseLike<T>
    | ConcurrentFuture<T>
    | (Named<"future", PromiseLike<T> | ConcurrentFuture<T>> & WrapOptions),
  options: WrapOptions = {},
): Future<T> {
  const named = first_by_name<PromiseLike<T>>("future", given);
  if (named !== null) return wrap_future(...named);
  const future = given as PromiseLike<T> | ConcurrentFuture<T>;
  check_keywords("wrap_future", options, ["loop"]);
  if (isfuture(future)) return future;
  const concurrent = is_concurrent<T>(future);
  if (!concurrent && typeof future?.then !== "function") {
    throw new TypeError(`concurrent.futures.Future is expected, got ${repr(future)}; pass a native promise`);
  }
  const loop = options.loop ?? get_event_loop();
  const wrapped = new Future<T>({ loop });
  if (concurrent) {
    follow_concurrent(future, wrapped);
    return wrapped;
  }
  future.then(
    (value) => {
      if (wrapped._state === "PENDING") wrapped.set_result(value);
    },
    (reason: unknown) => {
      if (wrapped._state === "PENDING") fail(wrapped, reason);
    },
  );
  return wrapped;
}

function fail(future: Future, reason: unknown): void {
  if (reason instanceof CancelledError) future.cancel(reason.args[0]);
  else future.set_exception(as_error(reason));
}

/** JavaScript can throw anything; what is no error is wrapped in one, as its `cause`. */
export function as_error(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return new RuntimeError(`${repr(thrown)} was thrown; throw an Error instead`, { cause: thrown });
}
