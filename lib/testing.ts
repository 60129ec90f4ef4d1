/**
 * For tests of programs that wait: `asyncio-node/testing`. CPython has nothing like it in its library.
 *
 * The loop's clock stands still while anything can run, and jumps to the next timer when nothing can: sleeping an hour
 * costs nothing, and the order is that of real time. Work that Node does meanwhile is waited for where a task awaits
 * its promise; a call in a thread gets some seconds of real time to end, and whatever else is open (connections, child
 * processes) a moment, before the clock jumps: it might as well never do anything until a timer is due.
 */
import {
  calls_in_threads,
  has_grown,
  open_resources,
  type ResourceCounts,
} from "./internal/node/resources.js";
import { describe_waiting } from "./internal/standstill.js";
import { EventLoop } from "./node-events.js";
import { RuntimeError, ValueError } from "./python/exceptions.js";
import { check_keywords } from "./python/kwargs.js";
import { repr } from "./python/repr.js";

/** How long, in seconds, Node may be silent with something open before the clock jumps. */
const GRACE = 0.02;
/** How long a call in a thread may take, in seconds, before the clock jumps. */
const THREAD_PATIENCE = 5;

/**
 * An event loop on virtual time.
 *
 * @example
 * test("retries for an hour", async () => {
 *   await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
 * });
 */
export class VirtualTimeEventLoop extends EventLoop {
  #now = 0;
  readonly #before: ResourceCounts = resources_of_an_idle_loop();
  readonly #grace: number;
  /** Counts the waits: an older one that is woken late has no say. */
  #wait = 0;

  /**
   * @param options.grace - for how many real seconds Node may be silent, with a connection or a child process open,
   * before the clock jumps to the next timer; by default 0.02.
   * @throws ValueError if that is less than 0.
   */
  constructor(options: { readonly grace?: number | undefined } = {}) {
    super();
    check_keywords("VirtualTimeEventLoop", options, ["grace"]);
    const { grace = GRACE } = options;
    if (typeof grace !== "number")
      throw new TypeError(`grace must be a number of seconds, not ${repr(grace)}`);
    if (!(grace >= 0)) throw new ValueError(`grace must be >= 0, not ${repr(grace)}`);
    this.#grace = grace;
  }

  /** Virtual seconds since the loop was made. */
  override time(): number {
    return this.#now;
  }

  /** @internal */
  override _wait(until: number): void {
    this.#wait += 1;
    const wait = this.#wait;
    // Twice: what a callback of this very turn has begun may be over in the next.
    setImmediate(() => setImmediate(() => this.#jump(wait, until, performance.now())));
  }

  /** @param since - when the loop began to wait, in milliseconds of real time. */
  #jump(wait: number, until: number, since: number): void {
    if (wait !== this.#wait || !this._is_idle()) return;
    if (this.#awaits_native_work() || this.#has_opened())
      setTimeout(() => this.#jump_after_grace(wait, until, since), 1000 * this.#grace);
    else this.#advance(until);
  }

  #jump_after_grace(wait: number, until: number, since: number): void {
    if (wait !== this.#wait || !this._is_idle()) return;
    const may_yet_go_on =
      this.#awaits_native_work() || until === Number.POSITIVE_INFINITY || this.#has_calls_in_threads(since);
    if (may_yet_go_on && this.#has_opened()) this.#jump(wait, until, since);
    else this.#advance(until);
  }

  /** Whether there are any, and they may be waited for still. */
  #has_calls_in_threads(since: number): boolean {
    if (performance.now() - since > 1000 * THREAD_PATIENCE) return false;
    return calls_in_threads(open_resources()) > calls_in_threads(this.#before);
  }

  /** Whether Node has more open than when the loop was made. */
  #has_opened(): boolean {
    return this._open_count() > 0 || has_grown(this.#before, open_resources());
  }

  #awaits_native_work(): boolean {
    for (const task of this._tasks) if (task._begun && task._open === null) return true;
    return false;
  }

  /** @throws RuntimeError out of the run: nothing can ever happen any more. */
  #advance(until: number): void {
    if (until === Number.POSITIVE_INFINITY) {
      this._interrupt(new RuntimeError(`the program can never go on: ${describe_waiting(this._tasks)}`));
      return;
    }
    this.#now = Math.max(this.#now, until);
    this._look_again();
  }
}

/** What is open already, and the timer by which a running loop keeps the process alive. */
function resources_of_an_idle_loop(): ResourceCounts {
  const counts = new Map(open_resources());
  return counts.set("Timeout", (counts.get("Timeout") ?? 0) + 1);
}
