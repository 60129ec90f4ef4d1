/** How many worker threads there are: those that the test itself has started, by whatever way. */
import type { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

export interface Census {
  readonly alive: number;
  readonly started: number;
  /** Waits until there are no more than so many. */
  until(alive: number): Promise<void>;
}

/** Counts from now on until the test is over. */
export function census(): Census {
  const workers = new Set<Worker>();
  let started = 0;
  let changed = (): void => {};
  const count = (worker: Worker): void => {
    started += 1;
    workers.add(worker);
    worker.once("exit", () => {
      workers.delete(worker);
      changed();
    });
  };
  process.on("worker", count);
  onTestFinished(() => void process.off("worker", count));
  return {
    get alive() {
      return workers.size;
    },
    get started() {
      return started;
    },
    async until(alive) {
      while (workers.size > alive) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
}
