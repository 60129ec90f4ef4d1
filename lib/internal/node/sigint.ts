/**
 * Ctrl-C while a runner runs. Several may run side by side: each is told. A program that listens for SIGINT itself
 * keeps it, as one with a handler of its own does in Python.
 */
import { is_handled } from "./signals.js";

const listeners = new Set<() => void>();

function tell(): void {
  if (is_handled("SIGINT")) return;
  for (const listener of [...listeners]) listener();
}

/** Has `listener` called at each SIGINT until the returned function is called. */
export function on_sigint(listener: () => void): () => void {
  const own = process.listeners("SIGINT").includes(tell);
  if (!own && process.listenerCount("SIGINT") > 0) return () => {};
  if (!own) process.on("SIGINT", tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) process.off("SIGINT", tell);
  };
}
