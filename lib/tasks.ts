/**
 * Tasks, as in the first half of CPython's `tasks.py`: what waits for several of them is in `waiting.ts`.
 *
 * CPython steps a coroutine with `send`. Here V8 runs the body; the task learns from the `then` of whatever is awaited
 * that it is suspended (`_park`), and resumes it, or throws into it, through the functions that V8 gave to `then`.
 */

import { type Frame, print_stack, task_stack } from "./base-tasks.js";
import { as_context, type Context, type Snapshot, snapshot } from "./contextvars.js";
import { type Awaitable, as_coroutine, Coroutine, type CoroutineLike, type Outcome } from "./coroutines.js";
import { check_loop, type Entry, get_event_loop, get_running_loop, given_context } from "./events.js";
import { cancellation_of, make_cancelled_error } from "./exceptions.js";
import {
  as_error,
  cancel_message,
  Future,
  isfuture,
  type RefusedWaiter,
  TaskWaiter,
  wrap_future,
} from "./futures.js";
import { ambient, Origin } from "./internal/ambient.js";
import { CancelSignal } from "./internal/cancel-signal.js";
import { created_at, type Origins } from "./internal/origins.js";
import { type Resume, Waiter } from "./internal/waiter.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name } from "./python/arguments.js";
import { is_fatal, RuntimeError, ValueError } from "./python/exceptions.js";
import { check_keywords, is_plain_object } from "./python/kwargs.js";
import { repr } from "./python/repr.js";

/** What `create_task` and its like take besides the coroutine. */
export interface TaskOptions {
  /** By default `Task-1`, `Task-2`, … */
  readonly name?: string | number | null | undefined;
  /** The context of the task; by default a copy of the current one. */
  readonly context?: Context | null | undefined;
  /** Runs the body at once up to its first await. */
  readonly eager_start?: boolean | null | undefined;
}

/** The keyword of what has to know its loop: by default the running one, or else the current one. */
interface LoopKeyword {
  readonly loop?: EventLoop | null | undefined;
}

let counter = 0;

/** An `await` that a task is suspended at. */
type OpenAwait = TaskWaiter | YieldWaiter | RefusedWaiter;

/**
 * A coroutine that runs by itself in its loop.
 *
 * Differs from CPython: tasks that are not done are held strongly; each has a `signal` for native code; `eager_start`
 * runs the body only up to its first await, and a task that never suspends is done one microtask later.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#task-object
 */
// biome-ignore lint/suspicious/noExplicitAny: a task of anything, as in Python, unless its maker says more
export class Task<T = any> extends Future<T> {
  static {
    // Most tasks never have one: like `_source_traceback` they are no fields.
    Object.assign(Task.prototype, { _signal: null, _last_seen: null });
  }

  /** @internal */ readonly _coro: Coroutine<T>;
  /** @internal Its name, or the number that its name is made of. */ _name: string | number;
  /** @internal Its context, or the values to make one of when somebody asks for it. */ _own_context:
    | Context
    | Snapshot;
  /** @internal Requested, but not yet thrown into the coroutine. */ _must_cancel = false;
  /** @internal */ _cancels_requested = 0;
  /** @internal How far its body is; in a step, the loop waits for it to suspend or end. */
  _phase: "new" | "in step" | "suspended" = "new";
  /** @internal What it is suspended at: one await, or several inside a `Promise.all`. */
  _open: OpenAwait | Set<OpenAwait> | null = null;
  /** @internal */ declare _signal: CancelSignal | null;
  /** @internal Where it last awaited a coroutine; kept in debug mode. */ declare _last_seen: Origins | null;

