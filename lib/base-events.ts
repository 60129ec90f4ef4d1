/**
 * The event loop without networks, as in CPython's `base_events.py`: ready queue, timers, `run_*`.
 *
 * CPython's `_run_once` calls handle after handle. Here a handle may resume a coroutine, which V8 runs in microtasks
 * of its own; the next handle must not run before that coroutine has suspended again or ended. So the pump stops after
 * such a handle, and goes on when the task says that its step is over, or, if it waits for a promise that is none of
 * ours, when V8's microtasks have run out. `docs/engine.md` has the rules and why each is needed.
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
  type Entry,
  given_context,
  Handle,
  type Timer,
  TimerHandle,
} from "./events.js";
import { Future, isfuture, type NativeWaiter, TaskWaiter, wrap_future } from "./futures.js";
import { ambient, mark_running } from "./internal/ambient.js";
import {
  default_exception_handler,
  type ExceptionContext,
  type ExceptionHandler,
  log_error,
} from "./internal/exception-handler.js";
import { Forgotten, outside } from "./internal/forgotten.js";
import { monotonic } from "./internal/node/clock.js";
import { Outlet } from "./internal/node/outlet.js";
import { open_resources, type ResourceCounts } from "./internal/node/resources.js";
import { end_as_python_does } from "./internal/node/uncaught.js";
import { explain_standstill } from "./internal/standstill.js";
import { StepClock } from "./internal/step-clock.js";
import { is_watched, Lifecycle } from "./lifecycle.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name, one_argument } from "./python/arguments.js";
import { is_fatal, RuntimeError } from "./python/exceptions.js";
import { heapify, heappop, heappush } from "./python/heapq.js";
import { check_keywords, kwargs, type NoKwargs, take_kwargs } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import { warn } from "./python/warnings.js";
import { ensure_future, Task, type TaskFactory, type TaskOptions, YieldWaiter } from "./tasks.js";
import type { Arguments } from "./thread-pool.js";
import { gather } from "./waiting.js";

// CPython's own: below these, cancelled timers stay in the heap until they are due.
const MIN_SCHEDULED_TIMERS = 100;
const MIN_CANCELLED_FRACTION = 0.5;
/** How long the loop may go on, in seconds, before Node gets its turn. */
const SLICE = 0.002;
/** How many entries may run between two looks at the clock. */
const MAX_STRIDE = 32;
/** Up to how many entries an array is emptied one by one, which keeps its room; `length = 0` would give it away. */
const MAX_EMPTIED = 32;

const settled: Promise<void> = Promise.resolve();

const RUNNING_ALREADY =
  "create_task() was given a native promise: its body runs already, and cannot be cancelled; " +
  "make the function a coroutine function, or pass it uncalled";

/** The outcome of `run_forever`. */
interface Run {
  finish(): void;
  fail(error: Error): void;
}

/** A callback without arguments, given by its name. */
export interface NamedCallback {
  readonly callback: () => unknown;
  readonly context?: Context | null | undefined;
}

export abstract class BaseEventLoop extends Printable {
  /** In debug mode, a callback or step that takes longer than this, in seconds, is logged. */
  slow_callback_duration = 0.1;
  /** @internal Tasks that are not done; held strongly, unlike CPython's. */ readonly _tasks: Set<Task> =
    new Set();
  /** @internal */ readonly _forgotten: Forgotten = new Forgotten();
  /** @internal Null while nobody listens. */ _lifecycle: Lifecycle | null = null;
  /** @internal Set while a `Runner` has made it the current loop. */ _owned_by_runner = false;

  #ready: Entry[] = [];
  /** The entries of the iteration that is under way, and how many of them have run. */
  #batch: Entry[] = [];
  #next = 0;
  #timers: Timer[] = [];
  #cancelled_timers = 0;

  #run: Run | null = null;
  /** Native code that awaits, and so keeps the loop going. */
  readonly #drivers = new Set<NativeWaiter>();
  /** Those whose future is done, and who go on once the loop has stopped for them. */
  #leaving: NativeWaiter[] = [];
  #running = false;
  #stopping = false;
  #interrupt: Error | null = null;
  #closed = false;

