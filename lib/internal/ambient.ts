/**
 * The ambient scope: what CPython keeps in thread-local state and hands along through its frames.
 *
 * V8 does not say which task is awaiting when it calls a thenable's `then`; this store does, after native awaits
 * as well. It is entered once at a task's first step and once around each callback, never on a resume.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { BaseEventLoop } from "../base-events.js";
import type { Context } from "../contextvars.js";
import type { Task } from "../tasks.js";

export interface Scope {
  /** The loop that runs this code; `null` inside `Context.run` outside any loop. */
  readonly loop: BaseEventLoop | null;
  /** The task whose body this is; `null` in a plain callback. */
  readonly task: Task | null;
  /** The context that `ContextVar` reads and writes here. */
  readonly context: Context;
}

const storage = new AsyncLocalStorage<Scope>();

export const ambient: { get(): Scope | undefined; run<R>(scope: Scope, fn: () => R): R } = {
  get: () => storage.getStore(),
  run: (scope, fn) => storage.run(scope, fn),
};
