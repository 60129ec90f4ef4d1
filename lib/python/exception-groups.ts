/**
 * `BaseExceptionGroup` and `ExceptionGroup`: several errors raised as one.
 *
 * Both are `AggregateError`s, so Node prints what they hold. JavaScript has single inheritance: an `ExceptionGroup`
 * is a `BaseExceptionGroup` and not an `Exception`; `isOrdinary` knows it as one that `except Exception` catches.
 * `except*` is spelled `const [caught, rest] = group.split(ValueError)`.
 */
import { extraordinary, isOrdinary, name_by_class, named, ValueError } from "./exceptions.js";
import { is_class, is_error, type_name } from "./repr.js";

/** A class of errors. */
export type ErrorClass = abstract new (...args: never[]) => Error;

/** What `split` and `subgroup` look for: a class, any of several, or what a function says yes to. */
export type Condition = ErrorClass | readonly ErrorClass[] | ((error: Error) => unknown);

/**
 * Errors of any kind. One that holds only ordinary errors is made an {@link ExceptionGroup}.
 *
 * @see https://docs.python.org/3/library/exceptions.html#BaseExceptionGroup
 */
export class BaseExceptionGroup extends AggregateError {
  static {
    name_by_class(BaseExceptionGroup);
  }

  /**
   * @throws {TypeError} for arguments of the wrong type, and for a group of ordinary errors that is to hold others.
   * @throws {ValueError} for no errors, or for a value that is none.
   */
  constructor(message: string, exceptions: readonly Error[], options?: ErrorOptions) {
    check_arguments(message, exceptions);
    super(exceptions, message, options);
    Object.freeze(this.errors);
    if (exceptions.every(isOrdinary)) {
      if (new.target === BaseExceptionGroup) Object.setPrototypeOf(this, ExceptionGroup.prototype);
    } else if (this instanceof ExceptionGroup) {
      const kind = new.target === ExceptionGroup ? "an ExceptionGroup" : `'${new.target.name}'`;
      throw new TypeError(`Cannot nest BaseExceptions in ${kind}`);
    }
  }

  /** The errors, in the order given; the same array as `errors`. */
  get exceptions(): readonly Error[] {
    return this.errors;
  }

  get args(): readonly [message: string, exceptions: readonly Error[]] {
    return [this.message, this.exceptions];
  }

  /** The errors that match and the rest, each in groups nested as they were, or `null` where there are none. */
  split(condition: Condition): [match: BaseExceptionGroup | null, rest: BaseExceptionGroup | null] {
    return split_group(this, matcher(condition));
  }

  /** The errors that match, in groups nested as they were, or `null` where there are none. */
  subgroup(condition: Condition): BaseExceptionGroup | null {
    return this.split(condition)[0];
  }

  /** Makes the groups that `split` and `subgroup` return; a subclass overrides it to get its own. */
  derive(exceptions: readonly Error[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.message, exceptions);
  }

  override toString(): string {
    const count = this.exceptions.length;
    return `${this.message} (${count} sub-exception${count === 1 ? "" : "s"})`;
  }

  /** @internal */
  get [extraordinary](): boolean {
    return true;
  }
}

/**
 * Errors that `except Exception` catches.
 *
 * @see https://docs.python.org/3/library/exceptions.html#ExceptionGroup
 */
export class ExceptionGroup extends BaseExceptionGroup {
  /** @internal */
  override get [extraordinary](): boolean {
    return false;
  }
}

function check_arguments(message: unknown, exceptions: unknown): void {
  if (typeof message !== "string") {
    throw new TypeError(`BaseExceptionGroup.__new__() argument 1 must be str, not ${type_name(message)}`);
  }
  if (!Array.isArray(exceptions)) throw new TypeError("second argument (exceptions) must be a sequence");
  if (exceptions.length === 0)
    throw new ValueError("second argument (exceptions) must be a non-empty sequence");
  const stranger = exceptions.findIndex((item) => !is_error(item));
  if (stranger >= 0)
    throw new ValueError(`Item ${stranger} of second argument (exceptions) is not an exception`);
}

function is_error_class(value: unknown): value is ErrorClass {
  return typeof value === "function" && (value === Error || value.prototype instanceof Error);
}

function matcher(condition: Condition): (error: Error) => boolean {
  if (is_error_class(condition)) return (error) => error instanceof condition;
  if (Array.isArray(condition) && condition.every(is_error_class)) {
    return (error) => condition.some((kind) => error instanceof kind);
  }
  if (typeof condition === "function" && !is_class(condition)) {
    const predicate = condition as (error: Error) => unknown;
    return (error) => Boolean(predicate(error));
  }
  throw new TypeError(
    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
  );
}

function split_group(
  group: BaseExceptionGroup,
  matches: (error: Error) => boolean,
): [BaseExceptionGroup | null, BaseExceptionGroup | null] {
  if (matches(group)) return [group, null];
  const matched: Error[] = [];
  const rest: Error[] = [];
  for (const error of group.exceptions) {
    if (error instanceof BaseExceptionGroup) {
      const [inner_match, inner_rest] = split_group(error, matches);
      if (inner_match !== null) matched.push(inner_match);
      if (inner_rest !== null) rest.push(inner_rest);
    } else if (matches(error)) {
      matched.push(error);
    } else {
      rest.push(error);
    }
  }
  return [part_of(group, matched), part_of(group, rest)];
}

/** A group of some of the errors of `group`, raised where and because of what that was. */
function part_of(group: BaseExceptionGroup, exceptions: readonly Error[]): BaseExceptionGroup | null {
  if (exceptions.length === 0) return null;
  const part = group.derive(exceptions);
  if (!(part instanceof BaseExceptionGroup)) {
    throw new TypeError("derive must return an instance of BaseExceptionGroup");
  }
  const inherited: PropertyDescriptorMap = {};
  if (group.stack !== undefined) {
    const value = group.stack.replace(group.name, () => part.name);
    inherited.stack = { value, configurable: true, writable: true };
  }
  if (Object.hasOwn(group, "cause"))
    inherited.cause = { value: group.cause, configurable: true, writable: true };
  return Object.defineProperties(part, inherited);
}

named({ BaseExceptionGroup, ExceptionGroup });
