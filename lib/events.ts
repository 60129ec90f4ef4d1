/**
 * Handles, the running loop and the current loop, as in CPython's `events.py`.
 *
 * The running loop belongs to the asynchronous context and not to the thread, since native code may run several loops
 * side by side. There are no policies (CPython has deprecated them): `set_event_loop` keeps one current loop.
 */
import { as_context, Context, type Snapshot, snapshot } from "./contextvars.js";
import { format_callback_source } from "./format-helpers.js";
import { ambient, Origin, type Scope } from "./internal/ambient.js";
import { created_at, type Origins } from "./internal/origins.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name } from "./python/arguments.js";
import { is_fatal, RuntimeError } from "./python/exceptions.js";
import type { Kwargs } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";

/** What the loop calls, with the arguments that are given beside it. */
export type Callback<A extends readonly unknown[]> = (...args: A) => unknown;

/** The keywords behind those arguments, as `kwargs({ … })`. */
export type CallbackKeywords = Kwargs<{
  /** The context to call it in; by default a copy of the current one. */
  readonly context?: Context | null | undefined;
}>;

/** What a loop's ready queue holds: callbacks, first steps and wake-ups of tasks. */
export interface Entry {
  /** @internal Whether `_run` does nothing any more. */ readonly _cancelled: boolean;
  /** @internal What a person knows of it: the task, handle or future. */ readonly _subject: unknown;
  /** @internal Never throws: whatever goes wrong inside is told to the loop. */ _run(): void;
}

/** The scope of a callback; whatever the callback leaves behind holds on to this, and not to the handle. */
class CallbackScope implements Scope {
  readonly _loop: EventLoop;
  #context: Context | Snapshot;

  constructor(loop: EventLoop, context: Context | Snapshot) {
    this._loop = loop;
    this.#context = context;
  }

  get _task(): null {
    return null;
  }

  get _context(): Context {
    this.#context = as_context(this.#context);
    return this.#context;
  }
}

/**
 * A callback wrapped by `call_soon` and its like.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.Handle
 */
export class Handle extends Printable {
  /** @internal */ _callback: Callback<never[]> | null;
  /** @internal */ _args: readonly unknown[] | null;
  /** @internal */ _cancelled = false;
  /** @internal */ readonly _source_traceback: Origins | null;
  /** @internal */ readonly _loop: EventLoop;
  readonly #scope: CallbackScope;
  readonly #origin: Origin = new Origin();
  #repr: string | null = null;

  constructor(
    callback: Callback<never[]>,
    args: readonly unknown[],
    loop: EventLoop,
    context: Context | null = null,
  ) {
    super();
    this._callback = callback;
    this._args = args;
    this._loop = loop;
    this.#scope = new CallbackScope(loop, context ?? snapshot());
    this._source_traceback = loop.get_debug() ? created_at() : null;
  }

  /** Cancels the callback; once it has run or been cancelled this has no effect. */
  cancel(): void {
    if (this._cancelled) return;
    this._cancelled = true;
    // "Executing <Handle …> took …" may still have to name it.
    if (this._loop.get_debug()) this.#repr = this.__repr__();
    this._callback = null;
    this._args = null;
  }

  /** Whether the callback was cancelled. */
  cancelled(): boolean {
    return this._cancelled;
  }

  /** The context that the callback runs in. */
  get_context(): Context {
    return this.#scope._context;
  }

  /** @internal */
  get _subject(): unknown {
    return this;
  }

  /** @internal */
  _run(): void {
    const callback = this._callback;
    if (callback === null) return;
    try {
      const result = this.#origin._enter(
        this.#scope,
        callback as (...args: unknown[]) => unknown,
        this._args ?? [],
      );
      if (result instanceof Promise) result.catch((error: unknown) => this._failed(error));
    } catch (error) {
      this._failed(error);
    }
  }

  /** @internal */
  _failed(error: unknown): void {
    const loop = this._loop;
    if (is_fatal(error)) {
      loop._interrupt(error);
      return;
    }
    const source = format_callback_source(this._callback, this._args ?? [], loop.get_debug());
    loop.call_exception_handler({
      message: `Exception in callback ${source}`,
      exception: error,
      handle: this,
      ...(this._source_traceback === null ? {} : { source_traceback: this._source_traceback }),
    });
  }

  /** @internal */
  _repr_info(): string[] {
    const info = [this.constructor.name];
    if (this._cancelled) info.push("cancelled");
    if (this._callback !== null) {
      info.push(format_callback_source(this._callback, this._args ?? [], this._loop.get_debug()));
    }
    const created = this._source_traceback?.at(0);
    if (created !== undefined) info.push(`created at ${created.file}:${created.line}`);
    return info;
  }

  __repr__(): string {
    return this.#repr ?? `<${this._repr_info().join(" ")}>`;
  }
}