  /** Whether the pump is on the stack. */
  #pumping = false;
  /** Whether nothing is ready, and the loop waits for a timer or for native code. */
  #idle = false;
  /** Whether a microtask is queued that will go on with the pump. */
  #resuming = false;
  /** Tasks that have been resumed and have not yet said that their step is over. */
  #in_step: Task[] = [];
  #watching = false;
  /** Whether the pump has been going on since Node gave the loop its turn, which is right after it has polled. */
  #in_turn = false;
  /** Before how many of the next iterations Node has to poll. */
  #polls = 0;
  /** Whether it has since the last one began, or will have by the loop's next turn. */
  #polled = false;
  /** How many steps wait for what nothing else may run beside. */
  #holding = 0;
  #slice_end = 0;
  #looked_at = 0;
  #stride = 0;
  #stride_limit = MAX_STRIDE;

  #debug: boolean;
  /** Times the steps: in debug mode, and for those who listen. */
  #clock: StepClock | null = null;
  #standstill_explained = false;
  /** What Node had open when the loop was started. */
  #open_before: ResourceCounts | null = null;
  #exception_handler: ExceptionHandler | null = null;
  #task_factory: TaskFactory | null = null;
  readonly #default_executor: DefaultExecutor = new DefaultExecutor();
  readonly #asyncgens = new Set<AsyncGenerator>();
  #asyncgens_shut_down = false;
  readonly #outlet: Outlet = new Outlet(() => this.#turn());
  readonly #resume = (): void => {
    this.#resuming = false;
    if (this.#in_step.length === 0 && this.#running) this.#pump();
  };
  readonly #arm_watchdog = (): void => process.nextTick(this.#watchdog);
  readonly #watchdog = (): void => {
    this.#watching = false;
    if (this.#in_step.length === 0 || this.#holding > 0) return;
    for (const task of this.#in_step) task._phase = "suspended";
    this.#in_step.length = 0;
    if (this.#running && !this.#resuming) this.#pump();
  };

  constructor() {
    super();
    this.#debug = debug_by_environment();
    this.#choose_clock();
  }

  /** This as the public class, which is the only one that extends it. */
  get #self(): EventLoop {
    return this as unknown as EventLoop;
  }

  // ---- the pump

  /** @internal Puts an entry at the end of the ready queue. */
  _add(entry: Entry): void {
    if (this.#closed) return;
    this.#ready.push(entry);
    if (this.#idle) this.#wake();
  }

  /**
   * @internal Something was begun that may be done at once, or heard of at the other end: Node has its turn before the
   * next iteration, as CPython polls in each of them.
   *
   * @param iterations - before how many of the next, where the other end has to answer more than once.
   */
  _poll_soon(iterations = 1): void {
    if (this.#polls < iterations) this.#polls = iterations;
  }

  /** @internal What Node has brought is not all that there is: it has another turn before it is seen to. */
  _poll_again(): void {
    this._poll_soon();
    this.#polled = false;
  }

  #begin_slice(): void {
    this.#looked_at = monotonic();
    this.#slice_end = this.#looked_at + SLICE;
  }

  #wake(): void {
    this.#idle = false;
    this.#outlet.soon();
  }

  /** Node has given the loop its turn. */
  #turn(): void {
    this.#idle = false;
    this.#in_turn = true;
    this.#begin_slice();
    this.#look_for_listeners();
    if (this.#in_step.length === 0 && !this.#resuming) this.#pump();
  }

  /** Runs entry after entry, iteration after iteration, until a coroutine runs, the time is up or nothing is ready. */
  #pump(): void {
    this.#pumping = true;
    while (this.#run_batch() && this.#end_iteration() && this.#next_iteration());
    this.#pumping = false;
  }

  /** Runs what is left of the iteration; false if the pump has to stop before its end. */
  #run_batch(): boolean {
    while (this.#interrupt === null) {
      this.#clock?.stop();
      if (this.#next >= this.#batch.length) return true;
      if (++this.#stride >= this.#stride_limit && this.#time_is_up()) {
        this.#outlet.soon();
        return false;
      }
      const entry = this.#batch[this.#next] as Entry;
      this.#next += 1;
      if (this.#clock !== null) {
        if (entry._cancelled) continue;
        this.#clock.start(entry);
      }
      entry._run();
      if (this.#in_step.length > 0) {
        this.#watch();
        return false;
      }
    }
    this.#stop_run();
    return false;
  }

  /** False if the loop has stopped. */
  #end_iteration(): boolean {
    this.#forget_batch();
    if (this.#stopping) this.#stop_run();
    return this.#running;
  }

  #forget_batch(): void {
    const batch = this.#batch;
    if (batch.length > MAX_EMPTIED) this.#batch = [];
    else while (batch.length > 0) batch.pop();
    this.#next = 0;
    this._forgotten.flush();
    outside.flush();
  }

  /** Looks at the clock, more often while the entries are slow. */
  #time_is_up(): boolean {
    const now = monotonic();
    const quick = now - this.#looked_at < SLICE / 4;
    this.#stride = 0;
    this.#stride_limit = quick ? Math.min(2 * this.#stride_limit, MAX_STRIDE) : 1;
    this.#looked_at = now;
    return now >= this.#slice_end;
  }

