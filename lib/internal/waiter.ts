/**
 * A suspended `await`.
 *
 * V8 hands a thenable the two functions that resume the coroutine; a waiter keeps them. It stands in the future's list
 * of callbacks, then in the loop's ready queue, and it is what the future's `then` returns: no closure, handle or
 * promise is made for an await. Only if somebody chains on it does it grow a real promise.
 */
import type { Entry } from "../events.js";

/** What V8, or a person, gives to `then`: of whatever type it expects. */
export type Resume = ((value: never) => unknown) | null | undefined;

export abstract class Waiter implements Entry, PromiseLike<never> {
  readonly #fulfil: Resume;
  readonly #reject: Resume;
  /** What somebody has chained on it, or what came of it. */
  #chain: PromiseWithResolvers<unknown> | Promise<unknown> | null = null;

  constructor(fulfil: Resume, reject: Resume) {
    this.#fulfil = fulfil;
    this.#reject = reject;
  }

  /** A waiter is never taken out of the ready queue: its coroutine has to be resumed, with a value or an error. */
  get _cancelled(): boolean {
    return false;
  }

  abstract readonly _subject: unknown;

  abstract _run(): void;

  /** Resumes the coroutine with a value. */
  _fulfil(value: unknown): void {
    if (typeof this.#fulfil === "function") this._call(this.#fulfil, value);
    else this._settle(Promise.resolve(value));
  }

  /** Resumes the coroutine with an error, thrown at its `await`. */
  _reject(error: unknown): void {
    if (typeof this.#reject === "function") this._call(this.#reject, error);
    else this._settle(Promise.reject(error));
  }

  _call(resume: (value: never) => unknown, value: unknown): void {
    try {
      const returned = resume(value as never);
      // V8's own functions return nothing; what a person's handler returns goes down the chain.
      this._settle(returned === undefined ? SETTLED : Promise.resolve(returned));
    } catch (error) {
      this._settle(Promise.reject(error));
    }
  }

  _settle(outcome: Promise<unknown>): void {
    const chain = this.#chain;
    this.#chain = outcome;
    if (chain !== null && "resolve" in chain) chain.resolve(outcome);
  }

  // biome-ignore lint/suspicious/noThenProperty: what a future's `then` returns can be chained on
  then<A = never, B = never>(
    fulfil?: ((value: never) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#chain ??= with_resolvers();
    const promise = "resolve" in this.#chain ? this.#chain.promise : this.#chain;
    return promise.then(fulfil as (value: unknown) => A | PromiseLike<A>, reject);
  }
}

const SETTLED: Promise<undefined> = Promise.resolve(undefined);

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve(value: T | PromiseLike<T>): void;
}

function with_resolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T | PromiseLike<T>) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
