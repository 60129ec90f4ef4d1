/**
 * Coroutines written as generators, which yield each future that they wait for.
 *
 * What an async function awaits passes through V8's promises: a coroutine that waits inside another one costs six of
 * them, and each is dear on Node 20, where every promise carries the ambient scope along. A generator is stepped by
 * us. Its futures become awaits of the very task that awaits the coroutine, which then suspends and resumes at the
 * cost of a bare future; so locks and queues are written this way.
 *
 * A step after the first runs in the wake-up's handle, the moment at which CPython runs it too. The ambient scope is
 * not the task's there: code that reads it (the current task or loop, a context variable), or calls what a user may
 * have written, has to be run by an async function after all. That is what `is_plain` is for.
 */
import { Coroutine, NO_ARGUMENTS } from "./coroutines.js";
import { Future, TaskWaiter } from "./futures.js";
import { ambient } from "./internal/ambient.js";
import { hand_over, hand_over_error } from "./internal/hand-over.js";
import type { Resume } from "./internal/waiter.js";
import type { Task } from "./tasks.js";

/** The steps of a coroutine: it yields what it waits for, and is sent what comes of it. */
export type Steps<T> = Generator<PromiseLike<unknown>, T, unknown>;

/** What `at_once` answers where there is something to wait for. */
export const WAITS: unique symbol = Symbol("waits");

/** A coroutine function written as a generator function: of an object, and of one argument at most. */
interface Kind<S, A extends unknown[], T> {
  readonly name: string;
  readonly steps: (self: S, ...argument: A) => Steps<T>;
  readonly at_once: ((self: S, ...argument: A) => T | typeof WAITS) | null;
  readonly is_plain: ((self: S) => boolean) | null;
}

/**
 * Makes a coroutine function of a generator function, as `coroutine` does of an async function.
 *
 * @param at_once - does without a generator what needs no waiting; or changes nothing, and answers `WAITS`.
 * @param is_plain - whether all steps after the first are fit to run outside of the task's ambient scope; by default
 * they are.
 */
export function generator_coroutine<S, A extends [] | [unknown], T>(
  name: string,
  steps: (self: S, ...argument: A) => Steps<T>,
  options: Partial<Pick<Kind<S, A, T>, "at_once" | "is_plain">> = {},
): (self: S, ...argument: A) => GeneratorCoroutine<T> {
  const kind: Kind<S, A, T> = {
    name,
    steps,
    at_once: options.at_once ?? null,
    is_plain: options.is_plain ?? null,
  };
  return (self: S, argument?: unknown) => new GeneratorCoroutine(kind as never, self, argument);
}

/** Makes a coroutine function of a plain one: of what never waits. */
export function immediate_coroutine<S, A extends [] | [unknown], T>(
  name: string,
  fn: (self: S, ...argument: A) => T,
): (self: S, ...argument: A) => GeneratorCoroutine<T> {
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  function* steps(self: S, ...argument: A): Steps<T> {
    return fn(self, ...argument);
  }
  return generator_coroutine(name, steps, { at_once: fn });
}

export class GeneratorCoroutine<T> extends Coroutine<T> {
  readonly #kind: Kind<unknown, [unknown], T>;
  readonly #owner: unknown;
  readonly #argument: unknown;
  #steps: Steps<T> | null = null;
  #suspended = false;

  constructor(kind: Kind<unknown, [unknown], T>, owner: unknown, argument: unknown) {
    super(kind.steps, undefined, NO_ARGUMENTS);
    this.#kind = kind;
    this.#owner = owner;
    this.#argument = argument;
  }

  override get __qualname__(): string {
    return this.#kind.name;
  }

  /** @internal Another one goes through its steps as a part of its own, by `yield*`. */
  _take(): Steps<T> {
    this._mark_begun();
    const steps = this.#kind.steps(this.#owner, this.#argument);
    this.#steps = steps;
    return steps;
  }

