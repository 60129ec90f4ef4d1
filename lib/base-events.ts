/**
 * The event loop without networks, as in CPython's `base_events.py`; what makes it go round is in `pump.ts`.
 */
import type { Executor } from "./concurrent-futures.js";
import type { Context } from "./contextvars.js";
import {
  type Awaitable,
  type Coroutine,
  type CoroutineLike,
  coroutine,
  iscoroutine,
  iscoroutinefunction,
  type Outcome,
} from "./coroutines.js";
import { check_executor, DefaultExecutor } from "./default-executor.js";
import {
  _get_running_loop,
  type Callback,
  type CallbackKeywords,
  given_context,
  Handle,
  TimerHandle,
} from "./events.js";
import { Future, isfuture, wrap_future } from "./futures.js";
import { ambient } from "./internal/ambient.js";
import {
  default_exception_handler,
  type ExceptionContext,
  type ExceptionHandler,
  log_error,
} from "./internal/exception-handler.js";
import { open_resources, type ResourceCounts } from "./internal/node/resources.js";
import { explain_standstill } from "./internal/standstill.js";
import { StepClock } from "./internal/step-clock.js";
import { is_watched, Lifecycle } from "./lifecycle.js";
import { Pump } from "./pump.js";
import { first_by_name, one_argument } from "./python/arguments.js";
import { is_fatal, RuntimeError } from "./python/exceptions.js";
import { check_keywords, kwargs, type NoKwargs, take_kwargs } from "./python/kwargs.js";
import { repr } from "./python/repr.js";
import { warn } from "./python/warnings.js";
import { ensure_future, Task, type TaskFactory, type TaskOptions } from "./tasks.js";
import type { Arguments } from "./thread-pool.js";
import { gather } from "./waiting.js";

const RUNNING_ALREADY =
  "create_task() was given a native promise: its body runs already, and cannot be cancelled; " +
  "make the function a coroutine function, or pass it uncalled";

/** A callback without arguments, given by its name. */
export interface NamedCallback {
  readonly callback: () => unknown;
  readonly context?: Context | null | undefined;
}

export abstract class BaseEventLoop extends Pump {
  /** In debug mode, a callback or step that takes longer than this, in seconds, is logged. */
  slow_callback_duration = 0.1;
  /** @internal Tasks that are not done; held strongly, unlike CPython's. */ readonly _tasks: Set<Task> =
    new Set();
  /** @internal Null while nobody listens. */ _lifecycle: Lifecycle | null = null;
  /** @internal Set while a `Runner` has made it the current loop. */ _owned_by_runner = false;

  #debug: boolean;
  #standstill_explained = false;
  /** What Node had open when the loop was started. */
  #open_before: ResourceCounts | null = null;
  #exception_handler: ExceptionHandler | null = null;
  #task_factory: TaskFactory | null = null;
  readonly #default_executor: DefaultExecutor = new DefaultExecutor();
  readonly #asyncgens = new Set<AsyncGenerator>();
  #asyncgens_shut_down = false;

  constructor() {
    super();
    this.#debug = debug_by_environment();
    this.#choose_clock();
  }

  // ---- running

  /**
   * Runs until `stop()` is called.
   *
   * @throws RuntimeError if it is closed, running already, or if another loop runs this code.
   */
  async run_forever(): Promise<void> {
    this._check_closed();
    this.#check_running();
    await this._run_until_stopped();
  }

