/** Handles that stand in no queue but are put there again and again, whenever Node has something for the loop. */
import { copy_context } from "../contextvars.js";
import { Handle } from "../events.js";
import { ambient } from "../internal/ambient.js";
import type { EventLoop } from "../node-events.js";

/** A handle in a copy of the present context, which does not hold on to the task that makes it. */
export function detached_handle(loop: EventLoop, callback: () => void): Handle {
  const context = copy_context();
  return ambient.run({ loop, task: null, context }, () => new Handle(callback, [], loop, context));
}
