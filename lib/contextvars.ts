/**
 * Context variables, as CPython's `contextvars`: `ContextVar`, `Token`, `Context`, `copy_context`.
 *
 * CPython keeps the current context in its thread state and switches it around each handle and each step of a task.
 * Here it travels in the ambient scope, so that it is right after native awaits too; code outside any scope (the top
 * level of a module) lives in one root context, as a thread of CPython does.
 *
 * CPython's mapping is an immutable trie; ours is a plain `Map`, shared between a context and its copies until one of
 * them writes. Every task and every callback copies the context and few of them write: the copy costs one small object,
 * the first write after it costs a clone.
 *
 * A context counts as entered while the synchronous part of `Context.run` lasts, and wherever it is the current one.
 */
import { ambient } from "./internal/ambient.js";
import { LookupError, RuntimeError, ValueError } from "./python/exceptions.js";
import { type Kwargs, take_kwargs } from "./python/kwargs.js";
import { Printable } from "./python/printable.js";
import { address, repr, type_name } from "./python/repr.js";

// What the three classes share and nobody else may see; each is set by the class that owns the field.
let read: (context: Context) => ReadonlyMap<ContextVar<unknown>, unknown>;
let write: (context: Context) => Map<ContextVar<unknown>, unknown>;
let share: (context: Context) => Snapshot;
let make_context: (values: Snapshot) => Context;
let make_token: <T>(variable: ContextVar<T>, context: Context, old: T | Missing) => Token<T>;
let spend: <T>(token: Token<T>, variable: ContextVar<T>, context: Context) => void;

/** @internal The values of a context at some moment, which stay as they are. */
export type Snapshot = ReadonlyMap<ContextVar<unknown>, unknown>;

class Missing extends Printable {
  override __repr__(): string {
    return "<Token.MISSING>";
  }
}

/**
 * A variable whose value belongs to the context: each task has its own.
 *
 * @example
 * const request_id = new ContextVar("request_id", { default: 0 });
 * const token = request_id.set(7);
 * request_id.get(); // 7
 * request_id.reset(token);
 */
export class ContextVar<T = unknown> extends Printable {
  /** The name given at creation, for reprs. */
  readonly name: string;
  readonly #default: T | Missing;

  constructor(name: string, keywords: { default?: T } = {}) {
    super();
    if (name === undefined) throw new TypeError("ContextVar() takes exactly 1 positional argument (0 given)");
    if (typeof name !== "string") throw new TypeError("context variable name must be a str");
    if (typeof keywords !== "object" || keywords === null) {
      throw new TypeError("ContextVar() takes at most 1 positional argument (2 given)");
    }
    for (const key of Object.keys(keywords)) {
      if (key !== "default") {
        throw new TypeError(`ContextVar() got an unexpected keyword argument '${key}'`);
      }
    }
    this.name = name;
    this.#default = "default" in keywords ? (keywords.default as T) : Token.MISSING;
  }

  /**
   * The variable's value in the current context; else the default given here; else the variable's own default.
   *
   * @throws LookupError where there is none of the three.
   */
  get(): T;
  get<D>(fallback: D): T | D;
  get(...args: unknown[]): unknown {
    if (args.length > 1) throw new TypeError(`get expected at most 1 argument, got ${args.length}`);
    const values = read(current_context());
    const value = values.get(this);
    if (value !== undefined || values.has(this)) return value;
    if (args.length === 1) return args[0];
    if (this.#default instanceof Missing) throw new LookupError(this);
    return this.#default;
  }

  /** Gives the variable a value in the current context. The token takes it back: `reset(token)`. */
  set(...args: [value: T]): Token<T> {
    if (args.length !== 1) {
      throw new TypeError(`ContextVar.set() takes exactly one argument (${args.length} given)`);
    }
    const context = current_context();
    const values = write(context);
    const old = values.has(this) ? (values.get(this) as T) : Token.MISSING;
    values.set(this, args[0]);
    return make_token<T>(this, context, old);
  }

  /**
   * Puts back what the variable was before the `set` that made this token.
   *
   * @throws RuntimeError when the token has been used already.
   * @throws ValueError when it comes from another variable or another context.
   */
  reset(token: Token<T>): void {
    if (!(token instanceof Token)) {
      throw new TypeError(`expected an instance of Token, got ${repr(token)}`);
    }
    const context = current_context();
    spend<T>(token, this, context);
    const values = write(context);
    if (token.old_value instanceof Missing) values.delete(this);
    else values.set(this, token.old_value);
  }

  override __repr__(): string {
    const fallback = this.#default instanceof Missing ? "" : ` default=${repr(this.#default)}`;
    return `<ContextVar name=${repr(this.name)}${fallback} at ${address(this)}>`;
  }
}

const BY_CONTEXT_VAR: unique symbol = Symbol("by ContextVar.set");

/**
 * What `ContextVar.set` hands back, and `ContextVar.reset` takes. As a context manager it resets the variable itself:
 * `with_(v.set(1), () => …)`, or `using _ = v.set(1)`.
 */
export class Token<T = unknown> extends Printable {
  /** The mark of a variable that had no value before. */
  static readonly MISSING: Missing = new Missing();

  /** The variable that made this token. */
  readonly var: ContextVar<T>;
  /** The value before the `set`, or `Token.MISSING`. */
  readonly old_value: T | Missing;
  readonly #context: Context;
  #used = false;

