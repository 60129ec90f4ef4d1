/**
 * Running a program from beginning to end, as in CPython's `runners.py`.
 */
import type { Context } from "./contextvars.js";
import { copy_context } from "./contextvars.js";
import { type Awaitable, is_coroutine_like, type Outcome } from "./coroutines.js";
import { _get_running_loop, new_event_loop, set_event_loop } from "./events.js";
import { CancelledError } from "./exceptions.js";
import { on_sigint } from "./internal/node/sigint.js";
import { end_as_python_does } from "./internal/node/uncaught.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name } from "./python/arguments.js";
import { KeyboardInterrupt, RuntimeError, ValueError } from "./python/exceptions.js";
import { check_keywords } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { address, is_class, repr, type_name } from "./python/repr.js";
import { all_tasks, type Task, wrap_awaitable } from "./tasks.js";
import { gather_all } from "./waiting.js";

/** How long the threads of the default executor may take to end, in seconds: CPython's own. */
const THREAD_JOIN_TIMEOUT = 300;

type LoopFactory = (() => EventLoop) | (new () => EventLoop);

/** The keywords of `run` and `Runner`. */
export interface RunnerOptions {
  readonly debug?: boolean | null | undefined;
  /** Makes the loop, as a function or as the class itself; by default `new_event_loop`. */
  readonly loop_factory?: LoopFactory | null | undefined;
}

/** The keywords of `Runner.run`. */
interface RunOptions {
  readonly context?: Context | null | undefined;
}

/**
 * Several top-level coroutines, one after another, in one loop.
 *
 * @example
 * await asyncio.with_(new asyncio.Runner(), async (runner) => {
 *   await runner.run(first());
 *   await runner.run(second());
 * });
 *
 * @see https://docs.python.org/3/library/asyncio-runner.html#asyncio.Runner
 */
export class Runner extends Printable {
  #state: "created" | "initialized" | "closed" = "created";
  readonly #debug: boolean | null;
  readonly #loop_factory: LoopFactory | null;
  #loop: EventLoop | null = null;
  #context: Context | null = null;
  #interrupts = 0;

  constructor(options: RunnerOptions = {}) {
    super();
    check_keywords("Runner", options, ["debug", "loop_factory"]);
    this.#debug = options.debug ?? null;
    this.#loop_factory = options.loop_factory ?? null;
  }

  /** The loop that it runs in. @throws RuntimeError once it is closed. */
  get_loop(): EventLoop {
    return this.#initialized();
  }