  /** Collects what is ready now; false if there is nothing, or if Node's turn has come. */
  #next_iteration(): boolean {
    if (this.#polls > 0 && !this.#polled && (this.#ready.length > 0 || this.#is_timer_due())) {
      // Outside of its turn, the loop may have the next one before Node has polled.
      this.#polled = this.#in_turn;
      this.#outlet.soon();
      return false;
    }
    const due = this.#timers.length > 0 ? this.#collect_timers() : Number.POSITIVE_INFINITY;
    if (this.#ready.length === 0 && !this.#stopping) {
      this.#idle = true;
      this.#polled = true;
      if (this.#debug && due === Number.POSITIVE_INFINITY) this.#explain_standstill();
      this._wait(due);
      return false;
    }
    const batch = this.#batch;
    this.#batch = this.#ready;
    this.#ready = batch;
    if (this.#polls > 0) this.#polls -= 1;
    this.#polled = false;
    return true;
  }

  /** @internal Waits until a time of `time()`, in seconds, or until native code wakes the loop. */
  _wait(until: number): void {
    this.#outlet.at(until, this.time());
  }

  /** @internal Whether nothing is ready. */
  protected _is_idle(): boolean {
    return this.#idle;
  }

  /** @internal The clock has moved: timers may be due. */
  protected _look_again(): void {
    if (this.#idle) this.#wake();
  }

  #is_timer_due(): boolean {
    const [first] = this.#timers;
    return first !== undefined && is_due(first, this.time());
  }

  /** Moves due timers behind what is ready; gives the time of the next one. */
  #collect_timers(): number {
    const timers = this.#timers;
    if (
      timers.length > MIN_SCHEDULED_TIMERS &&
      this.#cancelled_timers / timers.length > MIN_CANCELLED_FRACTION
    ) {
      this.#timers = timers.filter((timer) => {
        timer._scheduled = !timer._cancelled;
        return timer._scheduled;
      });
      heapify(this.#timers, earlier);
      this.#cancelled_timers = 0;
    } else {
      while (timers[0]?._cancelled) {
        this.#cancelled_timers -= 1;
        (heappop(timers, earlier) as Timer)._scheduled = false;
      }
    }
    const now = this.time();
    for (;;) {
      const first = this.#timers[0];
      if (first === undefined) return Number.POSITIVE_INFINITY;
      if (!is_due(first, now)) return first._when;
      heappop(this.#timers, earlier);
      first._scheduled = false;
      this.#ready.push(first);
    }
  }

  // ---- the steps of tasks