  /**
   * Runs until the future is done; gives its result or throws its exception.
   *
   * @throws RuntimeError if it is closed, running already, if another loop runs this code, or if it is stopped before
   * the future is done.
   */
  run_until_complete<T>(future: Awaitable<T>): Promise<T>;
  run_until_complete<A extends Awaitable>(keywords: { readonly future: A }): Promise<Outcome<A>>;
  run_until_complete<A extends Awaitable>(future: A): Promise<Outcome<A>>;
  async run_until_complete<T>(given: Awaitable<T> | object): Promise<T> {
    const [future] = first_by_name<Awaitable<T>>("future", given) ?? [given as Awaitable<T>];
    this._check_closed();
    this.#check_running();
    const is_new = !isfuture(future);
    const awaited: Future<T> = ensure_future<Awaitable<T>>(future, { loop: this._self });
    const _run_until_complete_cb = (done: Future): void => {
      // What is fatal has stopped the loop already.
      if (done.cancelled() || !is_fatal(done.exception())) this.stop();
    };
    awaited._add_internal_callback(_run_until_complete_cb, "_run_until_complete_cb");
    try {
      await this._run_until_stopped();
    } catch (error) {
      if (is_new) awaited._retrieved();
      throw error;
    } finally {
      awaited._remove_internal_callback(_run_until_complete_cb);
    }
    if (!awaited.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return awaited.result();
  }

  /** @internal Whether native code that awaits has to drive it: neither `run_*` nor a `Runner` does. */
  get _is_native(): boolean {
    return this.is_closed() || !(this._in_a_run || this._owned_by_runner);
  }

  /**
   * Closes the loop: what is scheduled is dropped, and what was forgotten is reported.
   *
   * @throws RuntimeError if it is running.
   */
  close(): void {
    if (this.is_running()) throw new RuntimeError("Cannot close a running event loop");
    if (this.is_closed()) return;
    this._shut();
    this.#default_executor.close();
    this._close();
    for (const task of this._tasks) {
      this.call_exception_handler({ task, message: "Task was destroyed but it is pending!" });
      if (!task._begun) task._coro._dropped();
    }
    this._tasks.clear();
    this._forgotten.sweep();
  }

  /** @internal What else has to be given back. */
  protected _close(): void {}

  /** @internal How much of Node's is open that may wake the loop though it does not keep the process alive. */
  _open_count(): number {
    return 0;
  }

  /** @internal */
  _check_closed(): void {
    if (this.is_closed()) throw new RuntimeError("Event loop is closed");
  }

  #check_running(): void {
    if (this._in_a_run) throw new RuntimeError("This event loop is already running");
    if (_get_running_loop() !== null) {
      throw new RuntimeError(
        _get_running_loop() === this._self
          ? "This event loop is already running"
          : "Cannot run the event loop while another loop is running",
      );
    }
  }

  // ---- scheduling

  /**
   * Has `callback(...args)` called in the next iteration, in the order of the calls.
   *
   * @param args - with `kwargs({ context })` behind them it is called in that context, else in a copy of the current.
   * @throws RuntimeError if the loop is closed; TypeError if `callback` is no function.
   */
  call_soon<A extends unknown[]>(callback: Callback<A>, ...args: [...A, CallbackKeywords]): Handle;
  call_soon(keywords: NamedCallback): Handle;
  call_soon<A extends unknown[]>(callback: Callback<A> & NoKwargs<A>, ...args: A): Handle;
  call_soon(callback: Callback<never[]> | NamedCallback, ...args: unknown[]): Handle {
    this._check_closed();
    const handle = this._make_handle("call_soon", callback, args);
    this._add(handle);
    return handle;
  }

  /** `call_soon`, which here wakes an idle loop too: JavaScript's threads cannot share a loop. */
  call_soon_threadsafe<A extends unknown[]>(callback: Callback<A>, ...args: [...A, CallbackKeywords]): Handle;
  call_soon_threadsafe(keywords: NamedCallback): Handle;
  call_soon_threadsafe<A extends unknown[]>(callback: Callback<A> & NoKwargs<A>, ...args: A): Handle;
  call_soon_threadsafe(callback: Callback<never[]> | NamedCallback, ...args: unknown[]): Handle {
    this._check_closed();
    const handle = this._make_handle("call_soon_threadsafe", callback, args);
    this._add(handle);
    return handle;
  }

  /**
   * Has `callback(...args)` called in `delay` seconds.
   *
   * @throws RuntimeError if the loop is closed; TypeError if `callback` is no function or `delay` no number.
   */
  call_later<A extends unknown[]>(
    delay: number,
    callback: Callback<A>,
    ...args: [...A, CallbackKeywords]
  ): TimerHandle;
  call_later(keywords: NamedCallback & { readonly delay: number }): TimerHandle;
  call_later(delay: number, keywords: NamedCallback): TimerHandle;
  call_later<A extends unknown[]>(
    delay: number,
    callback: Callback<A> & NoKwargs<A>,
    ...args: A
  ): TimerHandle;
  call_later(given: number | object, callback?: Callback<never[]> | object, ...args: unknown[]): TimerHandle {
    const named = first_by_name<number>("delay", given);
    if (named !== null) return this.call_later(named[0], named[1] as unknown as NamedCallback);
    const delay = given as number;
    if (delay === null || delay === undefined) throw new TypeError("delay must not be None");
    check_number(delay, "delay");
    return this.#call_at(this.time() + delay, callback, args);
  }

