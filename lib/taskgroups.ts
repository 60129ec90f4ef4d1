/**
 * Structured concurrency, as in CPython's `taskgroups.py`.
 */
import { type Coroutine, type CoroutineLike, coroutine, iscoroutine, type Outcome } from "./coroutines.js";
import { get_running_loop } from "./events.js";
import { CancelledError, cancellation_of } from "./exceptions.js";
import type { Future } from "./futures.js";
import type { EventLoop } from "./node-events.js";
import { first_by_name, no_arguments } from "./python/arguments.js";
import { BaseExceptionGroup } from "./python/exception-groups.js";
import { is_fatal, RuntimeError } from "./python/exceptions.js";
import { Printable } from "./python/printable.js";
import { repr } from "./python/repr.js";
import { current_task, type Task, type TaskOptions } from "./tasks.js";

/**
 * A block that is left only when all tasks made in it are done; the first failure cancels the others.
 *
 * @example
 * await asyncio.async_with(new asyncio.TaskGroup(), async (tg) => {
 *   tg.create_task(fetch_one());
 *   tg.create_task(fetch_two());
 * });
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.TaskGroup
 */
export class TaskGroup extends Printable {
  #entered = false;
  #cancel_on_enter = false;
  #exiting = false;
  #aborting = false;
  #loop: EventLoop | null = null;
  #parent: Task | null = null;
  #parent_cancel_requested = false;
  readonly #tasks = new Set<Task>();
  #errors: Error[] = [];
  #fatal: Error | null = null;
  #completed: Future<void> | null = null;

  constructor(...none: []) {
    super();
    no_arguments("TaskGroup.__init__", none);
  }

