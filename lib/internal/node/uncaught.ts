/**
 * What becomes of the process when nobody catches a `SystemExit` or a `KeyboardInterrupt` that came out of a run:
 * as in Python, it ends with the status that the first one names, and as if killed by SIGINT after the second.
 *
 * A process that listens for `uncaughtException` itself keeps the word, and so does the owner of a worker thread.
 */
import { KeyboardInterrupt, SystemExit } from "../../python/exceptions.js";
import { str } from "../../python/repr.js";
import { os, worker_threads } from "./lazy.js";

let watching = false;

/** Has a `SystemExit` or `KeyboardInterrupt` that nobody catches from now on end the process as Python would. */
export function end_as_python_does(): void {
  if (watching || !worker_threads().isMainThread || is_caught_elsewhere()) return;
  watching = true;
  process.on("uncaughtExceptionMonitor", (error) => {
    if (is_caught_elsewhere()) return;
    if (error instanceof SystemExit) process.exit(status(error.code));
    if (error instanceof KeyboardInterrupt) process.once("exit", () => interrupt_self(error));
  });
}

function is_caught_elsewhere(): boolean {
  return process.listenerCount("uncaughtException") > 0 || process.hasUncaughtExceptionCaptureCallback();
}

function status(code: unknown): number {
  if (code === null || code === undefined) return 0;
  if (typeof code === "number" && Number.isInteger(code)) return code & 0xff;
  if (typeof code === "boolean") return Number(code);
  process.stderr.write(`${str(code)}\n`);
  return 1;
}

// The shell that started it learns so that it was interrupted. Node reports the error after this only.
function interrupt_self(error: KeyboardInterrupt): void {
  process.exitCode = 128 + os().constants.signals.SIGINT;
  if (process.listenerCount("SIGINT") > 0) return;
  process.stderr.write(`${error.stack ?? error}\n`);
  process.kill(process.pid, "SIGINT");
}