  /**
   * Schedules the coroutine's first step.
   *
   * @throws TypeError if `coro` is no coroutine, async function or native promise.
   */
  constructor(coro: CoroutineLike<T>, options: TaskOptions & LoopKeyword = {}) {
    check_keywords("Task", options, ["loop", "name", "context", "eager_start"]);
    const taken = isfuture(coro) ? null : (as_coroutine(coro) ?? wrap_awaitable(coro));
    if (taken === null) throw new TypeError(`a coroutine was expected, got ${repr(coro)}`);
    const context = given_context(options.context);
    super(options);
    this._loop._check_closed();
    this._coro = taken;
    this._own_context = context ?? snapshot();
    this._name = options.name === null || options.name === undefined ? ++counter : String(options.name);
    taken._claim();
    const loop = this._loop;
    loop._tasks.add(this);
    loop._lifecycle?._tell("task_created", this);
    const first = new FirstStep(this);
    if (options.eager_start && loop.is_running()) first._run();
    else loop._add(first);
  }

  /** The coroutine that it runs. */
  get_coro(): Coroutine<T> {
    return this._coro;
  }

  /** The context that it runs in. */
  get_context(): Context {
    return this._context;
  }

  /** @internal */
  get _context(): Context {
    this._own_context = as_context(this._own_context);
    return this._own_context;
  }

  /** @internal It is the scope of its body. */
  get _task(): Task {
    return this as Task;
  }

  get_name(): string {
    const name = this._name;
    return typeof name === "number" ? `Task-${name}` : name;
  }

  /** Names the task, by the text of `value`. */
  set_name(value: unknown): void {
    this._name = typeof value === "string" ? value : repr(value);
  }

  /** @internal */
  get _begun(): boolean {
    return this._phase !== "new";
  }

  override get state(): "pending" | "running" | "done" | "cancelled" {
    return this._begun && this._state === "PENDING" ? "running" : super.state;
  }

  /**
   * An `AbortSignal` for native code, aborted by `cancel()` with the `CancelledError` as its reason.
   *
   * Once `uncancel()` has withdrawn every request there is a fresh one.
   *
   * @example
   * await fetch(url, { signal: asyncio.current_task()!.signal });
   */
  get signal(): AbortSignal {
    this._signal ??= new CancelSignal(this);
    return this._signal.signal;
  }

  /** @throws RuntimeError always: a task's result is its coroutine's. */
  override set_result(_result: T): void {
    throw new RuntimeError("Task does not support set_result operation");
  }

  /** @throws RuntimeError always: a task's exception is its coroutine's. */
  override set_exception(_exception: unknown): void {
    throw new RuntimeError("Task does not support set_exception operation");
  }

  /**
   * Requests that a `CancelledError` is thrown into the coroutine, at the very await where it is suspended.
   *
   * Suspended on a native promise it is told by `signal`, or else at its next asyncio await.
   *
   * @param msg - handed on to the `CancelledError`; `{ msg }` is read as the keyword.
   * @returns false if the task is done already.
   */
  override cancel(msg?: unknown): boolean {
    this._retrieved();
    if (this.done()) return false;
    const message = cancel_message(msg);
    this._cancels_requested += 1;
    this._loop._lifecycle?._tell("cancel_requested", this, message);
    const told = this._cancel_awaits(message);
    if (!told) {
      this._must_cancel = true;
      this._outcome = message;
    }
    this._signal?.abort(message);
    return true;
  }

  /** @internal */
  _cancel_awaits(message: unknown): boolean {
    const open = this._open;
    if (open === null) return false;
    if (!(open instanceof Set)) return open._cancel(message);
    let told = false;
    for (const each of [...open]) told = each._cancel(message) || told;
    return told;
  }

  /** How many requests of cancellation there are: calls of `cancel()` less those of `uncancel()`. */
  cancelling(): number {
    return this._cancels_requested;
  }

  /** Withdraws one request of cancellation; says how many are left. */
  uncancel(): number {
    if (this._cancels_requested > 0) {
      this._cancels_requested -= 1;
      if (this._cancels_requested === 0) {
        this._must_cancel = false;
        this._signal = null;
      }
    }
    return this._cancels_requested;
  }

