/**
 * A process that counts all awaits (`counts`), or measures one kind (`bytes <kind>`, `ratio <kind>`), and writes what it
 * has found as JSON. Each kind has a process of its own, since V8 compiles code for whatever it has met there.
 */
import * as asyncio from "asyncio-node";
import { median } from "../median.js";
import { count_awaits } from "./counts.js";
import { type Kind, kinds_of_await, PLAIN } from "./kinds.js";

/** How many awaits allocate what the young generation has room for. */
const AWAITS = 10_000;
const ROUNDS = 11;
/** How much CPU time a round takes, in nanoseconds. */
const ROUND = 3e7;
/** How much it takes until V8 has compiled what it will compile. */
const WARM_UP = 3e8;

const [what = "", name = ""] = process.argv.slice(2);
const measured = what === "counts" ? count_awaits() : measure(what === "bytes" ? bytes : ratio);
console.log(JSON.stringify(await measured));

/** In a task or in native code, and so is the function to compare with. */
async function measure(by: (kind: Kind, plain: Kind) => Promise<number>): Promise<number> {
  const loop = asyncio.new_event_loop();
  const kinds = kinds_of_await(loop);
  const kind = kinds[name] as Kind;
  const measuring = (): Promise<number> => by(kind, kinds[PLAIN] as Kind);
  return await (kind.native ? measuring() : loop.run_until_complete(measuring));
}

/** One function for each side, so that neither is compiled for what the other awaits. */
function awaiter({ make, undo }: Kind): (times: number) => Promise<void> {
  const source = `return async (times) => {
    for (let i = 0; i < times; i += 1) {
      await make();
      ${undo ? "undo();" : ""}
    }
  };`;
  return new Function("make", "undo", source)(make, undo);
}

async function cost(run: (times: number) => Promise<void>, times: number): Promise<number> {
  const before = process.cpuUsage();
  await run(times);
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

/** Warms it up; how many awaits make a round. */
async function calibrate(run: (times: number) => Promise<void>): Promise<number> {
  let times = 1000;
  for (let spent = 0; ; ) {
    const last = await cost(run, times);
    spent += last;
    if (spent > WARM_UP && last > ROUND / 2) return Math.round((times * ROUND) / last);
    if (last < ROUND) times *= 2;
  }
}

/** What an await costs, by what one of a plain async function costs. */
async function ratio(kind: Kind, plain: Kind): Promise<number> {
  const [ours, theirs] = [awaiter(kind), awaiter(plain)];
  const [our_times, their_times] = [await calibrate(ours), await calibrate(theirs)];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const our_cost = await cost(ours, our_times);
    ratios.push(our_cost / our_times / ((await cost(theirs, their_times)) / their_times));
  }
  return median(ratios);
}

/** What an await allocates. The process has a young generation that is large enough to hold it all. */
async function bytes(kind: Kind): Promise<number> {
  const run = awaiter(kind);
  await calibrate(run);
  const grown: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    globalThis.gc?.({ type: "minor" } as never);
    const before = process.memoryUsage().heapUsed;
    await run(AWAITS);
    grown.push((process.memoryUsage().heapUsed - before) / AWAITS);
  }
  return median(grown);
}
