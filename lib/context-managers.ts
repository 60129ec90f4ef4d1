/**
 * Python's `async with` and `with`, for which JavaScript has no statement: there `await using` comes nearest, but its
 * exit never learns of the error that ends the block, and can therefore not swallow it, as `timeout()` and
 * `TaskGroup` must.
 *
 * `async_with` and `with_` hand `__aexit__` and `__exit__` all that Python does: the error's class, the error, and in
 * place of a traceback an object that prints as the error's stack. `enter` bridges to `await using`, for managers
 * whose exit does not look at the error.
 *
 * @see https://docs.python.org/3/reference/compound_stmts.html#async-with
 */
import { type Coroutine, coroutine } from "./coroutines.js";
import { begin_now } from "./generator-coroutines.js";
import { type_name } from "./python/repr.js";

/** What `async with` takes. */
export interface AsyncContextManager<V = unknown> {
  __aenter__(): V | PromiseLike<V>;
  /** Gets `null` three times without an error. With one, a true answer swallows it. */
  __aexit__(type: unknown, error: unknown, traceback: unknown): unknown;
}

/** What `with` takes. */
export interface ContextManager<V = unknown> {
  __enter__(): V;
  /** Gets `null` three times without an error. With one, a true answer swallows it. */
  __exit__(type: unknown, error: unknown, traceback: unknown): unknown;
}

type Managers = readonly (AsyncContextManager | ContextManager)[];

/** What entering `M` gives. */
export type Entered<M> = M extends { __aenter__(): infer V }
  ? Awaited<V>
  : M extends { __enter__(): infer V }
    ? V
    : never;

type EnteredEach<Ms extends Managers> = { [K in keyof Ms]: Entered<Ms[K]> };

/** `undefined` where leaving `M` may swallow an error: the block then has no value. */
type Swallowed<M> = M extends { __aexit__(...error: never): infer A }
  ? MaybeTrue<Awaited<A>>
  : M extends { __exit__(...error: never): infer A }
    ? MaybeTrue<Awaited<A>>
    : never;

type MaybeTrue<A> = true extends A ? undefined : never;

type Block = (...entered: unknown[]) => unknown;

/**
 * Python's `async with manager as entered: …`, with the block as a function; hands back what that returns.
 *
 * Several managers in an array are entered in order, and left in reverse.
 *
 * @throws TypeError "'X' object does not support the asynchronous context manager protocol".
 *
 * @example
 * await async_with(lock, async () => {
 *   // the lock is held
 * });
 * const answer = await async_with([new TaskGroup(), timeout(1)], async (group) => group.create_task(work()));
 */
export function async_with<M extends AsyncContextManager, R>(
  manager: M,
  body: (entered: Entered<M>) => R,
): Coroutine<Awaited<R> | Swallowed<M>>;
export function async_with<const Ms extends readonly AsyncContextManager[], R>(
  managers: Ms,
  body: (...entered: EnteredEach<Ms>) => R,
): Coroutine<Awaited<R> | Swallowed<Ms[number]>>;
export function async_with(
  managers: AsyncContextManager | readonly AsyncContextManager[],
  body: (...entered: never[]) => unknown,
): Coroutine<unknown> {
  return start_async_with(managers, body as Block);
}

const start_async_with = coroutine(
  "async_with",
  (managers: AsyncContextManager | readonly AsyncContextManager[], body: Block): Promise<unknown> =>
    is_array(managers) ? nest_async(managers, [], body) : run_async(managers, body),
);

async function nest_async(
  managers: readonly AsyncContextManager[],
  entered: readonly unknown[],
  body: Block,
): Promise<unknown> {
  const manager = managers[entered.length];
  if (entered.length === managers.length) return await body(...entered);
  return await run_async(manager, (value) => nest_async(managers, [...entered, value], body));
}

async function run_async(manager: AsyncContextManager | undefined, body: Block): Promise<unknown> {
  if (!is_async_manager(manager))
    throw unsupported(manager, "asynchronous context manager", "__aenter__", "__aexit__");
  const entering = begin_now(manager.__aenter__());
  const entered = is_thenable(entering) ? await entering : entering;
  let result: unknown;
  try {
    result = await body(entered);
  } catch (error) {
    if (await manager.__aexit__(...exc_info(error))) return undefined;
    throw error;
  }
  const leaving = begin_now(manager.__aexit__(null, null, null));
  if (is_thenable(leaving)) await leaving;
  return result;
}

/**
 * Python's `with manager as entered: …`, with the block as a function; hands back what that returns.
 *
 * A block that returns a promise lasts until that is settled, as a `with` around `await` does in Python.
 *
 * @throws TypeError "'X' object does not support the context manager protocol".
 *
 * @example
 * with_(request_id.set(7), () => handle());
 */
