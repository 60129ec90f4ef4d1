/**
 * The event loop on Node, as CPython's `unix_events.py` and `selector_events.py` are on Unix.
 *
 * The methods here are thin: each area's logic is in a file of its own under `internal/node`.
 */
import { BaseEventLoop } from "./base-events.js";
import { _set_loop_factory, type Callback, type CallbackKeywords } from "./events.js";
import { SignalHandlers, signal_name } from "./internal/node/signals.js";
import type { NoKwargs } from "./python/kwargs.js";

/** Something of Node's that belongs to a loop, and must not outlive it: a transport, a server. */
export interface Resource {
  /** The loop is closed while this is open: give it back to Node, and warn. */
  _loop_closed(): void;
}

/**
 * asyncio's event loop, on Node's own.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html
 */
export class EventLoop extends BaseEventLoop {
  readonly #resources = new Set<Resource>();
  readonly #signals = new SignalHandlers();

  /** @internal */
  _opened(resource: Resource): void {
    this.#resources.add(resource);
  }

  /** @internal */
  _given_back(resource: Resource): void {
    this.#resources.delete(resource);
  }

  /**
   * Has `callback(...args)` called by the loop whenever the signal comes, in place of what the process would do.
   *
   * @param sig - a name such as `"SIGTERM"`, or a number.
   * @throws ValueError for an unknown signal; RuntimeError for one that cannot be caught, or if the loop is closed;
   * TypeError if `callback` is no function.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.add_signal_handler
   */
  add_signal_handler<A extends unknown[]>(
    sig: string | number,
    callback: Callback<A>,
    ...args: [...A, CallbackKeywords]
  ): void;
  add_signal_handler<A extends unknown[]>(
    sig: string | number,
    callback: Callback<A> & NoKwargs<A>,
    ...args: A
  ): void;
  add_signal_handler(sig: string | number, callback: Callback<never[]>, ...args: unknown[]): void {
    const signal = signal_name(sig);
    this._check_closed();
    this.#signals.add(signal, this._make_handle("add_signal_handler", callback, args));
  }

  /**
   * Takes the handler of a signal away; says whether there was one.
   *
   * @throws ValueError for an unknown signal.
   * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.remove_signal_handler
   */
  remove_signal_handler(sig: string | number): boolean {
    return this.#signals.remove(signal_name(sig));
  }

  protected override _close(): void {
    this.#signals.clear();
    for (const resource of this.#resources) resource._loop_closed();
    this.#resources.clear();
  }
}

_set_loop_factory(() => new EventLoop());
