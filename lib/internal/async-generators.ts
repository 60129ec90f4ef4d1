/**
 * Async generators that a loop knows of, for `shutdown_asyncgens` to close.
 *
 * V8 has no hook like CPython's `sys.set_asyncgen_hooks`, so only generators of functions made by `coroutine()` are
 * known: the loop in which one is first iterated keeps it until it is exhausted.
 */
import { ambient } from "./ambient.js";

export function track_generator<T, R, N>(generator: AsyncGenerator<T, R, N>): AsyncGenerator<T, R, N> {
  const native = Object.getPrototypeOf(generator) as AsyncGenerator<T, R, N>;
  let known: Set<AsyncGenerator> | null = null;
  const watched = (result: Promise<IteratorResult<T, R>>): Promise<IteratorResult<T, R>> => {
    const forget = (): void => {
      known?.delete(generator as AsyncGenerator);
    };
    result.then((step) => {
      if (step.done) forget();
    }, forget);
    return result;
  };
  generator.next = (...value) => {
    if (known === null) {
      const loop = ambient.get()?._loop ?? null;
      if (loop !== null) known = loop._asyncgen_first_iterated(generator as AsyncGenerator);
    }
    return watched(native.next.apply(generator, value));
  };
  generator.return = (value) => watched(native.return.call(generator, value));
  generator.throw = (error) => watched(native.throw.call(generator, error));
  return generator;
}
