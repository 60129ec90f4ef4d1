/** Handles that stand in no queue but are put there again and again, whenever Node has something for the loop. */
import { type Context, copy_context } from "../contextvars.js";
import { Handle } from "../events.js";
import { ambient } from "../internal/ambient.js";
import type { EventLoop } from "../node-events.js";

/**
 * A handle in a copy of the present context, which does not hold on to the task that makes it.
 *
 * @param shortcut - what the callback would do, if that runs nobody else's code: then no scope has to be entered, the
 * dearest part of a small callback. Else it does nothing and answers false.
 */
export function detached_handle(
  loop: EventLoop,
  callback: () => void,
  shortcut: (() => boolean) | null = null,
): Handle {
  const context = copy_context();
  return ambient.run({ _loop: loop, _task: null, _context: context }, () =>
    shortcut === null
      ? new Handle(callback, [], loop, context)
      : new ShortHandle(callback, shortcut, loop, context),
  );
}

class ShortHandle extends Handle {
  readonly #shortcut: () => boolean;

  constructor(callback: () => void, shortcut: () => boolean, loop: EventLoop, context: Context) {
    super(callback, [], loop, context);
    this.#shortcut = shortcut;
  }

  override _run(): void {
    if (this._cancelled || !this.#shortcut()) super._run();
  }
}
