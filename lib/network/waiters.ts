/** Who waits for a connection to be made. */
import type { Future } from "../futures.js";

/** For a waiter that a cancelled task may have given up. */
export function set_result_unless_cancelled(future: Future<void>): void {
  if (!future.done()) future.set_result(undefined);
}
