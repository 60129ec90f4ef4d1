/**
 * Synchronisation primitives, as in CPython's `locks.py`.
 *
 * Who is woken when is CPython 3.13's, cancellations included: waiters are served first come, first served; whoever was
 * woken and is cancelled before it runs passes the wake-up on; whoever comes while others wait queues behind them,
 * even if the lock is free at that moment. None of these is re-entrant, and none is for use between threads.
 *
 * Each is held over a block by `async_with(lock, async () => …)` or `await using _ = await enter(lock)`.
 *
 * What differs: numbers that cannot be counts (`NaN`, `1.5`) are refused, and surplus arguments too.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { get_running_loop } from "./events.js";
import { BrokenBarrierError, CancelledError } from "./exceptions.js";
import {
  generator_coroutine,
  immediate_coroutine,
  type Steps,
  steps_of,
  WAITS,
} from "./generator-coroutines.js";
import { WaitList } from "./internal/wait-list.js";
import { LoopBound } from "./mixins.js";
import type { EventLoop } from "./node-events.js";
import { no_arguments, one_argument } from "./python/arguments.js";
import { lt } from "./python/comparison.js";
import { RuntimeError, ValueError } from "./python/exceptions.js";
import { address, repr, type_name } from "./python/repr.js";

/** What a `Condition` needs of its lock. */
export interface LockLike {
  locked(): boolean;
  acquire(): Coroutine<true>;
  release(): void;
}

/** Enters by `acquire()` and leaves by `release()`. */
abstract class Acquirable extends LoopBound {
  abstract acquire(): Coroutine<true>;
  abstract release(): void;

  static readonly #enter = generator_coroutine(
    "_ContextManagerMixin.__aenter__",
    function* (self: Acquirable): Steps<void> {
      yield* steps_of(self.acquire());
    },
  );

  static readonly #exit = immediate_coroutine("_ContextManagerMixin.__aexit__", (self: Acquirable): void =>
    self.release(),
  );

  __aenter__(): Coroutine<void> {
    return Acquirable.#enter(this);
  }

  __aexit__(..._error: unknown[]): Coroutine<void> {
    return Acquirable.#exit(this);
  }
}

/**
 * Lets one task at a time through.
 *
 * @example
 * const lock = new Lock();
 * await async_with(lock, async () => {
 *   // nobody else is here
 * });
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.Lock
 */
export class Lock extends Acquirable implements LockLike {
  readonly #waiters: WaitList<true> = new WaitList();
  #locked = false;

  constructor(...none: []) {
    super();
    no_arguments("Lock.__init__", none);
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.#locked;
  }

  /** Waits until the lock is free, and takes it. */
  acquire(): Coroutine<true> {
    return Lock.#acquire(this);
  }

