/**
 * Queues, as in CPython's `queues.py`.
 *
 * Getters and putters wait in two lists, and are served first come, first served: whoever puts an item wakes one getter,
 * whoever takes one wakes one putter, and whoever was woken in vain waits again, at the end. One that is cancelled after
 * it was woken passes the wake-up on.
 *
 * A queue's own storage is a ring buffer (denque), a heap or an array: putting and taking costs the same at a million
 * items as at one.
 *
 * What differs: a future cannot travel naked through an `await`, so that `await queue.get()` of a queue of futures waits
 * for the future too; put it in an array. Debug mode warns.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html
 */
import Denque from "denque";
import type { Coroutine } from "./coroutines.js";
import { type Future, isfuture } from "./futures.js";
import { generator_coroutine, type Steps, steps_of, WAITS } from "./generator-coroutines.js";
import { WaitList } from "./internal/wait-list.js";
import { Event } from "./locks.js";
import { LoopBound } from "./mixins.js";
import type { EventLoop } from "./node-events.js";
import { one_argument } from "./python/arguments.js";
import { lt } from "./python/comparison.js";
import { Exception, named, ValueError } from "./python/exceptions.js";
import { heappop, heappush } from "./python/heapq.js";
import { address, repr, type_name } from "./python/repr.js";
import { warn } from "./python/warnings.js";

/**
 * Thrown by `get_nowait()` on an empty queue.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.QueueEmpty
 */
export class QueueEmpty extends Exception {}

/**
 * Thrown by `put_nowait()` on a full queue.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.QueueFull
 */
export class QueueFull extends Exception {}

/**
 * Thrown by `put()` and `get()` once the queue is shut down.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.QueueShutDown
 */
export class QueueShutDown extends Exception {}

/** What a queue may keep its items in: an array, a `Set`, a `Map`, a ring buffer. */
export type QueueStorage = { readonly length: number } | { readonly size: number };

/**
 * A queue between tasks, first in, first out.
 *
 * A subclass gets another order by overriding `_init`, `_put` and `_get`, as in CPython; it keeps its items in `_queue`.
 *
 * @example
 * const queue = new Queue<string>(10);
 * await queue.put("job");
 * const job = await queue.get();
 * queue.task_done();
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.Queue
 */
// biome-ignore lint/suspicious/noExplicitAny: a queue of anything, as in Python, unless its maker says more
export class Queue<T = any> extends LoopBound {
  /** The items, in whatever `_init` has put here. A subclass that narrows the type writes `declare protected _queue`. */
  protected _queue!: QueueStorage;
  readonly #maxsize: number;
  readonly #getters: WaitList<void> = new WaitList();
  readonly #putters: WaitList<void> = new WaitList();
  readonly #finished: Event = new Event();
  #unfinished_tasks = 0;
  #is_shutdown = false;

  /** @param maxsize - how many items it holds before `put` waits; without limit if 0 or less, as by default. */
  constructor(maxsize: number | { readonly maxsize?: number | undefined } = 0) {
    super();
    const given = one_argument("Queue.__init__", "maxsize", maxsize, 0);
    if (typeof given !== "number" || Number.isNaN(given)) {
      throw new TypeError(`'<=' not supported between instances of '${type_name(given)}' and 'int'`);
    }
    this.#maxsize = given;
    this.#finished.set();
    this._init(given);
  }

  /** Makes the storage; called once, by the constructor. */
  protected _init(_maxsize: number): void {
    this._queue = new Denque<T>();
  }

  /** Takes an item out of the storage, which holds one at least. */
  protected _get(): T {
    return (this._queue as Denque<T>).shift() as T;
  }

  /** Puts an item into the storage. */
  protected _put(item: T): void {
    (this._queue as Denque<T>).push(item);
  }

  /** How many items the queue holds. */
  qsize(): number {
    return length(this._queue);
  }

  /** How many items it may hold; 0 or less is no limit. */
  get maxsize(): number {
    return this.#maxsize;
  }

  /** Whether it holds no items. */
  empty(): boolean {
    return length(this._queue) === 0;
  }

