/**
 * How TypeScript sees what `coroutine` makes of a function: the same parameters, and a `Coroutine` for the promise.
 *
 * A signature is taken apart and put together again. That keeps the names of its parameters, the types that come from
 * default values, `this`, and up to four overloads; but not type parameters, so generic functions have overloads of
 * `coroutine` to themselves.
 */
import type { Coroutine } from "../coroutines.js";

/** What calling an async function, or an async generator function, gives. */
export type Asynchronous = PromiseLike<unknown> | AsyncGenerator;

/** What a call of the coroutine function gives in place of `R`. */
type Lazy<R> = [R] extends [PromiseLike<infer T>] ? Coroutine<T> : R;

/** One signature of `F`, as it is or as the coroutine function's. */
type Signature<F, A extends unknown[], R, K> =
  unknown extends ThisParameterType<F>
    ? (...args: A) => K extends "lazy" ? Lazy<R> : R
    : (this: ThisParameterType<F>, ...args: A) => K extends "lazy" ? Lazy<R> : R;

/**
 * The signatures of `F`. Where it has fewer than four, TypeScript finds the first of them several times, of which an
 * intersection keeps one. `unknown` for anything but an async function.
 */
type Rebuilt<F, K> = F extends {
  (...args: infer A1): infer R1;
  (...args: infer A2): infer R2;
  (...args: infer A3): infer R3;
  (...args: infer A4): infer R4;
}
  ? [R1 | R2 | R3 | R4] extends [Asynchronous]
    ? Signature<F, A1, R1, K> & Signature<F, A2, R2, K> & Signature<F, A3, R3, K> & Signature<F, A4, R4, K>
    : unknown
  : unknown;

/** What `coroutine` makes of `F`. */
export type CoroutineFunction<F> = Rebuilt<F, "lazy">;

/**
 * `unknown` if `F` survives being taken apart, as a generic function does not.
 *
 * `unknown` for `F` comes first, while the types of the parameters are still to be found.
 */
export type Concrete<F> = unknown extends F ? unknown : Rebuilt<F, "as it is"> extends F ? unknown : never;