export function with_<M extends ContextManager, R>(
  manager: M,
  body: (entered: Entered<M>) => R,
): Outcome<R, Swallowed<M>>;
export function with_<const Ms extends readonly ContextManager[], R>(
  managers: Ms,
  body: (...entered: EnteredEach<Ms>) => R,
): Outcome<R, Swallowed<Ms[number]>>;
export function with_(
  managers: ContextManager | readonly ContextManager[],
  body: (...entered: never[]) => unknown,
): unknown {
  return is_array(managers) ? nest(managers, [], body as Block) : run(managers, body as Block);
}

/** What a block gives: its value at once, or a promise if it is asynchronous. */
type Outcome<R, S> = R extends PromiseLike<infer V> ? Promise<Awaited<V> | S> : R | S;

function nest(managers: readonly ContextManager[], entered: readonly unknown[], body: Block): unknown {
  if (entered.length === managers.length) return body(...entered);
  return run(managers[entered.length], (value) => nest(managers, [...entered, value], body));
}

function run(manager: ContextManager | undefined, body: Block): unknown {
  if (!is_manager(manager)) throw unsupported(manager, "context manager", "__enter__", "__exit__");
  const entered = manager.__enter__();
  let result: unknown;
  try {
    result = body(entered);
  } catch (error) {
    if (manager.__exit__(...exc_info(error))) return undefined;
    throw error;
  }
  if (is_thenable(result)) return finish(manager, result);
  manager.__exit__(null, null, null);
  return result;
}

async function finish(manager: ContextManager, body: PromiseLike<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await body;
  } catch (error) {
    if (await manager.__exit__(...exc_info(error))) return undefined;
    throw error;
  }
  await manager.__exit__(null, null, null);
  return result;
}

/** What `enter` gives: what the manager gave on entering, to be left at the end of the block. */
export interface EnteredManager<V> extends AsyncDisposable {
  readonly value: V;
}

/**
 * Enters a manager for the rest of the block: Python's `async with` without its indentation.
 *
 * The exit is never told of an error, so `timeout()` and `TaskGroup` do not work this way: they need `async_with`.
 *
 * @throws TypeError "'X' object does not support the asynchronous context manager protocol".
 *
 * @example
 * await using _ = await enter(lock);
 * await using server = await enter(await start_server(handle)); // server.value
 */
export function enter<M extends AsyncContextManager | ContextManager | AsyncDisposable>(
  manager: M,
): Coroutine<EnteredManager<M extends AsyncContextManager | ContextManager ? Entered<M> : M>> {
  return start_enter(manager) as Coroutine<EnteredManager<never>>;
}

const start_enter = coroutine("enter", async (manager: unknown): Promise<EnteredManager<unknown>> => {
  if (is_async_manager(manager)) {
    return new Leaver(await manager.__aenter__(), () => manager.__aexit__(null, null, null));
  }
  if (is_manager(manager)) return new Leaver(manager.__enter__(), () => manager.__exit__(null, null, null));
  if (has(manager, Symbol.asyncDispose)) {
    const disposable = manager as AsyncDisposable;
    return new Leaver(disposable, () => disposable[Symbol.asyncDispose]());
  }
  throw unsupported(manager, "asynchronous context manager", "__aenter__", "__aexit__");
});

class Leaver<V> implements EnteredManager<V> {
  readonly value: V;
  #leave: (() => unknown) | null;

  constructor(value: V, leave: () => unknown) {
    this.value = value;
    this.#leave = leave;
  }

  /** Leaves the manager; once. */
  async [Symbol.asyncDispose](): Promise<void> {
    const leave = this.#leave;
    this.#leave = null;
    await leave?.();
  }
}

/** What stands for a traceback. V8 renders a stack when it is first read, which is not for nothing. */
class Traceback {
  readonly #error: unknown;

  constructor(error: unknown) {
    this.#error = error;
  }

  toString(): string {
    return String(this.#error instanceof Error ? this.#error.stack : this.#error);
  }
}

function exc_info(error: unknown): [type: unknown, error: unknown, traceback: Traceback] {
  return [Object(error).constructor, error, new Traceback(error)];
}

function has(value: unknown, method: string | symbol): boolean {
  return typeof (value as Record<string | symbol, unknown> | null | undefined)?.[method] === "function";
}

function is_async_manager(value: unknown): value is AsyncContextManager {
  return has(value, "__aenter__") && has(value, "__aexit__");
}

function is_manager(value: unknown): value is ContextManager {
  return has(value, "__enter__") && has(value, "__exit__");
}

function is_thenable(value: unknown): value is PromiseLike<unknown> {
  return has(value, "then");
}

/** `Array.isArray` would not narrow a readonly array. */
function is_array<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function unsupported(value: unknown, protocol: string, enter: string, exit: string): TypeError {
  const missed = has(value, enter) ? ` (missed ${exit} method)` : "";
  return new TypeError(`'${type_name(value)}' object does not support the ${protocol} protocol${missed}`);
}