/** What stands in a loop's timer heap. */
export interface Timer extends Entry {
  /** @internal */ readonly _when: number;
  /** @internal Whether it stands in the heap now. */ _scheduled: boolean;
}

/**
 * A callback wrapped by `call_later` and `call_at`.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.TimerHandle
 */
export class TimerHandle extends Handle {
  /** @internal */ readonly _when: number;
  /** @internal */ _scheduled = false;

  constructor(
    when: number,
    callback: Callback<never[]>,
    args: readonly unknown[],
    loop: EventLoop,
    context: Context | null = null,
  ) {
    super(callback, args, loop, context);
    this._when = when;
  }

  override cancel(): void {
    if (!this._cancelled) this._loop._timer_cancelled(this);
    super.cancel();
  }

  /** The time at which the callback is due, in seconds of `loop.time()`. */
  when(): number {
    return this._when;
  }

  /** @internal */
  override _repr_info(): string[] {
    const info = super._repr_info();
    info.splice(this._cancelled ? 2 : 1, 0, `when=${repr(this._when)}`);
    return info;
  }
}

/** @throws TypeError for anything but a loop: "an event loop was expected". */
export function check_loop(loop: EventLoop): EventLoop {
  if (typeof loop?.call_soon === "function") return loop;
  throw new TypeError(`an event loop was expected, got ${repr(loop)}`);
}

/** The context that a keyword gives; null if it gives none. @throws TypeError for anything but a context. */
export function given_context(context: Context | null | undefined): Context | null {
  if (context === null || context === undefined) return null;
  if (context instanceof Context) return context;
  throw new TypeError(`a Context was expected, got ${repr(context)}`);
}

let factory: (() => EventLoop) | null = null;
let current: EventLoop | null = null;
let was_set = false;

/** @internal The loop class stands above this module, so it names itself here. */
export function _set_loop_factory(make: () => EventLoop): void {
  factory = make;
}

/** @internal The loop that runs this code, or null. */
export function _get_running_loop(): EventLoop | null {
  const loop = ambient.get()?._loop;
  return loop?.is_running() ? loop : null;
}

/**
 * The loop that runs this code.
 *
 * @throws RuntimeError outside of any: "no running event loop".
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_running_loop
 */
export function get_running_loop(): EventLoop {
  const loop = ambient.get()?._loop;
  if (!loop?.is_running()) throw new RuntimeError("no running event loop");
  return loop;
}

/**
 * The running loop, else the current one; the first call outside of any makes one.
 *
 * As in CPython up to 3.13: after `set_event_loop(null)`, and so after `run()`, there is none and none is made.
 *
 * @throws RuntimeError then: "There is no current event loop in thread 'MainThread'."
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_event_loop
 */
export function get_event_loop(): EventLoop {
  const running = _get_running_loop();
  if (running !== null) return running;
  if (current === null && !was_set) set_event_loop(new_event_loop());
  if (current === null) throw new RuntimeError("There is no current event loop in thread 'MainThread'.");
  return current;
}

/**
 * Makes `loop` the current one, which `get_event_loop` hands out outside of any running loop; `null` forgets it.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.set_event_loop
 */
export function set_event_loop(
  given: EventLoop | { readonly loop: EventLoop | null } | null | undefined,
): void {
  const [loop] = first_by_name<EventLoop | null>("loop", given) ?? [given as EventLoop | null | undefined];
  if (loop !== null && loop !== undefined && typeof loop?.call_soon !== "function") {
    throw new TypeError(`loop must be an instance of AbstractEventLoop or None, not '${typeof loop}'`);
  }
  was_set = true;
  current = loop ?? null;
}

/**
 * Makes a new loop, which is not yet the current one.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.new_event_loop
 */
export function new_event_loop(): EventLoop {
  if (factory === null) throw new RuntimeError("no event loop class is loaded; import asyncio-node");
  return factory();
}

let native: EventLoop | null = null;

/**
 * @internal The loop that native code drives by awaiting a coroutine: the current one, unless a `Runner` has put it
 * there for the time of its own run.
 */
export function _native_loop(): EventLoop {
  if (current === null && !was_set) {
    native = get_event_loop();
    return native;
  }
  if (current !== null && !current.is_closed() && !current._owned_by_runner) return current;
  if (native === null || native.is_closed()) native = new_event_loop();
  return native;
}