  /**
   * Where the task is: one frame for a coroutine that has not ended, those of the traceback if it failed.
   *
   * Differs from CPython: outside debug mode the place is where the function is defined, since V8 does not say where
   * it is suspended.
   */
  get_stack(options: { readonly limit?: number | null | undefined } = {}): Frame[] {
    check_keywords("get_stack", options, ["limit"]);
    return task_stack(this, options.limit ?? null);
  }

  /** Writes `get_stack()` as Python writes a traceback, by default to standard output. */
  print_stack(
    options: {
      readonly limit?: number | null | undefined;
      readonly file?: { write(text: string): unknown } | null | undefined;
    } = {},
  ): void {
    check_keywords("print_stack", options, ["limit", "file"]);
    print_stack(this, options.limit ?? null, options.file ?? process.stdout);
  }

  /** @internal It is suspended: the loop may go on. */
  _park(at: OpenAwait): void {
    const open = this._open;
    if (open === null) this._open = at;
    else if (open instanceof Set) open.add(at);
    else this._open = new Set([open, at]);
    if (this._must_cancel && at instanceof TaskWaiter && at._cancel(this._cancel_message)) {
      this._must_cancel = false;
    }
    this._loop._lifecycle?._tell("task_suspended", this, at instanceof TaskWaiter ? at._future : null);
    this._loop._step_over(this);
  }

  /** @internal It goes on from there; gives the error to throw in place of the outcome, if it was cancelled. */
  _resume(from: OpenAwait): Error | null {
    const open = this._open;
    if (open instanceof Set) {
      open.delete(from);
      const [last = null] = open;
      if (open.size < 2) this._open = last;
    } else if (open === from) {
      this._open = null;
    }
    this._loop._step_begins(this);
    this._loop._lifecycle?._tell("task_resumed", this);
    if (!this._must_cancel) return null;
    this._must_cancel = false;
    return this._make_cancelled_error();
  }

  /** @internal Runs the coroutine up to its first await. */
  _first_step(origin: Origin): void {
    const loop = this._loop;
    loop._step_begins(this);
    if (this._must_cancel && this._coro._is_new) {
      this._must_cancel = false;
      this._coro.close();
      this._threw(this._make_cancelled_error());
      return;
    }
    loop._lifecycle?._tell("task_started", this);
    origin._enter(this as Task, begin as (task: unknown) => void, [this]);
  }

  /** @internal */
  _returned(value: T): void {
    const cancelled = this._must_cancel;
    this._ending();
    if (cancelled) this._set_cancelled(this._cancel_message);
    else this._succeed(value);
    this._ended();
  }

  /** @internal */
  _threw(error: unknown): void {
    this._ending();
    const cancellation = cancellation_of(error);
    if (cancellation !== null) {
      this._exception = cancellation;
      this._set_cancelled(null);
    } else {
      this._fail(as_error(error));
      if (is_fatal(error)) this._loop._interrupt(error);
    }
    this._ended();
  }

  /** @internal */
  _ended(): void {
    this._loop._lifecycle?._tell("task_done", this);
    this._loop._step_over(this);
  }

  /** @internal */
  _ending(): void {
    this._must_cancel = false;
    this._coro._mark_done();
    this._loop._tasks.delete(this);
  }

  /** @internal The future that it waits for. */
  get _fut_waiter(): Future | null {
    const [first = null] = this._open instanceof Set ? this._open : [this._open];
    return first instanceof TaskWaiter ? first._future : null;
  }

  /** @internal */
  override _repr_info(): string[] {
    const info = super._repr_info();
    if (this._cancels_requested > 0 && !this.done()) info[0] = "cancelling";
    const inserted = [
      `name=${repr(this.get_name())}`,
      `coro=<${this._coro._describe(known_frames(this as Task))}>`,
    ];
    const waiter = this._fut_waiter;
    if (waiter !== null) inserted.push(`wait_for=${repr(waiter)}`);
    info.splice(1, 0, ...inserted);
    return info;
  }
}

