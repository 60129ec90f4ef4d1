/**
 * What makes a loop go round: in CPython the half of `base_events.py` about `_run_once`.
 *
 * CPython calls handle after handle. Here a handle may resume a coroutine, which V8 runs in microtasks of its own; the
 * next handle must not run before that coroutine has suspended again or ended. So the pump stops after such a handle,
 * and goes on when the task says that its step is over, or, if it waits for a promise that is none of ours, when V8's
 * microtasks have run out. `docs/engine.md` has the rules and why each is needed.
 */
import type { Entry, Timer } from "./events.js";
import { type NativeWaiter, TaskWaiter } from "./futures.js";
import { mark_running } from "./internal/ambient.js";
import { Forgotten, outside } from "./internal/forgotten.js";
import { monotonic } from "./internal/node/clock.js";
import { Outlet } from "./internal/node/outlet.js";
import { end_as_python_does } from "./internal/node/uncaught.js";
import type { StepClock } from "./internal/step-clock.js";
import { Timers } from "./internal/timers.js";
import type { EventLoop } from "./node-events.js";
import { RuntimeError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import { type Task, YieldWaiter } from "./tasks.js";

/** How long the loop may go on, in seconds, before Node gets its turn. */
const SLICE = 0.002;
/** How many entries may run between two looks at the clock. */
const MAX_STRIDE = 32;
/** Up to how many entries an array is emptied one by one, which keeps its room; `length = 0` would give it away. */
const MAX_EMPTIED = 32;

const settled: Promise<void> = Promise.resolve();

/** The outcome of `run_forever`. */
interface Run {
  finish(): void;
  fail(error: Error): void;
}

export abstract class Pump extends Printable {
  /** @internal */ readonly _forgotten: Forgotten = new Forgotten();

  #ready: Entry[] = [];
  /** The entries of the iteration that is under way, and how many of them have run. */
  #batch: Entry[] = [];
  #next = 0;
  readonly #timers: Timers = new Timers();

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
  /** @internal Times the steps, where there is one. */ protected _clock: StepClock | null = null;

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

  /** @internal This as the public class, which is the only one that extends it. */
  protected get _self(): EventLoop {
    return this as unknown as EventLoop;
  }

  /** The loop's own monotonic clock, in seconds. */
  time(): number {
    return monotonic();
  }

  // ---- what waits for its turn

  /** @internal Puts an entry at the end of the ready queue. */
  _add(entry: Entry): void {
    if (this.#closed) return;
    this.#ready.push(entry);
    if (this.#idle) this.#wake();
  }

  /** @internal Puts a timer into the heap. */
  _schedule(timer: Timer): void {
    const is_next = this.#timers.push(timer);
    if (this.#idle && is_next) this.#wake();
  }

  /** @internal */
  _timer_cancelled(timer: Timer): void {
    this.#timers.cancelled(timer);
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

  // ---- iterations

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
    this._turn_begins();
    if (this.#in_step.length === 0 && !this.#resuming) this.#pump();
  }

  /** @internal Whatever is to be looked at once a turn. */
  protected _turn_begins(): void {}

  /** @internal Nothing is ready, and there is no timer. */
  protected _stands_still(): void {}

  /** Runs entry after entry, iteration after iteration, until a coroutine runs, the time is up or nothing is ready. */
  #pump(): void {
    this.#pumping = true;
    while (this.#run_batch() && this.#end_iteration() && this.#next_iteration());
    this.#pumping = false;
  }

  /** Runs what is left of the iteration; false if the pump has to stop before its end. */
  #run_batch(): boolean {
    while (this.#interrupt === null) {
      this._clock?.stop();
      if (this.#next >= this.#batch.length) return true;
      if (++this.#stride >= this.#stride_limit && this.#time_is_up()) {
        this.#outlet.soon();
        return false;
      }
      const entry = this.#batch[this.#next] as Entry;
      this.#next += 1;
      if (this._clock !== null) {
        if (entry._cancelled) continue;
        this._clock.start(entry);
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
    const timers = this.#timers;
    if (this.#polls > 0 && !this.#polled && (this.#ready.length > 0 || timers.is_due(this.time()))) {
      // Outside of its turn, the loop may have the next one before Node has polled.
      this.#polled = this.#in_turn;
      this.#outlet.soon();
      return false;
    }
    let due = Number.POSITIVE_INFINITY;
    if (!timers.is_empty) {
      timers.prune();
      due = timers.collect(this.time(), this.#ready);
    }
    if (this.#ready.length === 0 && !this.#stopping) {
      this.#idle = true;
      this.#polled = true;
      if (due === Number.POSITIVE_INFINITY) this._stands_still();
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
      this._clock === null &&
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
      this._clock?.leave_out(monotonic() - began);
      this.#watch();
    }
  }

  // ---- starting and stopping

  /** @internal Runs until `stop()` is called, or something fatal is raised. */
  protected _run_until_stopped(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#run = { finish: resolve, fail: reject };
      this.#start();
    });
  }

  /** @internal Whether `run_forever` or its like runs it. */
  protected get _in_a_run(): boolean {
    return this.#run !== null;
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
    mark_running(this._self, true);
    this.#outlet.open();
    this._starts();
    this.#begin_slice();
    this._turn_begins();
    if (this.#in_step.length > 0 || this.#pumping) return;
    if (this.#next < this.#batch.length || this.#next_iteration()) this.#pump();
  }

  /** @internal It begins to run. */
  protected _starts(): void {}

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
      mark_running(this._self, false);
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

  /** @internal Drops what is scheduled, for good. */
  protected _shut(): void {
    this.#closed = true;
    this.#ready = [];
    this.#timers.clear();
  }

  /** Whether it runs now. */
  is_running(): boolean {
    return this.#running;
  }

  /** Whether it was closed. */
  is_closed(): boolean {
    return this.#closed;
  }
}
