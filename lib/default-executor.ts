/**
 * A loop's default executor, as CPython's `base_events.py` has it: made when it is first needed, shut down with the
 * loop. The loop owns one of these.
 */
import type { Executor } from "./concurrent-futures.js";
import { async_with } from "./context-managers.js";
import { type Coroutine, coroutine } from "./coroutines.js";
import { wrap_future } from "./futures.js";
import type { EventLoop } from "./node-events.js";
import { RuntimeError, TimeoutError } from "./python/exceptions.js";
import { warn } from "./python/warnings.js";
import { ThreadPoolExecutor } from "./thread-pool.js";
import { timeout } from "./timeouts.js";

/** @throws TypeError if it is no executor. */
export function check_executor(executor: Executor): Executor {
  const given = executor as Partial<Executor> | null | undefined;
  if (typeof given?.submit === "function" && typeof given.shutdown === "function") return executor;
  throw new TypeError("executor must be ThreadPoolExecutor instance, or have submit() and shutdown()");
}

export class DefaultExecutor {
  #executor: Executor | null = null;
  #shutdown_called = false;

  /** The executor. @throws RuntimeError once it has been shut down. */
  get(): Executor {
    if (this.#shutdown_called) throw new RuntimeError("Executor shutdown has been called");
    this.#executor ??= new ThreadPoolExecutor({ thread_name_prefix: "asyncio" });
    return this.#executor;
  }

  /** @throws TypeError if it is no executor. */
  set(executor: Executor): void {
    this.#executor = check_executor(executor);
  }

  /** Waits until its threads have ended, for so many seconds, or as long as it takes. */
  shutdown(loop: EventLoop, seconds: number | null): Coroutine<void> {
    return shutdown_default_executor(loop, seconds, () => {
      this.#shutdown_called = true;
      return this.#executor;
    });
  }

  /** Waits for nothing. */
  close(): void {
    this.#shutdown_called = true;
    const executor = this.#executor;
    this.#executor = null;
    void executor?.shutdown(false);
  }
}

const shutdown_default_executor = coroutine(async function shutdown_default_executor(
  loop: EventLoop,
  seconds: number | null,
  retire: () => Executor | null,
): Promise<void> {
  const executor = retire();
  if (executor === null) return;
  const joined = wrap_future(Promise.resolve(executor.shutdown(true)), { loop });
  try {
    await async_with(timeout(seconds), () => joined);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    const text = `The executor did not finishing joining its threads within ${seconds} seconds.`;
    warn(text, "RuntimeWarning");
    void executor.shutdown(false);
  }
});
