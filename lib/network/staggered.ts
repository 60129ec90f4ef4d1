/**
 * Happy eyeballs, as in CPython's `staggered.py`: attempts that start one after another, the next as soon as the latest
 * has failed or `delay` seconds have passed; the first to succeed wins.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8305
 */
import type { EventLoop } from "../node-events.js";
import { is_fatal } from "../python/exceptions.js";
import type { Task } from "../tasks.js";
import { FIRST_COMPLETED, wait } from "../waiting.js";

/** The winner's result, or null if all fail. What comes second is handed to `discard`. */
export async function staggered_race<T>(
  loop: EventLoop,
  attempts: readonly (() => Promise<T>)[],
  delay: number,
  discard: (result: T) => void,
): Promise<T | null> {
  const tasks: Task<T>[] = [];
  let won = false;
  try {
    for (const attempt of attempts) {
      const latest = loop.create_task(attempt);
      tasks.push(latest);
      const last = tasks.length === attempts.length;
      await until_over(tasks, latest, last ? null : loop.time() + delay, loop);
      const winner = tasks.find(succeeded);
      if (winner === undefined) continue;
      won = true;
      return winner.result();
    }
    return null;
  } finally {
    const winner = won ? tasks.find(succeeded) : undefined;
    for (const task of tasks) {
      if (task === winner) continue;
      if (succeeded(task)) discard(task.result());
      else task.cancel();
    }
  }
}

/** Waits until one has succeeded, the latest has failed (with none to follow: all have), or it is time for the next. */
async function until_over<T>(
  tasks: readonly Task<T>[],
  latest: Task<T>,
  deadline: number | null,
  loop: EventLoop,
): Promise<void> {
  for (;;) {
    const pending = tasks.filter((task) => !task.done());
    const over = deadline === null ? pending.length === 0 : latest.done() || loop.time() >= deadline;
    if (over || tasks.some(succeeded)) return;
    const timeout = deadline === null ? null : deadline - loop.time();
    await wait(pending, { timeout, return_when: FIRST_COMPLETED });
  }
}

function succeeded(task: Task): boolean {
  if (!task.done() || task.cancelled()) return false;
  const error = task.exception();
  if (is_fatal(error)) throw error;
  return error === null;
}