/** What is known of a task's stack: V8 shows that of the code that runs now; debug mode keeps where it last awaited. */
function known_frames(task: Task): Origins | null {
  if (!task._begun || task.done()) return null;
  return ambient.get()?._task === task ? created_at() : task._last_seen;
}

/** Runs in the task's scope, as what comes of its body does: that spares each task two functions of its own. */
function begin(task: Task): void {
  task._coro._begin().then(returned, threw);
}

function returned(value: unknown): void {
  (ambient.get() as Task)._returned(value);
}

function threw(error: unknown): void {
  (ambient.get() as Task)._threw(error);
}

/** A task's place in the ready queue before it has begun. */
class FirstStep implements Entry {
  readonly #task: Task;
  readonly #origin: Origin = new Origin();

  constructor(task: Task) {
    this.#task = task;
  }

  get _cancelled(): boolean {
    return false;
  }

  get _subject(): Task {
    return this.#task;
  }

  _run(): void {
    this.#task._first_step(this.#origin);
  }
}

/** The await of the bare yield, by which `sleep(0)` gives way once. */
export class YieldWaiter extends Waiter {
  readonly #task: Task;
  readonly #result: unknown;
  #cancelled: { readonly message: unknown } | null = null;

  constructor(task: Task, result: unknown, fulfil: Resume, reject: Resume) {
    super(fulfil, reject);
    this.#task = task;
    this.#result = result;
  }

  get _subject(): Task {
    return this.#task;
  }