  /**
   * Has `callback(...args)` called at a time of the loop's clock, in seconds.
   *
   * @throws RuntimeError if the loop is closed; TypeError if `callback` is no function or `when` no number.
   */
  call_at<A extends unknown[]>(
    when: number,
    callback: Callback<A>,
    ...args: [...A, CallbackKeywords]
  ): TimerHandle;
  call_at(keywords: NamedCallback & { readonly when: number }): TimerHandle;
  call_at(when: number, keywords: NamedCallback): TimerHandle;
  call_at<A extends unknown[]>(when: number, callback: Callback<A> & NoKwargs<A>, ...args: A): TimerHandle;
  call_at(given: number | object, callback?: Callback<never[]> | object, ...args: unknown[]): TimerHandle {
    const named = first_by_name<number>("when", given);
    if (named !== null) return this.call_at(named[0], named[1] as unknown as NamedCallback);
    const when = given as number;
    if (when === null || when === undefined) throw new TypeError("when cannot be None");
    check_number(when, "when");
    return this.#call_at(when, callback, args);
  }

  #call_at(when: number, callback: unknown, args: readonly unknown[]): TimerHandle {
    const named = first_by_name("callback", callback);
    if (named !== null) return this.#call_at(when, named[0], [kwargs(named[1])]);
    this._check_closed();
    const [positional, context] = this.#callback("call_at", callback, args);
    const timer = new TimerHandle(when, callback as Callback<never[]>, positional, this._self, context);
    this._schedule(timer);
    return timer;
  }

  /** @internal A handle of the arguments that `call_soon` and its like take. */
  _make_handle(method: string, callback: unknown, args: readonly unknown[]): Handle {
    const named = typeof callback === "function" ? null : first_by_name("callback", callback);
    if (named !== null) return this._make_handle(method, named[0], [kwargs(named[1])]);
    const [positional, context] = this.#callback(method, callback, args);
    return new Handle(callback as Callback<never[]>, positional, this._self, context);
  }

  #callback(
    method: string,
    callback: unknown,
    args: readonly unknown[],
  ): [readonly unknown[], Context | null] {
    if (is_made_coroutine_function(callback) || iscoroutine(callback)) {
      throw new TypeError(`coroutines cannot be used with ${method}()`);
    }
    if (typeof callback !== "function") {
      throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`);
    }
    const [positional, keywords] = take_kwargs<{ context?: Context | null }>(args);
    if (keywords === undefined) return [positional, null];
    check_keywords(method, keywords, ["context"]);
    return [positional, given_context(keywords.context)];
  }

  /** A new future of this loop. */
  create_future<T = unknown>(): Future<T> {
    return new Future<T>({ loop: this._self });
  }

  /**
   * Makes a task of a coroutine, by the task factory if there is one.
   *
   * @throws RuntimeError if the loop is closed; TypeError if `coro` is no coroutine.
   */
  create_task<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T>;
  create_task<C extends CoroutineLike>(keywords: TaskOptions & { readonly coro: C }): Task<Outcome<C>>;
  create_task<C extends CoroutineLike>(coro: C, options?: TaskOptions): Task<Outcome<C>>;
  create_task<T>(given: CoroutineLike<T> | object, options: TaskOptions = {}): Task<T> {
    this._check_closed();
    const named = first_by_name<CoroutineLike<T>>("coro", given);
    if (named !== null) return this.create_task(...named);
    const coro = given as CoroutineLike<T>;
    check_keywords("create_task", options, ["name", "context", "eager_start"]);
    if (this.#debug && coro instanceof Promise) warn(RUNNING_ALREADY, "RuntimeWarning");
    if (this.#task_factory !== null) return this.#task_factory(this._self, coro, options);
    return new Task<T>(coro, {
      loop: this._self,
      name: options.name,
      context: options.context,
      eager_start: options.eager_start,
    });
  }

  /**
   * Has `create_task` call `factory(loop, coro, kwargs)`; `null` brings back the default.
   *
   * @throws TypeError if it is neither.
   */
  set_task_factory(given: TaskFactory | { readonly factory: TaskFactory | null } | null | undefined): void {
    const factory = one_argument<TaskFactory | null>("set_task_factory", "factory", given ?? undefined, null);
    if (factory !== null && factory !== undefined && typeof factory !== "function") {
      throw new TypeError("task factory must be a callable or None");
    }
    this.#task_factory = factory;
  }

  /** The task factory, or null for the default. */
  get_task_factory(): TaskFactory | null {
    return this.#task_factory;
  }

  // ---- executors

  /**
   * Has `func(...args)` called by an executor, by default in a thread: see `ThreadPoolExecutor.submit`.
   *
   * Cancelling the future drops a call that has not begun; one that has runs on.
   *
   * @throws RuntimeError if the loop is closed or its default executor shut down; TypeError for a coroutine function.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor
   */
  run_in_executor<R>(keywords: {
    readonly executor: Executor | null | undefined;
    readonly func: () => R;
  }): Future<Awaited<R>>;
  run_in_executor<R>(
    executor: Executor | null | undefined,
    keywords: { readonly func: () => R },
  ): Future<Awaited<R>>;
  run_in_executor<A extends unknown[], R>(
    executor: Executor | null | undefined,
    func: (...args: A) => R,
    ...args: Arguments<A>
  ): Future<Awaited<R>>;
  run_in_executor<R>(
    given: Executor | object | null | undefined,
    func?: ((...args: unknown[]) => R) | object,
    ...args: unknown[]
  ): Future<Awaited<R>> {
    const named = func === undefined ? first_by_name<Executor | null | undefined>("executor", given) : null;
    if (named !== null) {
      check_keywords("run_in_executor", named[1], ["func"]);
      return this.run_in_executor(named[0], named[1].func as () => R);
    }
    const executor = given as Executor | null | undefined;
    const of_name = first_by_name<() => R>("func", func);
    if (of_name !== null) {
      check_keywords("run_in_executor", of_name[1], []);
      return this.run_in_executor(executor, of_name[0]);
    }
    this._check_closed();
    if (iscoroutine(func) || is_made_coroutine_function(func)) {
      throw new TypeError("coroutines cannot be used with run_in_executor()");
    }
    const chosen = executor ? check_executor(executor) : this.#default_executor.get();
    return wrap_future(chosen.submit(func as (...args: unknown[]) => R, ...args), { loop: this._self });
  }

  /**
   * Sets the executor that is used where none is named; any object with `submit` and `shutdown` will do.
   *
   * @throws TypeError if it is none.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.set_default_executor
   */
  set_default_executor(executor: Executor | { readonly executor: Executor }): void {
    const [given] = first_by_name<Executor>("executor", executor) ?? [executor as Executor];
    this.#default_executor.set(given);
  }

  /**
   * Shuts the default executor down and waits for its threads to end.
   *
   * @param timeout - in seconds; after that there is a `RuntimeWarning`, and they end when they end.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.shutdown_default_executor
   */
  shutdown_default_executor(timeout?: number | { readonly timeout?: number | null } | null): Coroutine<void> {
    const seconds = one_argument("shutdown_default_executor", "timeout", timeout ?? undefined, null);
    return this.#default_executor.shutdown(this._self, seconds);
  }

  // ---- async generators

  /** @internal */
  _asyncgen_first_iterated(generator: AsyncGenerator): Set<AsyncGenerator> {
    if (this.#asyncgens_shut_down) {
      const text = `asynchronous generator ${repr(generator)} was scheduled after loop.shutdown_asyncgens() call`;
      warn(text, "ResourceWarning");
    }
    this.#asyncgens.add(generator);
    return this.#asyncgens;
  }

  /**
   * Closes the async generators that are not exhausted, as far as the loop knows them.
   *
   * Differs from CPython: those of functions made by `coroutine()` are known, and no others.
   */
  shutdown_asyncgens(): Coroutine<void> {
    return shutdown_asyncgens(this, this.#asyncgens, () => {
      this.#asyncgens_shut_down = true;
    });
  }

  // ---- errors

  /** Whether debug mode is on: by default if `ASYNCIO_DEBUG` or `PYTHONASYNCIODEBUG` is set. */
  get_debug(): boolean {
    return this.#debug;
  }

  set_debug(enabled: boolean | { readonly enabled: boolean }): void {
    this.#debug = Boolean(one_argument("set_debug", "enabled", enabled, false));
    this.#choose_clock();
  }

  /** Tells what happens to the loop's tasks; see the table in `lifecycle.ts`. CPython has nothing like it. */
  get lifecycle(): Lifecycle {
    return this._lifecycle ?? this.#listen();
  }

  #listen(): Lifecycle {
    this._lifecycle = new Lifecycle(this._self);
    this.#choose_clock();
    return this._lifecycle;
  }

  /** @internal Who subscribes to the diagnostics channels is found once a turn, which costs the steps nothing. */
  protected override _turn_begins(): void {
    if (this._lifecycle === null && is_watched()) this.#listen();
  }

  /** The steps are timed in debug mode, and for those who listen. */
  #choose_clock(): void {
    const wanted = this.#debug || this._lifecycle !== null;
    this._clock = wanted ? (this._clock ?? new StepClock(this._self)) : null;
  }

  /** @internal */
  protected override _starts(): void {
    if (this.#debug) this.#open_before = open_resources();
  }

  /** @internal In debug mode, once: Node has nothing open either that could wake the loop. */
  protected override _stands_still(): void {
    const before = this.#open_before;
    if (!this.#debug || this.#standstill_explained || before === null) return;
    setImmediate(() => {
      if (!this._is_idle() || this.#standstill_explained || this._open_count() > 0) return;
      this.#standstill_explained = explain_standstill(this._tasks, before);
    });
  }

  /** The handler that `set_exception_handler` has set, or null. */
  get_exception_handler(): ExceptionHandler | null {
    return this.#exception_handler;
  }

  /**
   * Has `handler(loop, context)` called for errors that nobody else can handle; `null` brings back the default.
   *
   * @throws TypeError if it is neither.
   */
  set_exception_handler(
    given: ExceptionHandler | { readonly handler: ExceptionHandler | null } | null | undefined,
  ): void {
    const [handler] = first_by_name<ExceptionHandler | null>("handler", given) ?? [
      given as ExceptionHandler | null | undefined,
    ];
    if (handler !== null && handler !== undefined && typeof handler !== "function") {
      throw new TypeError(`A callable object or None is expected, got ${repr(handler)}`);
    }
    this.#exception_handler = handler ?? null;
  }

  /** Writes the message and what else is in the context to standard error. */
  default_exception_handler(context: ExceptionContext): void {
    default_exception_handler(context);
  }

  /** Tells an error that nobody else can handle to the exception handler. */
  call_exception_handler(context: ExceptionContext): void {
    this._lifecycle?._tell("exception", context);
    const handler = this.#exception_handler;
    try {
      if (handler === null) this.default_exception_handler(context);
      else this.#call_handler(handler, context);
    } catch (error) {
      if (is_fatal(error)) this._interrupt(error);
      else log_error("Exception in default exception handler", error);
    }
  }

  #call_handler(handler: ExceptionHandler, context: ExceptionContext): void {
    const thing = context.task ?? context.future ?? context.handle;
    const own = (thing as { get_context?(): Context } | null | undefined)?.get_context?.();
    try {
      if (own === undefined) handler(this._self, context);
      else ambient.run({ _loop: this._self, _task: null, _context: own }, () => handler(this._self, context));
    } catch (error) {
      if (is_fatal(error)) throw error;
      this.default_exception_handler({
        message: "Unhandled error in exception handler",
        exception: error,
        context,
      });
    }
  }

  __repr__(): string {
    const flags = `running=${repr(this.is_running())} closed=${repr(this.is_closed())} debug=${repr(this.#debug)}`;
    return `<${this.constructor.name} ${flags}>`;
  }
}

function check_number(value: unknown, name: string): void {
  if (typeof value !== "number")
    throw new TypeError(`${name} must be a number of seconds, not ${repr(value)}`);
  if (Number.isNaN(value)) throw new TypeError(`${name} must be a number of seconds, not nan`);
}

/** A native async function runs when it is called, and may well be a callback; a coroutine function would not. */
function is_made_coroutine_function(callback: unknown): boolean {
  return iscoroutinefunction(callback) && callback.constructor === Function;
}

function debug_by_environment(): boolean {
  return Boolean(process.env.ASYNCIO_DEBUG || process.env.PYTHONASYNCIODEBUG);
}

const shutdown_asyncgens = coroutine(async function shutdown_asyncgens(
  loop: BaseEventLoop,
  known: Set<AsyncGenerator>,
  begin: () => void,
): Promise<void> {
  begin();
  if (known.size === 0) return;
  const closing = [...known];
  known.clear();
  const results = await gather(...closing.map((generator) => generator.return(undefined)), {
    return_exceptions: true,
  });
  for (const [index, result] of results.entries()) {
    if (!(result instanceof Error)) continue;
    const asyncgen = closing[index];
    loop.call_exception_handler({
      message: `an error occurred during closing of asynchronous generator ${repr(asyncgen)}`,
      exception: result,
      asyncgen,
    });
  }
});
