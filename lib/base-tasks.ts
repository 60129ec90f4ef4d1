/** Stacks of tasks, as in CPython's `base_tasks.py`. */
import { format_origins } from "./internal/origins.js";
import type { Frame } from "./internal/source-locations.js";
import { repr } from "./python/repr.js";
import type { Task } from "./tasks.js";

export type { Frame } from "./internal/source-locations.js";

/** The place of a coroutine that has not ended, or where a failed one raised. */
export function task_stack(task: Task, limit: number | null): Frame[] {
  const frames = task.done() ? [] : place(task);
  return limit === null ? frames : frames.slice(0, Math.max(0, limit));
}

function place(task: Task): Frame[] {
  const code = task.get_coro().cr_code;
  if (code === null) return [];
  return [{ file: code.co_filename, line: code.co_firstlineno, column: 1, name: code.co_name }];
}

export function print_stack(task: Task, limit: number | null, file: { write(text: string): unknown }): void {
  const frames = task_stack(task, limit);
  const error = task.cancelled() ? null : task._exception;
  const subject = repr(task);
  if (frames.length === 0 && error === null) file.write(`No stack for ${subject}\n`);
  else if (error === null)
    file.write(`Stack for ${subject} (most recent call last):\n${format_origins(frames)}\n`);
  else file.write(`Traceback for ${subject} (most recent call last):\n${error.stack ?? String(error)}\n`);
}
