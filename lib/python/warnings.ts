/**
 * Python's `warnings.warn`, on Node's own channel: `process.on("warning")`, `--no-warnings` and `--trace-warnings`
 * all apply. Node prints every warning, where Python by default prints one a source line and hides some categories.
 */

/** The classes of warnings that asyncio issues. */
export type WarningCategory = "RuntimeWarning" | "ResourceWarning" | "DeprecationWarning" | "UserWarning";

/**
 * Issues a warning; Node writes it to standard error on its next tick, or at once when the process is ending.
 *
 * @see https://docs.python.org/3/library/warnings.html#warnings.warn
 */
export function warn(message: string, category: WarningCategory): void {
  if (exiting) process.emit("warning", Object.assign(new Error(message), { name: category }));
  else process.emitWarning(message, category, warn);
}

let exiting = false;

/** There is no next tick any more. */
export function warn_at_once(): void {
  exiting = true;
}
