/**
 * How a `then` hands over what is there already.
 *
 * `await`, and whatever else passes both functions, settles a promise of its own by them, which runs nobody's code before
 * the next microtask: called before `then` ends, they spare a promise and a microtask. Whoever passes one function only
 * is called back later, as promises do it.
 */

type Fulfil<T, A> = ((value: T) => A | PromiseLike<A>) | null | undefined;
type Reject<B> = ((reason: unknown) => B | PromiseLike<B>) | null | undefined;

export function hand_over<T, A, B>(value: T, fulfil: Fulfil<T, A>, reject: Reject<B>): PromiseLike<A | B> {
  if (typeof fulfil === "function" && typeof reject === "function") return call(fulfil, value);
  return promise_of(value).then(fulfil, reject);
}

export function hand_over_error<T, A, B>(
  error: unknown,
  fulfil: Fulfil<T, A>,
  reject: Reject<B>,
): PromiseLike<A | B> {
  if (typeof fulfil === "function" && typeof reject === "function") return call(reject, error);
  return Promise.reject(error).then(fulfil, reject);
}

function call<T, A>(fn: (value: T) => A | PromiseLike<A>, value: T): PromiseLike<A> {
  try {
    return promise_of(fn(value)) as PromiseLike<A>;
  } catch (error) {
    return Promise.reject(error);
  }
}

const TRUE = Promise.resolve(true);
const UNDEFINED = Promise.resolve(undefined);

/** Most have one of two things to say, and can share the promise that says it. */
function promise_of<T>(value: T): Promise<T> {
  if (value === true) return TRUE as unknown as Promise<T>;
  return value === undefined ? (UNDEFINED as Promise<T>) : Promise.resolve(value);
}
