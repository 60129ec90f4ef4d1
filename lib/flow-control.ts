/**
 * Whether a protocol may write, and who waits until it may: `FlowControlMixin` of CPython's `streams.py`.
 *
 * The `_FlowControlMixin` of CPython's `transports.py`, which has a protocol pause and go on, is in `transports.ts`.
 *
 * What differs: a child's protocol derives from the mixin and from `SubprocessProtocol` in CPython, where a class may
 * have two bases. So what the mixin knows is an object here, a `WriteFlow`, and both protocols have one. `_drain_helper`
 * is no coroutine: mostly there is nothing to wait for, and then it says so at once.
 */
import { get_event_loop } from "./events.js";
import type { Future } from "./futures.js";
import type { EventLoop } from "./node-events.js";
import { Protocol } from "./protocols.js";
import { ConnectionResetError, NotImplementedError } from "./python/exceptions.js";
import { is_plain_object } from "./python/kwargs.js";
import type { StreamWriter } from "./stream-writer.js";

/**
 * What lets `drain()` wait, as CPython's class of that name: a protocol that knows whether it is paused.
 *
 * For `connect_write_pipe`, where there is nothing to read. A derived class that overrides a method calls it too.
 */
export class FlowControlMixin extends Protocol {
  /** @internal */ readonly _loop: EventLoop;
  /** @internal */ readonly _flow: WriteFlow;

  constructor(loop: EventLoop | null | { readonly loop?: EventLoop | null } = null) {
    super();
    const given = is_plain_object(loop)
      ? (loop.loop as EventLoop | null | undefined)
      : (loop as EventLoop | null);
    this._loop = given ?? get_event_loop();
    this._flow = new WriteFlow(this._loop);
  }

  override pause_writing(): void {
    this._flow.pause();
  }

  override resume_writing(): void {
    this._flow.resume();
  }

  override connection_lost(exc: Error | null): void {
    this._flow.lost(exc);
  }

  /** @internal Whether `drain()` has nothing to wait for, unless a derived class has an opinion of its own. */
  _may_write(): boolean {
    return this._flow.is_open && this._drain_helper === FlowControlMixin.prototype._drain_helper;
  }

  /** @internal What `drain()` has to wait for, if anything. */
  _drain_helper(): PromiseLike<void> | null {
    return this._flow.drain();
  }

  /** @internal */
  _get_close_waiter(_stream: StreamWriter): PromiseLike<void> {
    throw new NotImplementedError();
  }
}

/** Whether a protocol may write, and who waits until it may. */
export class WriteFlow {
  readonly #loop: EventLoop;
  readonly #waiters = new Set<Future<void>>();
  #paused = false;
  #lost = false;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Whether one may write now. */
  get is_open(): boolean {
    return !this.#paused && !this.#lost;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const waiter of this.#waiters) if (!waiter.done()) waiter.set_result(undefined);
  }

  /** The connection is lost: nobody has to wait any longer. */
  lost(exc: Error | null): void {
    this.#lost = true;
    if (!this.#paused) return;
    for (const waiter of this.#waiters) {
      if (waiter.done()) continue;
      if (exc === null) waiter.set_result(undefined);
      else waiter.set_exception(exc);
    }
  }

  /**
   * What to wait for until one may write; null if one may.
   *
   * @throws ConnectionResetError "Connection lost".
   */
  drain(): PromiseLike<void> | null {
    if (this.#lost) throw new ConnectionResetError("Connection lost");
    return this.#paused ? this.#wait() : null;
  }

  async #wait(): Promise<void> {
    const waiter = this.#loop.create_future<void>();
    this.#waiters.add(waiter);
    try {
      await waiter;
    } finally {
      this.#waiters.delete(waiter);
    }
  }
}
