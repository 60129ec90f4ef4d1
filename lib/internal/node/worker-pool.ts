/**
 * A pool of worker threads.
 *
 * p-limit admits the calls, as many as there may be threads; one is started when a call finds none idle, as in
 * CPython. A thread that dies fails the call that it ran, and is replaced when another call needs one.
 */
import pLimit, { type LimitFunction } from "p-limit";
import type { ErrorClass } from "../../python/exceptions.js";
import { log_error } from "../exception-handler.js";
import { pack } from "../packing.js";
import type { AnyFunction } from "./inspector.js";
import type { Parcel } from "./thread.js";
import { WorkerThread } from "./worker-thread.js";

/** A function to call, and what is to become of the call. */
export interface Work {
  readonly fn: AnyFunction;
  readonly args: readonly unknown[];
  readonly future: {
    done(): boolean;
    /** False if the call must not begin. */
    set_running_or_notify_cancel(): boolean;
    set_result(result: unknown): void;
    set_exception(exception: Error): void;
  };
}

export interface PoolOptions {
  readonly max_workers: number;
  /** The threads are named `prefix_0`, `prefix_1`, … */
  readonly thread_name_prefix: string;
  /** What each thread runs before anything else. */
  readonly initializer: Pick<Work, "fn" | "args"> | null;
  /** Told when an initializer has failed: gives the error for all that waits. */
  readonly on_initializer_failed: () => Error;
  /** Classes of errors besides JavaScript's own. */
  readonly known_errors: ReadonlyMap<string, ErrorClass>;
  /** An error of whatever a function has thrown. */
  readonly as_error: (thrown: unknown) => Error;
}

export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #limit: LimitFunction;
  readonly #threads = new Set<WorkerThread>();
  readonly #idle: WorkerThread[] = [];
  #started = 0;
  #broken = false;
  /** How many calls have been submitted and are not over. */
  #open = 0;
  #when_over: (() => void) | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limit = pLimit(options.max_workers);
  }

  /** Has the call made as soon as a thread is free, in the order of submission. */
  submit(work: Work): void {
    this.#open += 1;
    const packing = pack(work.fn);
    // A function that cannot go is told so at once, however many calls may wait before it.
    packing.catch((error: unknown) => this.#fail(work, error));
    void this.#limit(async () => {
      try {
        await this.#serve(work, await packing);
      } catch (error) {
        this.#fail(work, error);
      }
      this.#open -= 1;
      if (this.#open === 0) this.#when_over?.();
    });
  }

  /** Makes the call; throws if it cannot be made. */
  async #serve(work: Work, parcel: Parcel): Promise<void> {
    const { future, fn, args } = work;
    if (future.done()) {
      future.set_running_or_notify_cancel();
      return;
    }
    if (this.#broken) throw this.#options.on_initializer_failed();
    const thread = this.#idle.pop() ?? (await this.#start());
    let settle = (): void => {};
    if (future.set_running_or_notify_cancel()) {
      settle = await thread.run(fn, parcel, args, this.#options.known_errors).then(
        (value) => () => future.set_result(value),
        (error) => () => this.#fail(work, error),
      );
    }
    if (thread.alive) this.#idle.push(thread);
    settle();
  }

  #fail({ future }: Work, error: unknown): void {
    if (!future.done()) future.set_exception(this.#options.as_error(error));
  }

  async #start(): Promise<WorkerThread> {
    const { thread_name_prefix, initializer, on_initializer_failed, known_errors } = this.#options;
    const thread = new WorkerThread(`${thread_name_prefix}_${this.#started++}`, () => this.#forget(thread));
    this.#threads.add(thread);
    await thread.started;
    if (initializer === null) return thread;
    try {
      const { fn, args } = initializer;
      await thread.run(fn, await pack(fn), args, known_errors);
      return thread;
    } catch (error) {
      log_error("Exception in initializer:", error);
      this.#broken = true;
      await thread.terminate();
      throw on_initializer_failed();
    }
  }

  #forget(thread: WorkerThread): void {
    this.#threads.delete(thread);
    const index = this.#idle.indexOf(thread);
    if (index >= 0) this.#idle.splice(index, 1);
  }

  /** Ends the threads when every call is over. */
  async close(): Promise<void> {
    if (this.#open > 0) {
      await new Promise<void>((resolve) => {
        const others = this.#when_over;
        this.#when_over = () => {
          others?.();
          resolve();
        };
      });
    }
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }
}
