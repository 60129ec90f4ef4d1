/**
 * A process that measures one workload on one side: each line of standard input is a number of rounds, each line of
 * standard output what they cost, in nanoseconds or bytes.
 */
import { createInterface } from "node:readline";
import * as asyncio from "asyncio-node";
import type { Clock, Program, Workload } from "./workload.js";
import { workloads } from "./workloads/index.js";

const [name = "", side = ""] = process.argv.slice(2);
const workload = workloads[name] as Workload;

const count = {
  // Without a collection before: a full one drops the shapes of objects, and V8's compiled code with them.
  cpu(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
  },
  wall(): number {
    return performance.now() * 1e6;
  },
  rss(): number {
    globalThis.gc?.();
    return process.memoryUsage.rss();
  },
}[workload.counts ?? (process.env.BENCH_CLOCK === "wall" ? "wall" : "cpu")];

class Counter implements Clock {
  cost = 0;
  #began: number | null = null;

  start(): void {
    this.#began = count();
  }

  stop(): void {
    if (this.#began === null) return;
    this.cost += count() - this.#began;
    this.#began = null;
  }
}

const program = side === "asyncio" || side === "promises" ? workload[side] : workload.packages?.[side];
if (program === undefined) throw new Error(`${side} has no "${name}"`);

async function measure(rounds: number): Promise<number> {
  const counter = new Counter();
  const counted = async (): Promise<void> => {
    counter.start();
    await (program as Program)(rounds, counter);
    counter.stop();
  };
  await (side === "asyncio" ? asyncio.run(counted) : counted());
  return counter.cost;
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(await measure(Number(line)));
}