  /** Among several open awaits each has to remember it for itself; the only one leaves it to the task. */
  _cancel(message: unknown): boolean {
    if (!(this.#task._open instanceof Set)) return false;
    this.#cancelled = { message };
    return true;
  }

  _run(): void {
    const error =
      this.#task._resume(this) ?? (this.#cancelled && make_cancelled_error(this.#cancelled.message));
    if (error === null) this._fulfil(this.#result);
    else this._reject(error);
  }
}

/** @internal A coroutine that waits for what can be awaited, and gives a promise up when it is cancelled; else null. */
export function wrap_awaitable<T>(value: unknown): Coroutine<T> | null {
  if (typeof (value as PromiseLike<T> | null)?.then !== "function") return null;
  async function _wrap_awaitable(): Promise<T> {
    return await wrap_future(value as PromiseLike<T>);
  }
  return new Coroutine<T>(_wrap_awaitable, undefined, []);
}

/**
 * Makes a task of a coroutine, in the running loop.
 *
 * @throws RuntimeError outside of a running loop; TypeError if `coro` is none.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
 */
export function create_task<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T>;
export function create_task<C extends CoroutineLike>(
  keywords: TaskOptions & { readonly coro: C },
): Task<Outcome<C>>;
export function create_task<C extends CoroutineLike>(coro: C, options?: TaskOptions): Task<Outcome<C>>;
export function create_task<T>(coro: CoroutineLike<T> | object, options: TaskOptions = {}): Task<T> {
  return get_running_loop().create_task(coro as CoroutineLike<T>, options);
}

/** The future or task that stands for `A`; of a thenable the type alone does not say which. */
export type EnsuredFuture<A> = A extends Future
  ? A
  : A extends CoroutineLike
    ? Task<Outcome<A>>
    : Future<Outcome<A>>;

/**
 * The future itself, or a task of the coroutine, async function or native promise.
 *
 * @param options.loop - by default `get_event_loop()`.
 * @throws TypeError if it is nothing that can be awaited; ValueError if the future is another loop's.
 * @see https://docs.python.org/3/library/asyncio-future.html#asyncio.ensure_future
 */
export function ensure_future<F extends Future>(coro_or_future: F, options?: LoopKeyword): F;
export function ensure_future<T>(coro_or_future: CoroutineLike<T>, options?: LoopKeyword): Task<T>;
export function ensure_future<A extends Awaitable>(
  keywords: LoopKeyword & { readonly coro_or_future: A },
): EnsuredFuture<A>;
export function ensure_future<A extends Awaitable>(
  coro_or_future: A,
  options?: LoopKeyword,
): EnsuredFuture<A>;
export function ensure_future<T>(given: Awaitable<T> | object, options: LoopKeyword = {}): Future<T> {
  const named = first_by_name<Awaitable<T>>("coro_or_future", given);
  if (named !== null) return ensure_future<Awaitable<T>>(...named);
  const coro_or_future = given as Awaitable<T>;
  check_keywords("ensure_future", options, ["loop"]);
  if (isfuture(coro_or_future)) {
    if (options.loop && options.loop !== coro_or_future._loop) {
      throw new ValueError(
        "The future belongs to a different loop than the one specified as the loop argument",
      );
    }
    return coro_or_future as Future<T>;
  }
  const coro = as_coroutine(coro_or_future) ?? wrap_awaitable<T>(coro_or_future);
  if (coro === null) throw new TypeError("An asyncio.Future, a coroutine or an awaitable is required");
  return check_loop(options.loop ?? get_event_loop()).create_task(coro);
}

/**
 * The task that runs this code, or null in a plain callback and in what a task has left behind.
 *
 * @param loop - by default the running one; `{ loop }` is read as the keyword.
 * @throws RuntimeError outside of a running loop.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.current_task
 */
export function current_task(loop?: EventLoop | LoopKeyword | null): Task | null {
  const asked = given_loop("current_task", loop) ?? get_running_loop();
  const scope = ambient.get();
  const task = scope?._loop === asked ? scope._task : null;
  // What a task has left behind runs in its scope, but not in the task.
  return task?.done() ? null : task;
}

/**
 * The tasks of a loop that are not done, in the order of their creation.
 *
 * @param loop - by default the running one; `{ loop }` is read as the keyword.
 * @throws RuntimeError outside of a running loop, when none is given.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.all_tasks
 */
export function all_tasks(loop?: EventLoop | LoopKeyword | null): Set<Task> {
  return new Set((given_loop("all_tasks", loop) ?? get_running_loop())._tasks);
}

function given_loop(fn: string, loop: EventLoop | LoopKeyword | null | undefined): EventLoop | null {
  if (loop === null || loop === undefined) return null;
  if (!is_plain_object(loop)) return check_loop(loop as EventLoop);
  check_keywords(fn, loop, ["loop"]);
  return given_loop(fn, loop.loop as EventLoop | null);
}

/** A function that makes the loop's tasks; it gets the keywords of `create_task` as its third argument. */
export type TaskFactory = <T>(loop: EventLoop, coro: CoroutineLike<T>, kwargs?: TaskOptions) => Task<T>;

/**
 * A task factory that starts each task at once, up to its first await.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.eager_task_factory
 */
export const eager_task_factory: TaskFactory = create_eager_task_factory(Task);

/**
 * `eager_task_factory` for a task class of one's own, or for a function that makes the task.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.create_eager_task_factory
 */
export function create_eager_task_factory(
  given: TaskClass | TaskMaker | { readonly custom_task_constructor: TaskClass | TaskMaker },
): TaskFactory {
  const [custom_task_constructor] = first_by_name<TaskClass | TaskMaker>(
    "custom_task_constructor",
    given,
  ) ?? [given as TaskClass | TaskMaker];
  if (!is_constructor(custom_task_constructor)) {
    return (loop, coro, kwargs = {}) => custom_task_constructor(coro, { eager_start: true, ...kwargs, loop });
  }
  return (loop, coro, kwargs = {}) =>
    new custom_task_constructor(coro, { eager_start: true, ...kwargs, loop });
}

type TaskClass = new <T>(coro: CoroutineLike<T>, options?: TaskOptions & LoopKeyword) => Task<T>;
type TaskMaker = <T>(coro: CoroutineLike<T>, options: TaskOptions & { readonly loop: EventLoop }) => Task<T>;

/** Whether it wants `new`. A plain function takes it too, and its result stands. */
function is_constructor(value: TaskClass | TaskMaker): value is TaskClass {
  try {
    Reflect.construct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}