  /** @throws RuntimeError when entered twice, or outside of a task. */
  __aenter__(): Coroutine<this> {
    return enter_group(this, () => this.#enter()) as Coroutine<this>;
  }

  #enter(): void {
    if (this.#entered) throw new RuntimeError(`TaskGroup ${repr(this)} has already been entered`);
    this.#loop ??= get_running_loop();
    this.#parent = current_task(this.#loop);
    if (this.#parent === null)
      throw new RuntimeError(`TaskGroup ${repr(this)} cannot determine the parent task`);
    this.#entered = true;
    if (this.#cancel_on_enter) this.cancel();
  }

  /**
   * Waits for the tasks.
   *
   * After `cancel()` it gives `true` for a block that was cancelled, and `async_with` gives `undefined`; the type says
   * nothing of it, for the sake of all the groups that nobody cancels.
   *
   * @throws an ExceptionGroup of the errors of the tasks and of the block.
   */
  __aexit__(_type: unknown, error: unknown, _traceback: unknown): Coroutine<null> {
    return exit(() => this.#exit((error ?? null) as Error | null)) as Coroutine<null>;
  }

  /** True if the block's own cancellation was the group's, and ends here. */
  async #exit(error: Error | null): Promise<true | null> {
    this.#exiting = true;
    if (is_fatal(error)) this.#fatal ??= error;
    let cancellation: Error | null = cancellation_of(error) === null ? null : error;
    if (error !== null && !this.#aborting) this.#abort();

    // More than once: the parent may be cancelled again while it waits.
    while (this.#tasks.size > 0) {
      this.#completed ??= (this.#loop as EventLoop).create_future<void>();
      try {
        await this.#completed;
      } catch (cancelled) {
        if (!(cancelled instanceof CancelledError)) throw cancelled;
        if (!this.#aborting) {
          cancellation = cancelled;
          this.#abort();
        }
      }
      this.#completed = null;
    }

    if (this.#fatal !== null) throw this.#fatal;
    const parent = this.#parent as Task;
    if (this.#parent_cancel_requested && parent.uncancel() === 0) cancellation = null;
    if (cancellation !== null && this.#errors.length === 0) throw cancellation;
    if (error !== null && cancellation_of(error) === null) this.#errors.push(error);
    if (this.#errors.length === 0) return cancellation_of(error) === null ? null : true;
    // The count of cancellations stays as it is, but the parent is told at its next await.
    if (parent.cancelling() > 0) {
      parent.uncancel();
      parent.cancel();
    }
    const errors = this.#errors;
    this.#errors = [];
    throw new BaseExceptionGroup("unhandled errors in a TaskGroup", errors);
  }

  /**
   * Makes a task of the group.
   *
   * @throws RuntimeError before the group is entered, once it is finished, and while it shuts down.
   */
  create_task<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T>;
  create_task<C extends CoroutineLike>(keywords: TaskOptions & { readonly coro: C }): Task<Outcome<C>>;
  create_task<C extends CoroutineLike>(coro: C, options?: TaskOptions): Task<Outcome<C>>;
  create_task<T>(given: CoroutineLike<T> | object, options: TaskOptions = {}): Task<T> {
    const named = first_by_name<CoroutineLike<T>>("coro", given);
    if (named !== null) return this.create_task(...named);
    const coro = given as CoroutineLike<T>;
    const refusal = this.#refusal();
    if (refusal !== null) {
      if (iscoroutine(coro)) coro.close();
      throw new RuntimeError(`TaskGroup ${repr(this)} ${refusal}`);
    }
    const task = (this.#loop as EventLoop).create_task(coro, options);
    if (task.done()) {
      this.#on_task_done(task);
    } else {
      this.#tasks.add(task);
      task._add_internal_callback(
        (done) => this.#on_task_done(done as Task),
        "TaskGroup._on_task_done",
        () => this.#parent,
      );
    }
    return task;
  }

  /**
   * Cancels the group's tasks and its block, which is left without a `CancelledError`. As in CPython 3.15.
   *
   * Before the group is entered, this cancels it on entry; once it is finished, it does nothing.
   *
   * @see https://docs.python.org/3.15/library/asyncio-task.html#asyncio.TaskGroup.cancel
   */
  cancel(): void {
    if (!this.#entered) {
      this.#cancel_on_enter = true;
      return;
    }
    if (this.#exiting && this.#tasks.size === 0) return;
    if (!this.#aborting) this.#abort();
    if (this.#parent_cancel_requested) return;
    this.#parent_cancel_requested = true;
    (this.#parent as Task).cancel();
  }

  #refusal(): string | null {
    if (!this.#entered) return "has not been entered";
    if (this.#exiting && this.#tasks.size === 0) return "is finished";
    return this.#aborting ? "is shutting down" : null;
  }

  #abort(): void {
    this.#aborting = true;
    for (const task of this.#tasks) if (!task.done()) task.cancel();
  }

  #on_task_done(task: Task): void {
    this.#tasks.delete(task);
    if (this.#completed !== null && this.#tasks.size === 0 && !this.#completed.done()) {
      this.#completed.set_result(undefined);
    }
    if (task.cancelled()) return;
    const error = task.exception();
    if (error === null) return;
    this.#errors.push(error);
    if (is_fatal(error)) this.#fatal ??= error;
    const parent = this.#parent as Task;
    if (parent.done()) {
      (this.#loop as EventLoop).call_exception_handler({
        message: `Task ${repr(task)} has errored out but its parent task ${repr(parent)} is already completed`,
        exception: error,
        task,
      });
    } else if (!this.#aborting && !this.#parent_cancel_requested) {
      this.#abort();
      this.#parent_cancel_requested = true;
      parent.cancel();
    }
  }

  __repr__(): string {
    const info = [""];
    if (this.#tasks.size > 0) info.push(`tasks=${this.#tasks.size}`);
    if (this.#errors.length > 0) info.push(`errors=${this.#errors.length}`);
    if (this.#aborting) info.push("cancelling");
    else if (this.#entered) info.push("entered");
    return `<TaskGroup${info.join(" ")}>`;
  }
}

const enter_group = coroutine(
  "TaskGroup.__aenter__",
  async (group: TaskGroup, begin: () => void): Promise<TaskGroup> => {
    begin();
    return group;
  },
);

const exit = coroutine(
  "TaskGroup.__aexit__",
  (end: () => Promise<true | null>): Promise<true | null> => end(),
);
