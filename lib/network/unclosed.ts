/**
 * What a loop finds open when it is closed. Python issues a `ResourceWarning` for it, and shows that in its development
 * mode only; Node shows every warning, so here it takes the loop's debug mode to issue it.
 */
import type { EventLoop } from "../node-events.js";
import { warn } from "../python/warnings.js";

export function warn_unclosed(loop: EventLoop, what: string): void {
  if (loop.get_debug()) warn(`unclosed ${what}`, "ResourceWarning");
}
