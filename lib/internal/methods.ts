/**
 * Callbacks that are bound methods in CPython, whose reports name them: "Exception in callback Echo.connection_made()".
 *
 * A closure has no such name, and where it stands in this package is of no use to who reads the report.
 */
type AnyFunction = (...args: never[]) => unknown;

const NAME = Symbol("asyncio.method_name");

/** Makes it known by that name; says no more where it is defined. */
export function as_method<F extends AnyFunction>(name: string, callback: F): F {
  (callback as { [NAME]?: string })[NAME] = name;
  return callback;
}

/** A method of somebody else's, as Python's `owner.method`: who calls it gets whatever it is by then. */
export function method_of<O extends object>(
  owner: O,
  method: keyof O & string,
): (...args: unknown[]) => unknown {
  return as_method(`${owner.constructor.name}.${method}`, (...args: unknown[]) =>
    (owner[method] as (...args: unknown[]) => unknown).apply(owner, args),
  );
}

/** What `as_method` has been told of it. */
export function method_name(callback: unknown): string | undefined {
  return typeof callback === "function" ? (callback as { [NAME]?: string })[NAME] : undefined;
}