  /** @internal Its value, if there is nothing to wait for; it has not begun where there is. */
  _at_once(): T | typeof WAITS {
    const { at_once } = this.#kind;
    if (at_once === null) return WAITS;
    let value: T | typeof WAITS;
    try {
      value = at_once(this.#owner, this.#argument);
    } catch (error) {
      this._mark_begun();
      throw error;
    }
    if (value !== WAITS) this._mark_begun();
    return value;
  }

  override _call(): Promise<T> {
    return this._run_steps(this._take(), null);
  }

  // biome-ignore lint/suspicious/noThenProperty: see Coroutine
  override then<A = T, B = never>(
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const task = ambient.get()?._task ?? null;
    if (task === null || task.done() || !this._is_new) return super.then(fulfil, reject);
    let value: T | typeof WAITS;
    try {
      value = this._at_once();
      if (value === WAITS) {
        const first = this._take().next();
        if (!first.done) return this._go_on(first, fulfil, reject);
        value = first.value;
      }
    } catch (error) {
      return hand_over_error(error, fulfil, reject);
    }
    return hand_over(value, fulfil, reject);
  }

  /** @internal Waits for what the first step has yielded. */
  _go_on<A = T, B = never>(
    first: IteratorYieldResult<PromiseLike<unknown>>,
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const task = ambient.get()?._task ?? null;
    const future = first.value;
    const is_plain = this.#kind.is_plain?.(this.#owner) ?? true;
    if (is_plain && future instanceof Future && !future.done() && can_wait(task, future)) {
      this.#suspended = true;
      return suspend(task, future, this, fulfil, reject) as PromiseLike<never>;
    }
    return this._run_steps(this.#steps as Steps<T>, first).then(fulfil, reject);
  }

  /** @internal Goes through the steps as an async function does. */
  async _run_steps(steps: Steps<T>, begun: IteratorYieldResult<PromiseLike<unknown>> | null): Promise<T> {
    this.#suspended = true;
    try {
      let result: IteratorResult<PromiseLike<unknown>, T> = begun ?? steps.next();
      while (!result.done) {
        let value: unknown;
        try {
          value = await result.value;
        } catch (error) {
          result = steps.throw(error);
          continue;
        }
        result = steps.next(value);
      }
      return result.value;
    } finally {
      this.#suspended = false;
    }
  }

  /** @internal What it has waited for has come: it goes on to what it waits for next, or to its end. */
  _resume(how: "next" | "throw", value: unknown): IteratorResult<PromiseLike<unknown>, T> {
    this.#suspended = false;
    const steps = this.#steps as Steps<T>;
    const result = how === "next" ? steps.next(value) : steps.throw(value);
    this.#suspended = !result.done;
    return result;
  }

  override _is_suspended(): boolean {
    return this.#suspended;
  }
}

/**
 * Begins what an async function is about to await. Gives its value where it need not wait, else what to await.
 *
 * To be called inside of a task, and to be awaited at once: it spares the await of a lock that is free.
 */
export function begin_now<T>(awaitable: T | PromiseLike<T>): T | PromiseLike<T> {
  if (!(awaitable instanceof GeneratorCoroutine) || !awaitable._is_new) return awaitable;
  const coroutine: GeneratorCoroutine<T> = awaitable;
  const value = coroutine._at_once();
  if (value !== WAITS) return value;
  const first = coroutine._take().next();
  if (first.done) return first.value;
  return {
    // biome-ignore lint/suspicious/noThenProperty: the rest of a coroutine
    then: (fulfil, reject) => coroutine._go_on(first, fulfil, reject),
  };
}

/**
 * What another coroutine comes to, as a part of one's own steps: `yield* steps_of(lock.acquire())`.
 *
 * Where it is an async function's, what is yielded is the coroutine itself.
 */
export function* steps_of<T>(coroutine: PromiseLike<T>): Steps<T> {
  if (coroutine instanceof GeneratorCoroutine && coroutine._is_new) {
    const value: T | typeof WAITS = coroutine._at_once();
    return value === WAITS ? ((yield* coroutine._take()) as T) : value;
  }
  return (yield coroutine) as T;
}

/** A task that has ended may have left code behind that still runs. */
function can_wait(task: Task | null, future: Future): task is Task {
  return task !== null && !task.done() && task._loop === future._loop;
}

function suspend(
  task: Task,
  future: Future,
  coroutine: GeneratorCoroutine<unknown>,
  fulfil: Resume,
  reject: Resume,
): StepsWaiter {
  const waiter = new StepsWaiter(task, future, coroutine, fulfil, reject);
  waiter._wait();
  return waiter;
}

/** A task suspended on a future that a generator has yielded: the generator hears of it before the task does. */
class StepsWaiter extends TaskWaiter {
  readonly #coroutine: GeneratorCoroutine<unknown>;

  constructor(
    task: Task,
    future: Future,
    coroutine: GeneratorCoroutine<unknown>,
    fulfil: Resume,
    reject: Resume,
  ) {
    super(task, future, fulfil, reject);
    this.#coroutine = coroutine;
  }

  _wait(): void {
    this._future._add_callback(this);
    this._task._park(this);
  }

  override _fulfil(value: unknown): void {
    this._step_on("next", value);
  }

  override _reject(error: unknown): void {
    this._step_on("throw", error);
  }

  _step_on(how: "next" | "throw", value: unknown): void {
    let result: IteratorResult<PromiseLike<unknown>, unknown>;
    try {
      result = this.#coroutine._resume(how, value);
    } catch (error) {
      super._reject(error);
      return;
    }
    if (result.done) super._fulfil(result.value);
    else {
      // The same waiter again, however often: a chain of them would hold on to all that have been.
      this._future = result.value as Future;
      this._wait();
    }
  }
}