  static readonly #acquire = generator_coroutine("Lock.acquire", (self: Lock) => self._acquire(), {
    at_once: (self) => self.#take() || WAITS,
  });

  /** Takes it if it is free and nobody has come before. */
  #take(): boolean {
    if (this.#locked || !all_cancelled(this.#waiters)) return false;
    this.#locked = true;
    return true;
  }

  /** @internal */
  *_acquire(loop?: EventLoop): Steps<true> {
    if (this.#take()) return true;
    const future = this._get_loop(loop).create_future<true>();
    const entry = this.#waiters.add(future);
    try {
      yield future;
    } catch (error) {
      this.#waiters.remove(entry);
      // Perhaps the wake-up had come already: the next one in line gets it.
      if (!this.#locked) this.#wake_first();
      throw error;
    }
    this.#waiters.remove(entry);
    this.#locked = true;
    return true;
  }

  /**
   * Frees the lock, and wakes the one who waits longest.
   *
   * Any task may do it, not only the one that took the lock.
   *
   * @throws RuntimeError when nobody holds it: "Lock is not acquired."
   */
  release(): void {
    if (!this.#locked) throw new RuntimeError("Lock is not acquired.");
    this.#locked = false;
    this.#wake_first();
  }

  /** A first one that is done is about to run: it will take the lock, or pass the wake-up on. */
  #wake_first(): void {
    const future = this.#waiters.first?.future;
    if (future !== undefined && !future.done()) future.set_result(true);
  }

  override __repr__(): string {
    return described(this, this.#locked ? "locked" : "unlocked", this.#waiters.length);
  }
}

/**
 * A flag that tasks can wait for.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.Event
 */
export class Event extends LoopBound {
  readonly #waiters: WaitList<true> = new WaitList();
  #value = false;

  constructor(...none: []) {
    super();
    no_arguments("Event.__init__", none);
  }

  /** Whether the flag is set. */
  is_set(): boolean {
    return this.#value;
  }

  /** Sets the flag and wakes everybody who waits. */
  set(): void {
    if (this.#value) return;
    this.#value = true;
    for (let entry = this.#waiters.first; entry !== null; entry = entry.next) {
      if (!entry.future.done()) entry.future.set_result(true);
    }
  }

  /** Takes the flag down: `wait()` waits again. Those who were woken stay woken. */
  clear(): void {
    this.#value = false;
  }

  /** Waits until the flag is set; does not give way if it is. */
  wait(): Coroutine<true> {
    return Event.#wait(this);
  }

  static readonly #wait = generator_coroutine("Event.wait", Event.#wait_steps, {
    at_once: (self) => self.#value || WAITS,
  });

  static *#wait_steps(self: Event): Steps<true> {
    if (self.#value) return true;
    const future = self._get_loop().create_future<true>();
    const entry = self.#waiters.add(future);
    try {
      yield future;
      return true;
    } finally {
      self.#waiters.remove(entry);
    }
  }

  override __repr__(): string {
    return described(this, this.#value ? "set" : "unset", this.#waiters.length);
  }
}

/**
 * Lets tasks that hold a lock wait until another one tells them that something has changed.
 *
 * @example
 * await async_with(condition, async () => {
 *   await condition.wait_for(() => items.length > 0);
 *   items.pop();
 * });
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.Condition
 */
export class Condition extends Acquirable {
  readonly #lock: LockLike;
  /** Whether nobody has had a hand in how the lock is taken. */
  readonly #is_plain: boolean;
  readonly #waiters: WaitList<false> = new WaitList();

  /** @param lock - by default a new `Lock` of its own. Several conditions may share one. */
  constructor(lock?: LockLike | null | { readonly lock?: LockLike | null | undefined }) {
    super();
    const given = one_argument<LockLike | null>("Condition.__init__", "lock", lock, null) ?? new Lock();
    for (const method of ["locked", "acquire", "release"] as const) {
      if (typeof given[method] === "function") continue;
      throw new TypeError(`'${type_name(given)}' object has no attribute '${method}'`);
    }
    this.#lock = given;
    this.#is_plain = given.constructor === Lock && this.constructor === Condition;
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.#lock.locked();
  }

  /** Waits until the lock is free, and takes it. */
  acquire(): Coroutine<true> {
    return this.#lock.acquire();
  }

  /**
   * Frees the lock.
   *
   * @throws RuntimeError when nobody holds it: "Lock is not acquired."
   */
  release(): void {
    this.#lock.release();
  }

  /**
   * Frees the lock, waits to be notified, and takes the lock again.
   *
   * It may return without cause: look again whether what you wait for holds, or use `wait_for`. Cancelled, it still takes the lock
   * first, and is told afterwards.
   *
   * @throws RuntimeError when nobody holds the lock: "cannot wait on un-acquired lock".
   */
  wait(): Coroutine<true> {
    return Condition.#wait(this);
  }

  static readonly #wait = generator_coroutine("Condition.wait", (self: Condition) => self._wait(), {
    is_plain: (self) => self.#is_plain,
  });

  /** @internal */
  *_wait(loop?: EventLoop): Steps<true> {
    if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
    const bound = this._get_loop(loop);
    const future = bound.create_future<false>();
    this.release();
    let failure: { readonly error: unknown } | null = null;
    const entry = this.#waiters.add(future);
    try {
      yield future;
    } catch (error) {
      failure = { error };
    }
    this.#waiters.remove(entry);
    for (;;) {
      try {
        if (this.#is_plain) yield* (this.#lock as Lock)._acquire(bound);
        else yield this.acquire();
        break;
      } catch (error) {
        failure = { error };
        // The block that waits holds the lock when it ends, come what may; the last cancellation is told then.
        if (!(error instanceof CancelledError)) break;
      }
    }
    if (failure === null) return true;
    // It may have been notified before: then another one gets the notification.
    this.#notify(1);
    throw failure.error;
  }

  /**
   * Waits until `predicate()` is true (as JavaScript sees it: an empty array is), and hands back what it said.
   *
   * It is asked at once, and whenever the condition is notified, always with the lock held.
   */
  wait_for<T>(predicate: (() => T) | { readonly predicate: () => T }): Coroutine<T> {
    return Condition.#wait_for(this, predicate) as Coroutine<T>;
  }

  static readonly #wait_for = coroutine(
    "Condition.wait_for",
    async (self: Condition, given: unknown): Promise<unknown> => {
      const predicate = one_argument<unknown>("Condition.wait_for", "predicate", given, undefined);
      if (typeof predicate !== "function") {
        throw new TypeError(`'${type_name(predicate)}' object is not callable`);
      }
      let result: unknown = predicate();
      while (!result) {
        await self.wait();
        result = predicate();
      }
      return result;
    },
  );

  /**
   * Wakes up to `n` of those who wait, the longest waiting first. They go on once they get the lock.
   *
   * @throws RuntimeError when nobody holds the lock: "cannot notify on un-acquired lock".
   */
  notify(n: number | { readonly n?: number | undefined } = 1): void {
    if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
    const given = one_argument("Condition.notify", "n", n, 1);
    if (typeof given !== "number") {
      throw new TypeError(`'>=' not supported between instances of 'int' and '${type_name(given)}'`);
    }
    this.#notify(given);
  }

  /**
   * Wakes all who wait.
   *
   * @throws RuntimeError when nobody holds the lock: "cannot notify on un-acquired lock".
   */
  notify_all(): void {
    this.notify(this.#waiters.length);
  }

  #notify(n: number): void {
    let woken = 0;
    for (let entry = this.#waiters.first; entry !== null && woken < n; entry = entry.next) {
      if (entry.future.done()) continue;
      woken += 1;
      entry.future.set_result(false);
    }
  }

  override __repr__(): string {
    return described(this, this.locked() ? "locked" : "unlocked", this.#waiters.length);
  }
}

/**
 * Lets a limited number of tasks through at a time.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.Semaphore
 */
export class Semaphore extends Acquirable {
  readonly #waiters: WaitList<true> = new WaitList();
  /** @internal How many may still come in; those who were woken and have not run yet are counted as in. */
  protected _value: number;

  /**
   * @param value - how many may hold it at once, by default 1.
   * @throws ValueError when it is negative: "Semaphore initial value must be >= 0".
   */
  constructor(value: number | { readonly value?: number | undefined } = 1) {
    super();
    const given = one_argument("Semaphore.__init__", "value", value, 1);
    this._value = whole(given, 0, "Semaphore initial value must be >= 0");
  }

  /** Whether one who came now would have to wait: nothing is left, or others wait already. */
  locked(): boolean {
    return this._value === 0 || !all_cancelled(this.#waiters);
  }

  /** Waits until there is room, and takes one place. */
  acquire(): Coroutine<true> {
    return Semaphore.#acquire(this);
  }

  static readonly #acquire = generator_coroutine("Semaphore.acquire", Semaphore.#acquire_steps, {
    at_once: (self) => self.#take() || WAITS,
  });

  #take(): boolean {
    if (this.locked()) return false;
    this._value -= 1;
    return true;
  }

  static *#acquire_steps(self: Semaphore): Steps<true> {
    if (self.#take()) return true;
    const future = self._get_loop().create_future<true>();
    const entry = self.#waiters.add(future);
    try {
      yield future;
    } catch (error) {
      // It had been woken, and its place taken for it.
      if (future.done() && !future.cancelled()) self._value += 1;
      throw error;
    } finally {
      self.#waiters.remove(entry);
      // Those who came meanwhile queued up even where there was room.
      while (self._value > 0) if (!self.#wake_next()) break;
    }
    return true;
  }

  /** Gives one place back, and wakes the one who waits longest. */
  release(): void {
    this._value += 1;
    this.#wake_next();
  }

  /** Takes a place for the first one who is not awake yet, and wakes it; says whether there was one. */
  #wake_next(): boolean {
    for (let entry = this.#waiters.first; entry !== null; entry = entry.next) {
      if (entry.future.done()) continue;
      this._value -= 1;
      entry.future.set_result(true);
      return true;
    }
    return false;
  }

  override __repr__(): string {
    return described(
      this,
      this.locked() ? "locked" : `unlocked, value:${repr(this._value)}`,
      this.#waiters.length,
    );
  }
}

