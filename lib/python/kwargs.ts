/**
 * Python's keyword arguments.
 *
 * JavaScript has none, so they travel as one trailing plain object. Where the values before it belong to the caller
 * (a callback's arguments), a plain object may be one of them: there, only what {@link kwargs} wraps is keywords.
 */

/**
 * Keyword arguments behind a callback's own arguments; made by {@link kwargs}.
 *
 * `Name` is by itself so that TypeScript misses no unknown keyword: an object with more properties than are asked for
 * passes, a longer union of names does not.
 */
export class Kwargs<T extends object = object, Name = keyof T> {
  readonly #options: T;

  constructor(options: T) {
    this.#options = options;
  }

  get options(): T {
    return this.#options;
  }

  get names(): readonly Name[] {
    return Object.keys(this.#options) as Name[];
  }
}

/** `never` for arguments that end with keywords: where a callback takes anything, they would pass for one of its own. */
export type NoKwargs<A extends readonly unknown[]> = A extends readonly [...unknown[], infer Last]
  ? unknown extends Last
    ? unknown
    : Last extends Kwargs<object, unknown>
      ? never
      : unknown
  : unknown;

/**
 * Marks keyword arguments where a callback's `*args` come first: `loop.call_soon(cb, a, kwargs({ context }))`.
 *
 * Python needs no such mark.
 */
export function kwargs<const T extends object>(options: T): Kwargs<T> {
  return new Kwargs(options);
}

/** Parts a callback's arguments from the {@link Kwargs} that may end them. */
export function take_kwargs<T extends object = Record<string, unknown>>(
  args: readonly unknown[],
): [positional: readonly unknown[], options: T | undefined] {
  // Not by an index that may be -1, which V8 looks for as a name.
  const last = args.at(-1);
  return last instanceof Kwargs ? [args.slice(0, -1), last.options as T] : [args, undefined];
}

/** Whether a value is an object literal (or has no prototype), and not an instance of some class. */
export function is_plain_object(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Parts a function's arguments from the plain object that may end them: its keywords.
 *
 * @throws {TypeError} for a keyword that is not among `allowed`.
 */
export function take_keywords<T extends object = Record<string, unknown>>(
  function_name: string,
  args: readonly unknown[],
  allowed: readonly (keyof T & string)[],
): [positional: readonly unknown[], keywords: Partial<T>] {
  const last = args[args.length - 1];
  if (!is_plain_object(last)) return [args, {}];
  check_keywords(function_name, last, allowed);
  return [args.slice(0, -1), last as Partial<T>];
}

/**
 * Checks the names in a keyword object.
 *
 * @throws {TypeError} for a keyword that is not among `allowed`, with CPython's text, and for what is no object.
 */
export function check_keywords(
  function_name: string,
  keywords: object | null | undefined,
  allowed: readonly string[],
): void {
  if (keywords === undefined) return;
  if (typeof keywords !== "object" || keywords === null) {
    const given = keywords === null ? "null" : typeof keywords;
    throw new TypeError(`${function_name}() takes keyword arguments in an object, not ${given}`);
  }
  for (const keyword of Object.keys(keywords)) {
    if (allowed.includes(keyword)) continue;
    throw new TypeError(`${function_name}() got an unexpected keyword argument '${keyword}'`);
  }
}
