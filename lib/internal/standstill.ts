/**
 * A program that can never go on explains itself: its loop runs, but nothing is ready, no timer is set, and Node has
 * nothing open that could still call it.
 */
import { repr } from "../python/repr.js";
import type { Task } from "../tasks.js";
import { has_grown, open_resources, type ResourceCounts } from "./node/resources.js";
import { format_origins } from "./origins.js";

/** Tells on standard error which tasks wait for what; false if Node has something open that may yet wake them. */
export function explain_standstill(tasks: ReadonlySet<Task>, before: ResourceCounts): boolean {
  if (tasks.size === 0 || has_grown(before, open_resources())) return false;
  // One that is suspended on a promise of Node's waits for Node, whatever the counts say.
  for (const task of tasks) if (task._begun && task._open === null) return false;
  console.warn(`The event loop has nothing left to do: ${describe_waiting(tasks)}`);
  return true;
}

/** Which tasks wait, for what, and where they were created as far as debug mode has kept it. */
export function describe_waiting(tasks: ReadonlySet<Task>): string {
  const lines = [`${tasks.size} ${tasks.size === 1 ? "task waits" : "tasks wait"} for what nobody will do`];
  for (const task of tasks) {
    lines.push(`  ${repr(task)}`);
    const origin = task._source_traceback;
    if (origin !== null) lines.push("  created at (most recent call last):", format_origins(origin));
  }
  return lines.join("\n");
}