/**
 * A semaphore that cannot be released more often than it was acquired.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.BoundedSemaphore
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value: number | { readonly value?: number | undefined } = 1) {
    super(one_argument("BoundedSemaphore.__init__", "value", value, 1));
    this.#bound = this._value;
  }

  /**
   * Gives one place back, and wakes the one who waits longest.
   *
   * @throws ValueError when nothing is taken: "BoundedSemaphore released too many times".
   */
  override release(): void {
    if (this._value >= this.#bound) throw new ValueError("BoundedSemaphore released too many times");
    super.release();
  }
}

type BarrierState = "filling" | "draining" | "resetting" | "broken";

/**
 * Holds tasks back until a given number of them have come, then lets them all go on; and so again and again.
 *
 * @see https://docs.python.org/3/library/asyncio-sync.html#asyncio.Barrier
 */
export class Barrier extends LoopBound {
  readonly #lock: Lock = new Lock();
  /** Notified whenever the state changes. */
  readonly #condition: Condition = new Condition(this.#lock);
  readonly #parties: number;
  #state: BarrierState = "filling";
  /** How many are inside: waiting, or on their way out. */
  #count = 0;

  /**
   * @param parties - how many tasks it takes.
   * @throws ValueError when it is less than one: "parties must be > 0".
   */
  constructor(parties: number | { readonly parties: number }) {
    super();
    const given = one_argument("Barrier.__init__", "parties", parties, undefined);
    if (given === undefined) {
      throw new TypeError("Barrier.__init__() missing 1 required positional argument: 'parties'");
    }
    this.#parties = whole(given, 1, "parties must be > 0");
  }

