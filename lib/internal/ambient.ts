/**
 * The ambient scope: what CPython keeps in thread-local state and hands along through its frames.
 *
 * V8 does not say which task is awaiting when it calls a thenable's `then`; this store does, after native awaits
 * as well. It is entered once at a task's first step and once around each callback, never on a resume.
 */
import type { Context } from "../contextvars.js";
import type { EventLoop } from "../node-events.js";
import type { Task } from "../tasks.js";
import { async_hooks } from "./node/builtins.js";

/** A task is the scope of its own body. */
export interface Scope {
  /** The loop that runs this code; `null` inside `Context.run` outside any loop. */
  readonly _loop: EventLoop | null;
  /** The task whose body this is; `null` in a plain callback. */
  readonly _task: Task | null;
  /** The context that `ContextVar` reads and writes here. */
  readonly _context: Context;
}

const storage = new async_hooks.AsyncLocalStorage<Scope>();

export const ambient: { get(): Scope | undefined; run<R>(scope: Scope, fn: () => R): R } = {
  get: () => storage.getStore(),
  run: (scope, fn) => storage.run(scope, fn),
};

const running = new Set<EventLoop>();
/** The loop that runs, where no other does. */
let only: EventLoop | null = null;

/** To be called by each loop when it begins to run, and when it has stopped. */
export function mark_running(loop: EventLoop, runs: boolean): void {
  if (runs) running.add(loop);
  else running.delete(loop);
  const [first = null] = running;
  only = running.size === 1 ? first : null;
}

/**
 * The loop that whatever happens now is counted to. Asking the store for each coroutine would cost more than all else
 * that is kept of it; so where a single loop runs it is that one, native code of the same time included.
 */
export function nearest_loop(): EventLoop | null {
  return only ?? ambient.get()?._loop ?? null;
}

/**
 * Where a task or a callback was made, as far as *other* libraries' AsyncLocalStorages go: the loop runs it in the
 * frame of whoever suspended last, and would else show it that one's stores.
 */
export class Origin extends async_hooks.AsyncResource {
  constructor() {
    super("asyncio", KEPT);
  }

  /** Calls `fn(...args)` with the stores of the place where this was made, and `scope` as the ambient one. */
  _enter<R>(scope: Scope, fn: (...args: unknown[]) => R, args: readonly unknown[]): R {
    return this.runInAsyncScope(enter_scope, null, scope, fn, args) as R;
  }
}

/** Nobody is told when it is garbage, which would cost a finalizer for each. */
const KEPT = { requireManualDestroy: true };

/** `enterWith` is undone by the resource's scope, and costs a third of `run` on Node 24. */
function enter_scope<R>(scope: Scope, fn: (...args: unknown[]) => R, args: readonly unknown[]): R {
  storage.enterWith(scope);
  return fn(...args);
}