  /** @internal The task's coroutine is about to be resumed: the pump has to wait for it. */
  _step_begins(task: Task): void {
    if (task._phase === "in step") return;
    task._phase = "in step";
    this.#in_step.push(task);
    // A task that is started eagerly by native code has no pump that would arm the watchdog for it.
    if (!this.#pumping) this.#watch();
  }

  /** @internal The task has suspended or ended. What native code has resumed is no step of the pump's. */
  _step_over(task: Task): void {
    if (task._phase !== "in step") return;
    task._phase = "suspended";
    const steps = this.#in_step;
    // As in `#forget_batch`: never by `length = 0`.
    if (steps.length === 1) steps.pop();
    else steps.splice(steps.indexOf(task), 1);
    if (steps.length === 0 && !this.#pumping && !this.#resuming && !this.#idle) this.#go_on();
  }

  /**
   * A coroutine that is next is resumed in here, and so goes on in the microtask in which the pump would. Anything else
   * waits for the pump: it may run a person's code, and an error of that would be the error of this `then`.
   */
  #go_on(): void {
    this.#resuming = true;
    const next = this.#batch[this.#next];
    if ((next instanceof TaskWaiter || next instanceof YieldWaiter) && this.#may_go_on()) {
      this.#stride += 1;
      this.#next += 1;
      next._run();
    }
    if (this.#in_step.length > 0) this.#resuming = false;
    else settled.then(this.#resume);
  }

  /** Whether the pump would run the next entry without another thought. */
  #may_go_on(): boolean {
    return (
      this.#running &&
      this.#interrupt === null &&
      this.#clock === null &&
      this.#stride + 1 < this.#stride_limit
    );
  }

  /** Sees to it that the loop goes on though a task waits for a foreign promise, whose `then` is none of ours. */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    // From a microtask: a tick that is queued by a macrotask would run before the microtasks.
    settled.then(this.#arm_watchdog);
  }

  /**
   * @internal Waits for what CPython does without giving way, an `import` or a `listen`. Nothing else of the loop runs
   * meanwhile, so that the order is CPython's.
   */
  async _hold<T>(promise: Promise<T>): Promise<T> {
    const began = monotonic();
    this.#holding += 1;
    try {
      return await promise;
    } finally {
      this.#holding -= 1;
      this.#in_turn = false;
      this.#clock?.leave_out(monotonic() - began);
      this.#watch();
    }
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
    await this.#run_until_stopped();
  }

  #run_until_stopped(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#run = { finish: resolve, fail: reject };
      this.#start();
    });
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
    const awaited: Future<T> = ensure_future<Awaitable<T>>(future, { loop: this.#self });
    const _run_until_complete_cb = (done: Future): void => {
      // What is fatal has stopped the loop already.
      if (done.cancelled() || !is_fatal(done.exception())) this.stop();
    };
    awaited._add_internal_callback(_run_until_complete_cb, "_run_until_complete_cb");
    try {
      await this.#run_until_stopped();
    } catch (error) {
      if (is_new) awaited._retrieved();
      throw error;
    } finally {
      awaited._remove_internal_callback(_run_until_complete_cb);
    }
    if (!awaited.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return awaited.result();
  }

  /** @internal Native code awaits: the loop runs until it is served. */
  _drive(waiter: NativeWaiter): void {
    this.#drivers.add(waiter);
    if (!this.#running) {
      if (this.#closed) this.#abandon(new RuntimeError("Event loop is closed"));
      else this.#start();
    }
  }

  /** @internal What native code awaited is done; the last one goes on when the loop has stopped. */
  _driven(waiter: NativeWaiter): void {
    if (!this.#drivers.delete(waiter)) return;
    if (this.#drivers.size === 0 && this.#run === null) {
      this.#leaving.push(waiter);
      this.#stopping = true;
    } else {
      waiter._deliver();
    }
  }

  #abandon(error: Error): void {
    const drivers = [...this.#drivers];
    this.#drivers.clear();
    for (const waiter of drivers) {
      // What ended the run may be the very error of the future, which whoever waits learns of now.
      if (waiter._subject.done()) waiter._subject._retrieved();
      waiter._reject(error);
    }
  }

  #start(): void {
    if (this.#running) {
      // Driven by native code already: the pump goes on by itself.
      if (this.#idle && this.#stopping) this.#wake();
      return;
    }
    this.#running = true;
    this.#in_turn = false;
    mark_running(this.#self, true);
    this.#outlet.open();
    if (this.#debug) this.#open_before = open_resources();
    this.#begin_slice();
    this.#look_for_listeners();
    if (this.#in_step.length > 0 || this.#pumping) return;
    if (this.#next < this.#batch.length || this.#next_iteration()) this.#pump();
  }

  /** The iteration after `stop()` is over, or something fatal was raised. */
  #stop_run(): void {
    const error = this.#interrupt;
    this.#interrupt = null;
    this.#stopping = false;
    if (this.#next < this.#batch.length) {
      this.#ready = this.#batch.slice(this.#next).concat(this.#ready);
    }
    this.#batch = [];
    this.#next = 0;
    const run = this.#run;
    const leaving = this.#leaving;
    this.#run = null;
    this.#leaving = [];
    if (run === null && leaving.length === 0) {
      this.#abandon(error ?? new RuntimeError("Event loop stopped before Future completed."));
    }
    if (this.#drivers.size === 0) {
      this.#running = false;
      mark_running(this.#self, false);
      this.#idle = false;
      this.#outlet.close();
    } else if (error !== null) {
      // Native code still waits for this loop; it goes on with what is left.
      this.#outlet.soon();
    }
    if (error !== null) end_as_python_does();
    for (const waiter of leaving) waiter._deliver();
    if (error === null) run?.finish();
    else run?.fail(error);
  }

  /**
   * Has `run_forever` return after the present iteration. On a loop that only native awaits keep going, those are
   * rejected.
   */
  stop(): void {
    this.#stopping = true;
    if (this.#idle) this.#wake();
  }

  /** @internal `KeyboardInterrupt` and `SystemExit` end the run at once, from wherever they are raised. */
  _interrupt(error: Error): void {
    this.#interrupt = error;
    if (this.#idle) this.#wake();
    else if (!this.#pumping && this.#in_step.length === 0 && this.#running) this.#stop_run();
  }

  /** @internal Whether native code that awaits has to drive it: neither `run_*` nor a `Runner` does. */
  get _is_native(): boolean {
    return this.#closed || (this.#run === null && !this._owned_by_runner);
  }

  /** Whether it runs now. */
  is_running(): boolean {
    return this.#running;
  }

  /** Whether it was closed. */
  is_closed(): boolean {
    return this.#closed;
  }

  /**
   * Closes the loop: what is scheduled is dropped, and what was forgotten is reported.
   *
   * @throws RuntimeError if it is running.
   */
  close(): void {
    if (this.#running) throw new RuntimeError("Cannot close a running event loop");
    if (this.#closed) return;
    this.#closed = true;
    this.#ready = [];
    this.#timers = [];
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
    if (this.#closed) throw new RuntimeError("Event loop is closed");
  }

  #check_running(): void {
    if (this.#run !== null) throw new RuntimeError("This event loop is already running");
    if (_get_running_loop() !== null) {
      throw new RuntimeError(
        _get_running_loop() === this.#self
          ? "This event loop is already running"
          : "Cannot run the event loop while another loop is running",
      );
    }
  }

  // ---- scheduling

  /** The loop's own monotonic clock, in seconds. */
  time(): number {
    return monotonic();
  }

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
    const timer = new TimerHandle(when, callback as Callback<never[]>, positional, this.#self, context);
    this._schedule(timer);
    return timer;
  }

  /** @internal A handle of the arguments that `call_soon` and its like take. */
  _make_handle(method: string, callback: unknown, args: readonly unknown[]): Handle {
    const named = typeof callback === "function" ? null : first_by_name("callback", callback);
    if (named !== null) return this._make_handle(method, named[0], [kwargs(named[1])]);
    const [positional, context] = this.#callback(method, callback, args);
    return new Handle(callback as Callback<never[]>, positional, this.#self, context);
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

  /** @internal Puts a timer into the heap. */
  _schedule(timer: Timer): void {
    heappush(this.#timers, timer, earlier);
    timer._scheduled = true;
    if (this.#idle && this.#timers[0] === timer) this.#wake();
  }

  /** @internal */
  _timer_cancelled(timer: Timer): void {
    if (timer._scheduled) this.#cancelled_timers += 1;
  }

  /** A new future of this loop. */
  create_future<T = unknown>(): Future<T> {
    return new Future<T>({ loop: this.#self });
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
    if (this.#task_factory !== null) return this.#task_factory(this.#self, coro, options);
    return new Task<T>(coro, {
      loop: this.#self,
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
    return wrap_future(chosen.submit(func as (...args: unknown[]) => R, ...args), { loop: this.#self });
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
    return this.#default_executor.shutdown(this.#self, seconds);
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
    this._lifecycle = new Lifecycle(this.#self);
    this.#choose_clock();
    return this._lifecycle;
  }

  /** Who subscribes to the diagnostics channels is found once a turn, which costs the steps nothing. */
  #look_for_listeners(): void {
    if (this._lifecycle === null && is_watched()) this.#listen();
  }

  #choose_clock(): void {
    const wanted = this.#debug || this._lifecycle !== null;
    this.#clock = wanted ? (this.#clock ?? new StepClock(this.#self)) : null;
  }

  /** Once: nothing is ready, there is no timer, and Node has nothing open that could wake the loop. */
  #explain_standstill(): void {
    const before = this.#open_before;
    if (this.#standstill_explained || before === null) return;
    setImmediate(() => {
      if (!this.#idle || this.#standstill_explained || this._open_count() > 0) return;
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
      if (own === undefined) handler(this.#self, context);
      else ambient.run({ _loop: this.#self, _task: null, _context: own }, () => handler(this.#self, context));
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
    const flags = `running=${repr(this.#running)} closed=${repr(this.#closed)} debug=${repr(this.#debug)}`;
    return `<${this.constructor.name} ${flags}>`;
  }
}

/** What CPython adds to the time, so that a timer due within the clock's resolution runs. */
const CLOCK_RESOLUTION = 1e-9;

function is_due({ _when }: Timer, now: number): boolean {
  // After a hundred days the resolution is less than the difference between two numbers.
  return _when < now + CLOCK_RESOLUTION || _when <= now;
}

function earlier(a: Timer, b: Timer): boolean {
  return a._when < b._when;
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
