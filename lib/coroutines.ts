/**
 * Coroutines, as in CPython's `coroutines.py` and its interpreter.
 *
 * A native async function runs at once when it is called. `coroutine()` puts the call off: what it returns holds the
 * function and its arguments, and begins when it is awaited or its task takes its first step.
 */
import { _native_loop } from "./events.js";
import { ambient, nearest_loop } from "./internal/ambient.js";
import { track_generator } from "./internal/async-generators.js";
import type { Asynchronous, Concrete, CoroutineFunction } from "./internal/coroutine-function.js";
import { never_awaited, outside, type Unawaited } from "./internal/forgotten.js";
import { util } from "./internal/node/builtins.js";
import { created_at, type Origins } from "./internal/origins.js";
import { function_location, function_name } from "./internal/source-locations.js";
import { NotImplementedError, RuntimeError } from "./python/exceptions.js";
import { type Printable, show_as_text } from "./python/printable.js";
import { address, is_class, repr } from "./python/repr.js";
import { warn } from "./python/warnings.js";

// biome-ignore lint/suspicious/noExplicitAny: the parameters of any function at all
type AnyFunction = (...args: any[]) => any;

/** The async function behind each function that `coroutine` made. */
const originals = new WeakMap<AnyFunction, AnyFunction>();

const AsyncFunction = (async () => {}).constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

/** Those of a coroutine that is called in another way. */
export const NO_ARGUMENTS: readonly unknown[] = [];

/**
 * A call of an async function that has not begun.
 *
 * Awaiting it inside a task runs its body as a part of that task; awaiting it outside of any task drives the current
 * loop until it is done. It can be awaited once.
 *
 * Differs from CPython: `send`, and `throw` and `close` once it has begun, cannot be had of a native async function and
 * throw `NotImplementedError`.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#coroutines
 */
export class Coroutine<T = unknown> implements Printable, PromiseLike<T> {
  static {
    // No base class: there is one for each await, and what `super()` takes is a twentieth of it.
    show_as_text(Coroutine.prototype);
    // Most never have one: a field would cost each of them eight bytes.
    Object.assign(Coroutine.prototype, { _record: null });
  }

  /** @internal */ readonly _fn: AnyFunction;
  readonly #self: unknown;
  /** Its arguments; then, since what has begun holds on to no argument that its body has let go of, its body's promise. */
  #call: readonly unknown[] | Promise<T>;
  /** One that a task has claimed will not be forgotten. */
  #state: "created" | "claimed" | "begun" | "closed" = "created";
  /** @internal For the watch over what nobody awaits: in debug mode from the beginning, else when it comes to that. */
  declare _record: Unawaited | null;

  /** A coroutine is made by the call of a coroutine function. */
  constructor(none: never, ...more: never[]);
  /** @internal */
  constructor(fn: AnyFunction, self: unknown, args: readonly unknown[]);
  constructor(fn: AnyFunction, self: unknown, args: readonly unknown[]) {
    this._fn = fn;
    this.#self = self;
    this.#call = args;
    const loop = nearest_loop();
    if (loop?.get_debug()) this._record = { started: false, name: null, origin: created_at() };
    (loop === null ? outside : loop._forgotten).coroutine_made(this as Coroutine<unknown>);
  }

  /** The name of its function. */
  get __name__(): string {
    return this.__qualname__.split(".").at(-1) as string;
  }