  /** Whether it holds `maxsize` items. */
  full(): boolean {
    return this.#maxsize > 0 && this.qsize() >= this.#maxsize;
  }

  /**
   * Adds an item, and waits for room if the queue is full.
   *
   * @throws QueueShutDown when the queue is shut down, also while this waits.
   */
  put(item: T): Coroutine<void> {
    return Queue.#put(this, item);
  }

  static readonly #put = generator_coroutine("Queue.put", Queue.#put_steps, {
    at_once: (self, item) => (self.full() ? WAITS : self.put_nowait(item)),
    is_plain: Queue.#is_plain,
  });

  static *#put_steps(self: Queue, item: unknown): Steps<void> {
    let loop: EventLoop | undefined;
    while (self.full()) {
      if (self.#is_shutdown) throw new QueueShutDown();
      loop ??= self._get_loop();
      const putter = loop.create_future<void>();
      const entry = self.#putters.add(putter);
      try {
        yield putter;
      } catch (error) {
        putter.cancel();
        self.#putters.remove(entry);
        // It was woken, and cannot use the room: the next one in line gets it.
        if (!self.full() && !putter.cancelled()) wake_next(self.#putters);
        throw error;
      }
    }
    self.put_nowait(item);
  }

  /**
   * Adds an item.
   *
   * @throws QueueFull when there is no room; QueueShutDown when the queue is shut down.
   */
  put_nowait(item: T): void {
    if (this.#is_shutdown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this._put(item);
    this.#unfinished_tasks += 1;
    this.#finished.clear();
    wake_next(this.#getters);
  }

  /**
   * Takes an item, and waits for one if the queue is empty.
   *
   * @throws QueueShutDown when the queue is shut down and empty, also while this waits.
   */
  get(): Coroutine<T> {
    return Queue.#get(this) as Coroutine<T>;
  }

  static readonly #get = generator_coroutine("Queue.get", Queue.#get_steps, {
    at_once: (self) => (self.empty() ? WAITS : self.#take()),
    is_plain: Queue.#is_plain,
  });

  static *#get_steps(self: Queue): Steps<unknown> {
    let loop: EventLoop | undefined;
    while (self.empty()) {
      if (self.#is_shutdown && self.empty()) throw new QueueShutDown();
      loop ??= self._get_loop();
      const getter = loop.create_future<void>();
      const entry = self.#getters.add(getter);
      try {
        yield getter;
      } catch (error) {
        getter.cancel();
        self.#getters.remove(entry);
        // It was woken, and cannot take the item: the next one in line gets it.
        if (!self.empty() && !getter.cancelled()) wake_next(self.#getters);
        throw error;
      }
    }
    return self.#take();
  }

  #take(): T {
    const item = this.get_nowait();
    if (isfuture(item) && item._loop.get_debug()) warn_of_future(item);
    return item;
  }

  /**
   * Takes an item.
   *
   * @throws QueueEmpty when there is none; QueueShutDown when the queue is shut down as well.
   */
  get_nowait(): T {
    if (this.empty()) throw this.#is_shutdown ? new QueueShutDown() : new QueueEmpty();
    const item = this._get();
    wake_next(this.#putters);
    return item;
  }

  /**
   * Says that one of the items taken has been dealt with; `join()` waits for this to be said of all that were put.
   *
   * @throws ValueError when there are none left: "task_done() called too many times".
   */
  task_done(): void {
    if (this.#unfinished_tasks <= 0) throw new ValueError("task_done() called too many times");
    this.#unfinished_tasks -= 1;
    if (this.#unfinished_tasks === 0) this.#finished.set();
  }

  /** Waits until `task_done()` has been called for every item that was put. */
  join(): Coroutine<void> {
    return Queue.#join(this);
  }

  static readonly #join = generator_coroutine("Queue.join", function* (self: Queue): Steps<void> {
    if (self.#unfinished_tasks > 0) yield* steps_of(self.#finished.wait());
  });

  /**
   * Shuts the queue down: `put` throws from now on, `get` once the queue is empty, and who waits in them is woken.
   *
   * @param immediate - throw the items away, each as if `task_done()` had been called for it.
   */
  shutdown(immediate: boolean | { readonly immediate?: boolean | undefined } = false): void {
    this.#is_shutdown = true;
    if (one_argument("Queue.shutdown", "immediate", immediate, false)) {
      while (!this.empty()) {
        this._get();
        if (this.#unfinished_tasks > 0) this.#unfinished_tasks -= 1;
      }
      if (this.#unfinished_tasks === 0) this.#finished.set();
    }
    wake_all(this.#getters);
    wake_all(this.#putters);
  }

  /** Whether nothing of a user's runs when items are put and taken: no hook of a subclass, no `__lt__`. */
  static #is_plain(self: Queue): boolean {
    return self.constructor === Queue || self.constructor === LifoQueue;
  }

  #format(): string {
    const storage: QueueStorage | undefined = this._queue;
    let text = `maxsize=${repr(this.#maxsize)}`;
    if (storage !== undefined && length(storage) > 0) text += ` _queue=${repr(items(storage))}`;
    if (this.#getters.length > 0) text += ` _getters[${this.#getters.length}]`;
    if (this.#putters.length > 0) text += ` _putters[${this.#putters.length}]`;
    if (this.#unfinished_tasks > 0) text += ` tasks=${this.#unfinished_tasks}`;
    if (this.#is_shutdown) text += " shutdown";
    return text;
  }

  override __repr__(): string {
    return `<${this.constructor.name} at ${address(this)} ${this.#format()}>`;
  }

  /** As Python's `str`: without the address. */
  override toString(): string {
    return `<${this.constructor.name} ${this.#format()}>`;
  }
}

/**
 * A queue that hands out the lowest item first; items compare as in Python, equal ones come in the order of `heapq`.
 *
 * Usually an item is an array whose first element is the priority.
 *
 * @throws TypeError from `put_nowait`, `get_nowait`, `put` and `get`, when two items cannot be compared.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.PriorityQueue
 */
// biome-ignore lint/suspicious/noExplicitAny: a queue of anything, as in Python, unless its maker says more
export class PriorityQueue<T = any> extends Queue<T> {
  declare protected _queue: T[];

  protected override _init(_maxsize: number): void {
    this._queue = [];
  }

  protected override _put(item: T): void {
    heappush(this._queue, item, lt);
  }

  protected override _get(): T {
    return heappop(this._queue, lt) as T;
  }
}

/**
 * A queue that hands out the latest item first.
 *
 * @see https://docs.python.org/3/library/asyncio-queue.html#asyncio.LifoQueue
 */
// biome-ignore lint/suspicious/noExplicitAny: a queue of anything, as in Python, unless its maker says more
export class LifoQueue<T = any> extends Queue<T> {
  declare protected _queue: T[];

  protected override _init(_maxsize: number): void {
    this._queue = [];
  }

  protected override _put(item: T): void {
    this._queue.push(item);
  }

  protected override _get(): T {
    return this._queue.pop() as T;
  }
}

function length(storage: QueueStorage): number {
  return "length" in storage ? storage.length : storage.size;
}

function items(storage: QueueStorage): readonly unknown[] {
  return storage instanceof Denque ? storage.toArray() : [...(storage as unknown as Iterable<unknown>)];
}

/** Wakes the first one who is not awake yet, and takes out those before it. */
function wake_next(waiters: WaitList<void>): void {
  for (let entry = waiters.first; entry !== null; entry = waiters.first) {
    waiters.remove(entry);
    if (entry.future.done()) continue;
    entry.future.set_result();
    return;
  }
}

function wake_all(waiters: WaitList<void>): void {
  while (waiters.first !== null) wake_next(waiters);
}

function warn_of_future(item: Future): void {
  warn(
    `await queue.get() waits for ${repr(item)} as well, and hands back its result; put futures into an array`,
    "RuntimeWarning",
  );
}

named({ QueueEmpty, QueueFull, QueueShutDown });