  /** How many tasks it takes to open the barrier. */
  get parties(): number {
    return this.#parties;
  }

  /** How many tasks wait now; 0 while they leave. */
  get n_waiting(): number {
    return this.#state === "filling" ? this.#count : 0;
  }

  /** Whether `abort()` was called. */
  get broken(): boolean {
    return this.#state === "broken";
  }

  /**
   * Waits until all have come. Each gets a number of its own, from 0 to `parties - 1`: the order in which they came.
   *
   * @throws BrokenBarrierError when the barrier is broken, or reset or aborted meanwhile.
   */
  wait(): Coroutine<number> {
    return Barrier.#wait(this);
  }

  static readonly #wait = generator_coroutine("Barrier.wait", function* (self: Barrier): Steps<number> {
    const loop = get_running_loop();
    const condition = self.#condition;
    yield* self.#lock._acquire(loop);
    try {
      while (self.#state === "draining" || self.#state === "resetting") yield* condition._wait(loop);
      if (self.#state === "broken") throw new BrokenBarrierError("Barrier aborted");
      const index = self.#count;
      self.#count += 1;
      try {
        if (index + 1 === self.#parties) {
          self.#state = "draining";
          condition.notify_all();
        } else {
          yield* self.#filled(loop);
        }
        return index;
      } finally {
        self.#count -= 1;
        self.#leave();
      }
    } finally {
      condition.release();
    }
  });