  /**
   * Runs a coroutine, or what else can be awaited, and gives its result. SIGINT cancels it, and comes out as
   * `KeyboardInterrupt`.
   *
   * @param options.context - the context to run it in; by default the runner's own.
   * @throws ValueError if it is nothing that can be awaited; RuntimeError inside a running loop, or once the runner is closed.
   */
  run<T>(coro: Awaitable<T>, options?: RunOptions): Promise<T>;
  run<A extends Awaitable>(keywords: RunOptions & { readonly coro: A }): Promise<Outcome<A>>;
  run<A extends Awaitable>(coro: A, options?: RunOptions): Promise<Outcome<A>>;
  async run<T>(given: Awaitable<T> | object, options: RunOptions = {}): Promise<T> {
    const named = first_by_name<Awaitable<T>>("coro", given);
    if (named !== null) return await this.run(...named);
    const coro = given as Awaitable<T>;
    if (coro === undefined)
      throw new TypeError("Runner.run() missing 1 required positional argument: 'coro'");
    check_keywords("run", options, ["context"]);
    const main = is_coroutine_like(coro) ? coro : wrap_awaitable<T>(coro);
    if (main === null) throw new ValueError(`a coroutine was expected, got ${repr(coro)}`);
    if (_get_running_loop() !== null) {
      throw new RuntimeError("Runner.run() cannot be called from a running event loop");
    }
    const loop = this.#initialized();
    const task = loop.create_task(main, { context: options.context ?? this.#context });
    this.#interrupts = 0;
    const release = on_sigint(() => this.#on_sigint(task));
    try {
      return await loop.run_until_complete(task);
    } catch (error) {
      if (error instanceof CancelledError && this.#interrupts > 0 && task.uncancel() === 0) {
        end_as_python_does();
        throw new KeyboardInterrupt();
      }
      throw error;
    } finally {
      release();
    }
  }

  #on_sigint(task: Task): void {
    this.#interrupts += 1;
    if (this.#interrupts === 1 && !task.done()) task.cancel();
    else task.get_loop()._interrupt(new KeyboardInterrupt());
  }

  /** Cancels what is left and waits for it, shuts down async generators and the executor, closes the loop. */
  async close(): Promise<void> {
    const loop = this.#loop;
    if (this.#state !== "initialized" || loop === null) return;
    try {
      await cancel_all_tasks(loop);
      await loop.run_until_complete(loop.shutdown_asyncgens());
      await loop.run_until_complete(loop.shutdown_default_executor(THREAD_JOIN_TIMEOUT));
    } finally {
      if (this.#loop_factory === null) set_event_loop(null);
      loop.close();
      this.#loop = null;
      this.#state = "closed";
    }
  }

  __enter__(): this {
    this.#initialized();
    return this;
  }

  /** `close`, which has to be awaited. */
  async __exit__(): Promise<void> {
    await this.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  override __repr__(): string {
    return `<asyncio.runners.Runner object at ${address(this)}>`;
  }

  #initialized(): EventLoop {
    if (this.#state === "closed") throw new RuntimeError("Runner is closed");
    if (this.#loop !== null) return this.#loop;
    this.#loop = this.#loop_factory === null ? new_event_loop() : make_loop(this.#loop_factory);
    if (this.#loop_factory === null) set_event_loop(this.#loop);
    this.#loop._owned_by_runner = true;
    if (this.#debug !== null) this.#loop.set_debug(this.#debug);
    this.#context = copy_context();
    this.#state = "initialized";
    return this.#loop;
  }
}

function make_loop(factory: LoopFactory): EventLoop {
  if (typeof factory !== "function") throw new TypeError(`'${type_name(factory)}' object is not callable`);
  const loop = is_class(factory) ? new (factory as new () => EventLoop)() : (factory as () => EventLoop)();
  if (typeof loop?.run_until_complete !== "function") {
    throw new TypeError(`loop_factory has to make an event loop, not ${repr(loop)}`);
  }
  return loop;
}

/**
 * Runs a coroutine, or what else can be awaited, in a loop of its own, and cleans up after it.
 *
 * May be called several times side by side from native code. SIGINT cancels the coroutine, and comes out as
 * `KeyboardInterrupt`.
 *
 * @throws ValueError if it is nothing that can be awaited; RuntimeError inside a running loop.
 * @see https://docs.python.org/3/library/asyncio-runner.html#asyncio.run
 */
export function run<T>(main: Awaitable<T>, options?: RunnerOptions): Promise<T>;
export function run<A extends Awaitable>(keywords: RunnerOptions & { readonly main: A }): Promise<Outcome<A>>;
export function run<A extends Awaitable>(main: A, options?: RunnerOptions): Promise<Outcome<A>>;
export async function run<T>(given: Awaitable<T> | object, options: RunnerOptions = {}): Promise<T> {
  const named = first_by_name<Awaitable<T>>("main", given);
  if (named !== null) return await run(...named);
  const main = given as Awaitable<T>;
  if (main === undefined) throw new TypeError("run() missing 1 required positional argument: 'main'");
  check_keywords("run", options, ["debug", "loop_factory"]);
  if (_get_running_loop() !== null) {
    throw new RuntimeError("asyncio.run() cannot be called from a running event loop");
  }
  const runner = new Runner(options);
  try {
    return await runner.run(main);
  } finally {
    await runner.close();
  }
}

async function cancel_all_tasks(loop: EventLoop): Promise<void> {
  const tasks = [...all_tasks(loop)];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  await loop.run_until_complete(gather_all(tasks, true));
  for (const task of tasks) {
    const exception = task.cancelled() ? null : task.exception();
    if (exception === null) continue;
    loop.call_exception_handler({
      message: "unhandled exception during asyncio.run() shutdown",
      exception,
      task,
    });
  }
}
