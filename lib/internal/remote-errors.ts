/**
 * Errors that come from another thread, made what they were there.
 *
 * Cloning keeps an error's message and stack, and of its class only whether it is one of JavaScript's own. Here it
 * gets back its class, if that is one of those known here by its name, else a class of that name below the first of
 * its ancestors that is known: `instanceof` works for whatever both threads know.
 */
import type { ErrorClass } from "../python/exceptions.js";
import type { ErrorRecord } from "./node/thread.js";

const natives = new Map<string, ErrorClass>(
  [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map(
    (kind) => [kind.name, kind as ErrorClass],
  ),
);

/** Classes of other threads that are not known here, by the names of their ancestors. */
const strangers = new Map<string, ErrorClass>();

/**
 * The error, or whatever else was thrown.
 *
 * @param known - classes besides JavaScript's own.
 * @param local_stack - makes the stack say where the function was written.
 */
export function revive(
  record: ErrorRecord,
  known: ReadonlyMap<string, ErrorClass>,
  local_stack: (stack: string) => string,
): unknown {
  if (record.classes.length === 0) return record.thrown;
  const error = construct(record, find_class(record.classes, known), known, local_stack);
  const hidden = { configurable: true, writable: true, enumerable: false };
  if (error.message !== record.message) {
    Object.defineProperty(error, "message", { value: record.message, ...hidden });
  }
  const [own_class = ""] = record.classes;
  // Python's classes know their names; others may have been given one.
  if (error.name !== record.name && !known.has(own_class)) {
    Object.defineProperty(error, "name", { value: record.name, ...hidden });
  }
  if (record.cause !== undefined) {
    Object.defineProperty(error, "cause", { value: revive(record.cause, known, local_stack), ...hidden });
  }
  // V8 heads it with the name.
  const headed = record.stack.startsWith(record.name)
    ? error.name + record.stack.slice(record.name.length)
    : record.stack;
  Object.defineProperty(error, "stack", { value: local_stack(headed), ...hidden });
  for (const [name, value] of Object.entries(record.properties)) {
    Object.defineProperty(error, name, { value, configurable: true, writable: true, enumerable: true });
  }
  return error;
}

/**
 * Calls the constructor of the nearest ancestor whose arguments are known, on behalf of the class: that of a user's
 * error may want anything.
 */
function construct(
  record: ErrorRecord,
  kind: ErrorClass,
  known: ReadonlyMap<string, ErrorClass>,
  local_stack: (stack: string) => string,
): Error {
  const errors = (record.errors ?? []).map((error) => revive(error, known, local_stack));
  const base_of = (name: string): ErrorClass | null => {
    const base = known.get(name) ?? natives.get(name);
    return base !== undefined && (kind === base || kind.prototype instanceof base) ? base : null;
  };
  const group = errors.length > 0 ? base_of("BaseExceptionGroup") : null;
  if (group !== null) return Reflect.construct(group, [record.message, errors], kind);
  const aggregate = base_of("AggregateError");
  if (aggregate !== null) return Reflect.construct(aggregate, [errors, record.message], kind);
  const base = base_of("OSError") ?? base_of("Exception") ?? base_of("BaseException");
  if (base !== null) return Reflect.construct(base, [...(record.args ?? [record.message])], kind);
  if (record.classes.includes("DOMException")) return new DOMException(record.message, record.name);
  return Reflect.construct(Error, [record.message], kind);
}

function find_class(names: readonly string[], known: ReadonlyMap<string, ErrorClass>): ErrorClass {
  const [name = "Error", ...above] = names;
  const found = known.get(name) ?? natives.get(name);
  if (found !== undefined) return found;
  const key = names.join();
  let made = strangers.get(key);
  if (made === undefined) {
    made = class extends find_class(above, known) {};
    Object.defineProperty(made, "name", { value: name, configurable: true });
    strangers.set(key, made);
  }
  return made;
}
