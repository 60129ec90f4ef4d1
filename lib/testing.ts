/**
 * For tests of programs that wait: `asyncio-node/testing`. CPython has nothing like it in its library.
 *
 * The loop's clock stands still while anything can run, and jumps to the next timer when nothing can: sleeping an hour
 * costs nothing, and the order is that of real time. Work that Node does meanwhile is waited for where a task awaits
 * its promise; an open connection gets a moment of real time before the clock jumps.
 */
import { has_grown, open_resources, type ResourceCounts } from "./internal/node/resources.js";
import { describe_waiting } from "./internal/standstill.js";
import { EventLoop } from "./node-events.js";
import { RuntimeError } from "./python/exceptions.js";

/** How long, in milliseconds, Node may be silent with something open before the clock jumps. */
const GRACE = 20;

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
  /** Counts the waits: an older one that is woken late has no say. */
  #wait = 0;

  /** Virtual seconds since the loop was made. */
  override time(): number {
    return this.#now;
  }

  /** @internal */
  override _wait(until: number): void {
    this.#wait += 1;
    const wait = this.#wait;
    // Twice: what a callback of this very turn has begun may be over in the next.
    setImmediate(() => setImmediate(() => this.#jump(wait, until)));
  }

  #jump(wait: number, until: number): void {
    if (wait !== this.#wait || !this._is_idle()) return;
    if (this.#awaits_native_work() || this.#has_opened())
      setTimeout(() => this.#jump_after_grace(wait, until), GRACE);
    else this.#advance(until);
  }

  #jump_after_grace(wait: number, until: number): void {
    if (wait !== this.#wait || !this._is_idle()) return;
    const may_yet_go_on = this.#awaits_native_work() || until === Number.POSITIVE_INFINITY;
    if (may_yet_go_on && this.#has_opened()) this.#jump(wait, until);
    else this.#advance(until);
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
