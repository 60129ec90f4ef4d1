/**
 * An error with its stack, as it is logged: Node's text of it, in the order of Python's tracebacks, where what
 * `raise … from` names comes first.
 */
import { util } from "./node/builtins.js";

const CAUSED = "\nThe above exception was the direct cause of the following exception:\n";

export function error_text(error: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  let each = error;
  while (is_caused(each) && !seen.has(each)) {
    seen.add(each);
    texts.unshift(CAUSED, without_cause(each));
    each = each.cause;
  }
  texts.unshift(headed(each));
  return texts.join("\n");
}

/** An error of Node's own that stands behind one of Python's is a detail of that, and stays in its text. */
function is_caused(error: unknown): error is Error & { cause: Error } {
  if (!(error instanceof Error) || !(error.cause instanceof Error)) return false;
  return (
    Object.getOwnPropertyDescriptor(error, "cause")?.configurable === true && !("syscall" in error.cause)
  );
}

function without_cause(error: Error): string {
  const cause = Object.getOwnPropertyDescriptor(error, "cause") as PropertyDescriptor;
  Reflect.deleteProperty(error, "cause");
  try {
    return headed(error);
  } finally {
    Object.defineProperty(error, "cause", cause);
  }
}

/** Node writes `class Boom extends Error {}` as "Boom [Error]: text". */
function headed(error: unknown): string {
  const text = util.inspect(error);
  if (!(error instanceof Error)) return text;
  const start = `${error.constructor.name} [${error.name}]`;
  return text.startsWith(start) ? error.constructor.name + text.slice(start.length) : text;
}
