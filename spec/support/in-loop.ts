import * as asyncio from "asyncio-node";
import { expect, it } from "vitest";

/**
 * A test whose body runs as a task, in a loop of its own, once with debug mode off and once with it on.
 *
 * It fails too when the loop's exception handler is called, and when tasks are left over.
 */
export function in_loop(name: string, body: () => Promise<void>): void {
  it.each([false, true])(`${name} (debug %s)`, (debug) => run_in_loop(body, debug));
}

export async function run_in_loop(body: () => Promise<void>, debug = false): Promise<void> {
  const loop = asyncio.new_event_loop();
  const told: unknown[] = [];
  loop.set_debug(debug);
  loop.slow_callback_duration = 10;
  loop.set_exception_handler((_loop, context) => void told.push(context));
  try {
    await loop.run_until_complete(body);
    expect(asyncio.all_tasks(loop)).toEqual(new Set());
    expect(told).toEqual([]);
  } finally {
    loop.close();
  }
}

/** Gives way to other tasks `n` times. */
export async function turns(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) await asyncio.sleep(0);
}

/** What a task has come to: its result, its error's name and message, or that it is pending. */
export function outcome(task: asyncio.Future): unknown {
  if (!task.done()) return "pending";
  if (task.cancelled()) return "cancelled";
  const error = task.exception();
  return error === null ? task.result() : `${error.name}: ${error.message}`;
}
