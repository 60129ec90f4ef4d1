/** What CPython's `logging` does with errors that nobody else handles: they go to standard error. */
import type { Handle } from "../events.js";
import type { Future } from "../futures.js";
import type { EventLoop } from "../node-events.js";
import { repr } from "../python/repr.js";
import type { Task } from "../tasks.js";
import { error_text } from "./error-text.js";
import { format_origins, type Origins } from "./origins.js";

/** What an exception handler is told, by CPython's keys. */
export interface ExceptionContext {
  readonly message?: string | undefined;
  readonly exception?: unknown;
  readonly future?: Future | null | undefined;
  readonly task?: Task | null | undefined;
  readonly handle?: Handle | null | undefined;
  readonly source_traceback?: Origins | undefined;
  readonly [key: string]: unknown;
}

export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => unknown;

export function default_exception_handler(context: ExceptionContext): void {
  const lines = [context.message || "Unhandled exception in event loop"];
  for (const key of Object.keys(context).sort()) {
    if (key === "message" || key === "exception") continue;
    lines.push(`${key}: ${key === "source_traceback" ? created_at(context) : repr(context[key])}`);
  }
  log_error(lines.join("\n"), context.exception);
}

function created_at({ source_traceback = [] }: ExceptionContext): string {
  return `Object created at (most recent call last):\n${format_origins(source_traceback)}`;
}

export function log_error(text: string, error: unknown): void {
  console.error(error === undefined || error === null ? text : `${text}\n${error_text(error)}`);
}