  *#filled(loop: EventLoop): Steps<void> {
    while (this.#state === "filling") yield* this.#condition._wait(loop);
    if (this.#state !== "draining") throw new BrokenBarrierError("Abort or reset of barrier");
  }

  /** The last one out lets in those who came while the others left. */
  #leave(): void {
    if (this.#count > 0) return;
    if (this.#state === "resetting" || this.#state === "draining") this.#state = "filling";
    this.#condition.notify_all();
  }

  /** Makes the barrier as new. Those who wait get a `BrokenBarrierError`. */
  reset(): Coroutine<void> {
    return Barrier.#reset(this);
  }

  static readonly #reset = generator_coroutine("Barrier.reset", function* (self: Barrier): Steps<void> {
    yield* self.#lock._acquire();
    try {
      self.#state = self.#count > 0 ? "resetting" : "filling";
      self.#condition.notify_all();
    } finally {
      self.#condition.release();
    }
  });

  /** Breaks the barrier: those who wait, and those who come, get a `BrokenBarrierError`, until it is reset. */
  abort(): Coroutine<void> {
    return Barrier.#abort(this);
  }

  static readonly #abort = generator_coroutine("Barrier.abort", function* (self: Barrier): Steps<void> {
    yield* self.#lock._acquire();
    try {
      self.#state = "broken";
      self.#condition.notify_all();
    } finally {
      self.#condition.release();
    }
  });

  __aenter__(): Coroutine<number> {
    return Barrier.#enter(this);
  }

  static readonly #enter = generator_coroutine(
    "Barrier.__aenter__",
    function* (self: Barrier): Steps<number> {
      return yield* steps_of(self.wait());
    },
  );

  __aexit__(..._error: unknown[]): Coroutine<void> {
    return Barrier.#exit(this);
  }

  static readonly #exit = immediate_coroutine("Barrier.__aexit__", (_self: Barrier): void => {});

  override __repr__(): string {
    const waiting = this.broken ? "" : `, waiters:${this.n_waiting}/${this.#parties}`;
    return described(this, this.#state + waiting);
  }
}

function all_cancelled(waiters: WaitList<unknown>): boolean {
  for (let entry = waiters.first; entry !== null; entry = entry.next)
    if (!entry.future.cancelled()) return false;
  return true;
}

/** A number that can be counted down to zero. CPython takes 1.5 too, and then never gets there. */
function whole(value: number, least: number, too_small: string): number {
  if (lt(value, least)) throw new ValueError(too_small);
  if (Number.isInteger(value) || value === Number.POSITIVE_INFINITY) return value;
  throw new TypeError(`'${type_name(value)}' object cannot be interpreted as an integer`);
}

/** `<asyncio.locks.Lock object at 0x7f… [locked, waiters:2]>`; a subclass has no module that we know of. */
function described(primitive: LoopBound, state: string, waiters = 0): string {
  const name = OURS.get(primitive.constructor) ?? primitive.constructor.name;
  const waiting = waiters > 0 ? `, waiters:${waiters}` : "";
  return `<${name} object at ${address(primitive)} [${state}${waiting}]>`;
}

const OURS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Lock, "asyncio.locks.Lock"],
  [Event, "asyncio.locks.Event"],
  [Condition, "asyncio.locks.Condition"],
  [Semaphore, "asyncio.locks.Semaphore"],
  [BoundedSemaphore, "asyncio.locks.BoundedSemaphore"],
  [Barrier, "asyncio.locks.Barrier"],
]);