  private constructor(
    by: typeof BY_CONTEXT_VAR,
    variable: ContextVar<T>,
    context: Context,
    old_value: T | Missing,
  ) {
    super();
    if (by !== BY_CONTEXT_VAR) throw new RuntimeError("Tokens can only be created by ContextVars");
    this.var = variable;
    this.old_value = old_value;
    this.#context = context;
  }

  static {
    make_token = (variable, context, old) => new Token(BY_CONTEXT_VAR, variable, context, old);
    spend = (token, variable, context) => {
      if (token.#used) throw new RuntimeError(`${repr(token)} has already been used once`);
      if (token.var !== variable) {
        throw new ValueError(`${repr(token)} was created by a different ContextVar`);
      }
      if (token.#context !== context) {
        throw new ValueError(`${repr(token)} was created in a different Context`);
      }
      token.#used = true;
    };
  }

  __enter__(): this {
    return this;
  }

  __exit__(): void {
    this.var.reset(this);
  }

  [Symbol.dispose](): void {
    this.var.reset(this);
  }

  override __repr__(): string {
    return `<Token${this.#used ? " used" : ""} var=${repr(this.var)} at ${address(this)}>`;
  }
}

/** A mapping of context variables to their values, and a place to run code in: `context.run(fn, …)`. */
export class Context extends Printable {
  #values: Snapshot;
  /** Whether another context, or an iterator that is under way, may hold the same map. */
  #shared: boolean;
  #entered = false;

  /** An empty context; `copy_context()` gives a copy of the current one. */
  constructor(...none: []) {
    super();
    if (none.length > 0) throw new TypeError("Context() does not accept any arguments");
    this.#values = NO_VALUES;
    this.#shared = true;
  }

  static {
    read = (context) => context.#values;
    share = (context) => context.#snapshot();
    make_context = (values) => {
      const context = new Context();
      context.#values = values;
      return context;
    };
    write = (context) => {
      if (context.#shared) {
        context.#values = new Map(context.#values);
        context.#shared = false;
      }
      return context.#values as Map<ContextVar<unknown>, unknown>;
    };
  }

  /**
   * Calls `fn(...args)` with this context as the current one. Keywords for `fn` go into `kwargs({ … })` at the end,
   * and reach it as one plain object.
   *
   * @throws RuntimeError when this context is entered already.
   */
  run<A extends unknown[], K extends object, R>(fn: (...args: [...A, K]) => R, ...args: [...A, Kwargs<K>]): R;
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
  run(fn: (...args: never[]) => unknown, ...args: unknown[]): unknown {
    if (typeof fn !== "function") {
      throw new TypeError(
        fn === undefined
          ? "run() missing 1 required positional argument"
          : `'${type_name(fn)}' object is not callable`,
      );
    }
    const outer = ambient.get();
    if (this.#entered || (outer?._context ?? root) === this) {
      throw new RuntimeError(`cannot enter context: ${repr(this)} is already entered`);
    }
    const [positional, keywords] = take_kwargs(args);
    const given = keywords === undefined ? positional : [...positional, keywords];
    this.#entered = true;
    try {
      const scope = { _loop: outer?._loop ?? null, _task: outer?._task ?? null, _context: this };
      return ambient.run(scope, () => fn(...(given as never[])));
    } finally {
      this.#entered = false;
    }
  }

  /** A shallow copy, at the cost of one small object: the values are shared until one of the two sets a variable. */
  copy(): Context {
    return make_context(this.#snapshot());
  }

  /** The variable's value in this context, or the default: the variable's own default is not looked at. */
  get<T>(variable: ContextVar<T>): T | undefined;
  get<T, D>(variable: ContextVar<T>, fallback: D): T | D;
  get(variable: ContextVar<unknown>, fallback?: unknown): unknown {
    return this.has(variable) ? this.#values.get(variable) : fallback;
  }

  /** Python's `variable in context`. */
  has(variable: ContextVar<unknown>): boolean {
    if (!(variable instanceof ContextVar)) {
      throw new TypeError(`a ContextVar key was expected, got ${repr(variable)}`);
    }
    return this.#values.has(variable);
  }

  /** Python's `len(context)`. */
  get size(): number {
    return this.#values.size;
  }

  keys(): IterableIterator<ContextVar<unknown>> {
    return this.#snapshot().keys();
  }

  values(): IterableIterator<unknown> {
    return this.#snapshot().values();
  }

  items(): IterableIterator<[ContextVar<unknown>, unknown]> {
    return this.#snapshot().entries();
  }

  /** The variables, as a Python mapping iterates its keys. */
  [Symbol.iterator](): IterableIterator<ContextVar<unknown>> {
    return this.keys();
  }

  override __repr__(): string {
    return `<_contextvars.Context object at ${address(this)}>`;
  }

  /** The map as it is now: a variable that is set while somebody iterates goes into a clone. */
  #snapshot(): Snapshot {
    this.#shared = true;
    return this.#values;
  }
}

const NO_VALUES: Snapshot = new Map();
const root = new Context();

/** The context that variables are read from and written to here. */
function current_context(): Context {
  return ambient.get()?._context ?? root;
}

/** A copy of the current context, in constant time. */
export function copy_context(): Context {
  return current_context().copy();
}

/** @internal What `copy_context` would hold, for a context that is only made if somebody asks for it. */
export function snapshot(): Snapshot {
  return share(current_context());
}

/** @internal The context that begins with these values. */
export function as_context(own: Context | Snapshot): Context {
  return own instanceof Context ? own : make_context(own);
}
