/**
 * How CPython takes the arguments of a function that has one, or none.
 *
 * TypeScript's types say as much; these are for JavaScript, and for ported code such as `Lock(loop=loop)`, which would
 * else be ignored in silence.
 */
import { check_keywords, is_plain_object, take_keywords } from "./kwargs.js";

/**
 * The only argument of a function, which may be given as such or as the keyword `{ name: value }`.
 *
 * @throws TypeError for any other keyword.
 */
export function one_argument<T>(
  function_name: string,
  name: string,
  given: T | { readonly [name: string]: T | undefined } | undefined,
  fallback: T,
): T {
  if (given === undefined) return fallback;
  if (!is_plain_object(given)) return given as T;
  check_keywords(function_name, given, [name]);
  return (given[name] as T | undefined) ?? fallback;
}

/**
 * The first argument, which itself is never a plain object, where it is given by its name: `wait({ fs, timeout: 1 })`,
 * and the other keywords; null where it is given by place.
 */
export function first_by_name<T>(
  name: string,
  given: unknown,
): readonly [first: T, others: Record<string, unknown>] | null {
  if (!is_plain_object(given) || !Object.hasOwn(given, name)) return null;
  const { [name]: first, ...others } = given;
  return [first as T, others];
}

/** An argument that is given by its name. */
export type Named<Name extends string, T> = { readonly [Key in Name]: T };

/**
 * The only argument of a function that cannot do without it, as such or by its name.
 *
 * A plain object that has no such name is taken for the argument: a protocol may be one.
 *
 * @throws TypeError for a keyword besides.
 */
export function the_argument<T>(function_name: string, name: string, given: T | Named<string, T>): T {
  const named = first_by_name<T>(name, given);
  if (named === null) return given as T;
  check_keywords(function_name, named[1], []);
  return named[0];
}

/** @throws TypeError if there are arguments: "Lock.__init__() takes 1 positional argument but 2 were given". */
export function no_arguments(function_name: string, given: readonly unknown[]): void {
  if (given.length === 0) return;
  const last = given.at(-1);
  if (is_plain_object(last)) check_keywords(function_name, last, []);
  else {
    throw new TypeError(`${function_name}() takes 1 positional argument but ${given.length + 1} were given`);
  }
}

/**
 * The arguments of a function by their names: the first ones may be given by place, and all as keywords.
 *
 * @param required - those that it cannot do without.
 * @throws TypeError for a keyword that it has not, an argument that is given twice, too many of them, or too few.
 */
export function take_arguments<T extends object, Required extends keyof T & string = never>(
  function_name: string,
  given: readonly unknown[],
  by_place: readonly (keyof T & string)[],
  keywords_only: readonly (keyof T & string)[],
  required: readonly Required[] = [],
): Partial<T> & Pick<T, Required> {
  const [positional, keywords] = take_keywords<T>(function_name, given, [...by_place, ...keywords_only]);
  const taken: Record<string, unknown> = { ...keywords };
  for (const [index, value] of positional.entries()) {
    const name = by_place[index];
    if (value === undefined) continue;
    if (name === undefined) throw new TypeError(`${function_name}() got too many positional arguments`);
    if (name in keywords)
      throw new TypeError(`${function_name}() got multiple values for argument '${name}'`);
    taken[name] = value;
  }
  // One that is there and undefined is Python's None.
  const missing = required.filter(
    (name) => !(name in keywords) && by_place.indexOf(name) >= positional.length,
  );
  if (missing.length > 0) throw new TypeError(`${function_name}() missing ${missing_arguments(missing)}`);
  return taken as Partial<T> & Pick<T, Required>;
}

/** "1 required positional argument: 'a'", "2 required positional arguments: 'a' and 'b'", … */
function missing_arguments(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop() as string;
  if (quoted.length === 0) return `1 required positional argument: ${last}`;
  const others = quoted.join(", ") + (quoted.length > 1 ? "," : "");
  return `${names.length} required positional arguments: ${others} and ${last}`;
}