  /** The name of its function, behind that of its class where it is a method. */
  get __qualname__(): string {
    return qualified_name(this._fn, this.#self);
  }

  /** Where its function is defined, or null where the engine does not say. */
  get cr_code(): {
    readonly co_name: string;
    readonly co_filename: string;
    readonly co_firstlineno: number;
  } | null {
    const location = function_location(this._fn);
    if (location === null) return null;
    return { co_name: this.__name__, co_filename: location.file, co_firstlineno: location.line };
  }

  /** Where it was created, in debug mode; else null. */
  get cr_origin(): Origins | null {
    return this._record?.origin ?? null;
  }

  /**
   * Begins it inside a task; outside of any, gives it a task and drives the loop.
   *
   * A second await rejects with `RuntimeError: cannot reuse already awaited coroutine`.
   */
  // biome-ignore lint/suspicious/noThenProperty: being a thenable is the engine's foundation
  then<A = T, B = never>(
    fulfil?: ((value: T) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    const scope = ambient.get();
    if (scope !== undefined && scope._task !== null && !scope._task.done()) {
      if (this._record !== null) scope._task._last_seen = this._record.origin;
      return this._begin().then(fulfil, reject);
    }
    if (!this._is_new) return this._begin().then(fulfil, reject);
    const loop = scope?._loop?.is_running() ? scope._loop : _native_loop();
    return loop.create_task(this).then(fulfil, reject);
  }

  /**
   * Gives up a coroutine that has not begun: it will never run.
   *
   * @throws NotImplementedError if it has begun: cancel its task instead.
   */
  close(): void {
    if (this.#state === "begun") throw this._unable("close");
    this._mark_begun();
    this.#state = "closed";
  }

  /**
   * Ends a coroutine that has not begun, by the error, which is thrown.
   *
   * @throws NotImplementedError if it has begun: cancel its task instead.
   */
  throw(error: Error): never {
    if (this.#state === "begun") throw this._unable("throw");
    this.close();
    throw error;
  }

  /** @throws NotImplementedError always: only the engine resumes a native async function. */
  send(_value: unknown): never {
    throw this._unable("send");
  }

  /** @internal */
  _unable(method: string): NotImplementedError {
    return new NotImplementedError(
      `${method}() on a native coroutine that has begun is not possible; make a task of it and use task.cancel()`,
    );
  }

  /** @internal Whether it can still begin. */
  get _is_new(): boolean {
    return this.#state === "created" || this.#state === "claimed";
  }

  /** @internal Whether nobody has begun it, and no task ever will. */
  get _is_unclaimed(): boolean {
    return this.#state === "created";
  }

  /** @internal A task takes it. */
  _claim(): void {
    if (this.#state === "created") this.#state = "claimed";
    if (this._record !== null) this._record.started = true;
  }

  /** @internal It has begun, by whatever way. */
  _mark_begun(): void {
    this.#state = "begun";
    if (this._record !== null) this._record.started = true;
  }

  /** @internal Its body has ended. */
  _mark_done(): void {
    this.#state = "closed";
  }

  /** @internal Runs the body up to its first await. */
  _begin(): Promise<T> {
    if (!this._is_new) return Promise.reject(new RuntimeError(this._reuse_message()));
    this._mark_begun();
    let body: Promise<T>;
    try {
      const returned: unknown = this._call();
      body = returned instanceof Promise ? returned : Promise.resolve(returned as T);
    } catch (error) {
      body = Promise.reject(error);
    }
    this.#call = body;
    return body;
  }

  /** @internal Calls the function. */
  _call(): unknown {
    const args = this.#call as readonly unknown[];
    this.#call = NO_ARGUMENTS;
    return Reflect.apply(this._fn, this.#self, args);
  }

  /** @internal */
  _reuse_message(): string {
    return this._is_suspended()
      ? "coroutine is being awaited already"
      : "cannot reuse already awaited coroutine";
  }

  /** @internal Whether it has begun and not ended. */
  _is_suspended(): boolean {
    // Under an AsyncLocalStorage Node 20 prints further properties, each on a line of its own.
    return this.#call instanceof Promise && /^Promise \{\s+<pending>/.test(util.inspect(this.#call));
  }

  /** @internal A record for the watch over forgotten coroutines; null if it needs none. */
  _watch(): Unawaited | null {
    if (!this._is_unclaimed) return null;
    this._record ??= { started: false, name: null, origin: null };
    this._record.name = this.__qualname__;
    return this._record;
  }

  /** @internal Its task was given up before it began. */
  _dropped(): void {
    if (this._is_new) warn(never_awaited(this.__qualname__, this.cr_origin), "RuntimeWarning");
  }

  /**
   * @internal As it stands in a task's repr.
   *
   * @param seen - frames of its task, if any are known: else the place is where the function is defined.
   */
  _describe(seen: Origins | null): string {
    const location = function_location(this._fn);
    const name = `${this.__qualname__}()`;
    if (location === null) return this.#state === "closed" ? name : `${name} running`;
    const { file, line } = location;
    if (this.#state === "closed") return `${name} done, defined at ${file}:${line}`;
    const own = seen?.findLast((frame) => frame.file === file && frame.name === this.__name__);
    return `${name} running at ${file}:${own?.line ?? line}`;
  }

  __repr__(): string {
    return `<coroutine object ${this.__qualname__} at ${address(this)}>`;
  }

  toString(): string {
    return this.__repr__();
  }
}

/** Whose function has no name of its own. */
class NamedCoroutine<T> extends Coroutine<T> {
  readonly #name: string;

  constructor(name: string, fn: AnyFunction, self: unknown, args: readonly unknown[]) {
    super(fn, self, args);
    this.#name = name;
  }

  override get __qualname__(): string {
    return this.#name;
  }
}

function qualified_name(fn: AnyFunction, self: unknown): string {
  const name = function_name(fn);
  if ((typeof self !== "object" && typeof self !== "function") || self === null) return name;
  for (let owner: object | null = self; owner !== null; owner = Object.getPrototypeOf(owner)) {
    const value: unknown = Object.getOwnPropertyDescriptor(owner, name)?.value;
    if (typeof value !== "function" || originals.get(value as AnyFunction) !== fn) continue;
    if (typeof owner === "function") return `${owner.name}.${name}`;
    const owner_name =
      Object.hasOwn(owner, "constructor") || owner === self ? owner.constructor?.name : undefined;
    return owner_name === undefined || owner_name === "Object" ? name : `${owner_name}.${name}`;
  }
  return name;
}

/**
 * Makes a coroutine function of an async function, as Python's `async def` does: calling it runs nothing yet.
 *
 * Also a standard decorator for async methods (which TypeScript then still types as returning a promise), and, for an
 * async generator function, the way to have `shutdown_asyncgens` know its generators.
 *
 * @param name - its name, where the function has none and is not assigned to a variable either.
 * @throws TypeError if it is given no function.
 *
 * @example
 * const greet = coroutine(async function greet(name: string) {
 *   await asyncio.sleep(1);
 *   return `hello ${name}`;
 * });
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#coroutines
 */
// The decorator comes first: any function of one parameter is taken for one.
// biome-ignore lint/suspicious/noExplicitAny: as ClassMethodDecoratorContext itself has it
export function coroutine<This, M extends (this: This, ...args: any) => Asynchronous>(
  method: M,
  context: ClassMethodDecoratorContext<This, M>,
): M;
export function coroutine<F>(fn: F & Concrete<F>): CoroutineFunction<F>;
export function coroutine<F>(name: string, fn: F & Concrete<F>): CoroutineFunction<F>;
// Generic functions: type parameters pass through the inference of a function's own type, and through nothing else.
export function coroutine<A extends unknown[], T, R, N>(
  fn: (...args: A) => AsyncGenerator<T, R, N>,
): (...args: A) => AsyncGenerator<T, R, N>;
export function coroutine<A extends unknown[], T>(
  name: string,
  fn: (...args: A) => PromiseLike<T>,
): (...args: A) => Coroutine<T>;
export function coroutine<A extends unknown[], T>(
  fn: (...args: A) => PromiseLike<T>,
): (...args: A) => Coroutine<T>;
export function coroutine(first: string | AnyFunction, second?: AnyFunction | DecoratorContext): AnyFunction {
  const named = typeof first === "string";
  const fn = named ? second : first;
  if (typeof fn !== "function") {
    throw new TypeError(`coroutine() takes an async function, not ${repr(fn)}`);
  }
  if (typeof second === "object" && second.kind !== "method") {
    throw new TypeError(`@coroutine decorates async methods, not a ${second.kind}`);
  }
  const name = named ? first : null;
  const made =
    fn instanceof AsyncGeneratorFunction
      ? function (this: unknown, ...args: unknown[]): unknown {
          return track_generator(Reflect.apply(fn, this, args) as AsyncGenerator);
        }
      : function (this: unknown, ...args: unknown[]): unknown {
          return name === null ? new Coroutine(fn, this, args) : new NamedCoroutine(name, fn, this, args);
        };
  Object.defineProperty(made, "name", { value: name ?? fn.name, configurable: true });
  Object.defineProperty(made, "length", { value: fn.length, configurable: true });
  originals.set(made, fn);
  return made;
}

/** The async function behind a coroutine function; the function itself where it is none. */
export function unwrap(fn: AnyFunction): AnyFunction {
  return originals.get(fn) ?? fn;
}

/**
 * Whether `value` is a coroutine object.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.iscoroutine
 */
export function iscoroutine(value: unknown): value is Coroutine<unknown> {
  return value instanceof Coroutine;
}

/**
 * Whether `value` is a function made by `coroutine`, or a native async function.
 *
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.iscoroutinefunction
 */
export function iscoroutinefunction(value: unknown): value is (...args: never[]) => PromiseLike<unknown> {
  if (typeof value !== "function") return false;
  const original = originals.get(value as AnyFunction);
  if (original !== undefined) return !(original instanceof AsyncGeneratorFunction);
  return value instanceof AsyncFunction;
}

/**
 * What is taken as a coroutine: one, an async function of no arguments (not called yet), or a native promise (running
 * already). A future is none.
 */
export type CoroutineLike<T = unknown> = Coroutine<T> | Promise<T> | (() => PromiseLike<T>);

/** What can be waited for: a coroutine, a future or task, an async function of no arguments, any promise. */
export type Awaitable<T = unknown> = PromiseLike<T> | (() => PromiseLike<T>);

/** What comes of `A`. */
export type Outcome<A> = A extends Awaitable<infer T> ? T : never;

/**
 * The coroutine of what Python would take as one: itself, an async function of no arguments (not started yet), or a
 * native promise (already running); null for anything else.
 */
export function as_coroutine<T>(value: Awaitable<T>): Coroutine<T> | null {
  if (value instanceof Coroutine) return value;
  if (typeof value !== "function" || !is_coroutine_like(value)) return null;
  const made = originals.has(value) ? (value() as Coroutine<T>) : new Coroutine<T>(value, undefined, []);
  // The person has no coroutine that could be forgotten.
  made._claim();
  return made;
}

/** Whether a task can be made of it: `as_coroutine` takes it, or it is a native promise. */
export function is_coroutine_like(value: unknown): value is CoroutineLike {
  if (iscoroutine(value)) return true;
  if (typeof value !== "function") return util.types.isPromise(value);
  const original = unwrap(value as AnyFunction);
  return !is_class(original) && !(original instanceof AsyncGeneratorFunction);
}
