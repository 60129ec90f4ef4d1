/**
 * The tie between a primitive and its loop, as in CPython's `mixins.py`.
 *
 * A lock or a queue may be made anywhere, also before there is a loop. It belongs to the first loop in which somebody
 * has to wait for it.
 */
import { get_running_loop } from "./events.js";
import type { EventLoop } from "./node-events.js";
import { RuntimeError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";

export abstract class LoopBound extends Printable {
  #loop: EventLoop | null = null;

  /**
   * The running loop, which from now on is the only one that may wait here.
   *
   * @internal
   * @param loop - the running loop, for callers who know it and cannot ask for it.
   * @throws RuntimeError when that is another one: "… is bound to a different event loop".
   */
  protected _get_loop(loop: EventLoop = get_running_loop()): EventLoop {
    if (loop !== this.#loop) {
      if (this.#loop !== null) throw new RuntimeError(`${repr(this)} is bound to a different event loop`);
      this.#loop = loop;
    }
    return loop;
  }
}
