/**
 * `npm run bench`: what each workload costs on this package, on CPython, uvloop and PyPy where they are found, on Node's
 * bare promises, and on the package that a Node developer would take.
 *
 * Every side is a process of its own; they take turns, round after round, so that all suffer alike from whatever else
 * the machine does. CPU time counts, unless `--clock wall` asks for the time of day. `docs/benchmarks.md` says how to read
 * the table.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compile, here, make_folder } from "./compile.js";
import { median } from "./median.js";
import { Process } from "./process.js";
import { node_sides, python_sides, type Side } from "./sides.js";
import { type Result, table, table_of_sizes } from "./table.js";
import { names, names_of_sizes, sized, workloads } from "./workloads/index.js";

const { values: options } = parseArgs({
  options: {
    /** Only the workloads whose names contain this. */
    only: { type: "string", multiple: true, default: [] },
    /** The workloads that have tasks, each with 10, 1,000 and 100,000 of them, in place of all. */
    sizes: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    /** How long a measurement takes, in seconds. */
    time: { type: "string", default: "0.25" },
    /** How long a process runs, in seconds, before it is measured: until V8 has compiled what it will compile. */
    "warm-up": { type: "string", default: "1" },
    /** What counts: `cpu` time, or `wall` time. */
    clock: { type: "string", default: "cpu" },
    /** The Node to measure; by default the one that runs this. */
    node: { type: "string", default: process.execPath },
    /** The root of another build of this package, to compare with. */
    against: { type: "string" },
    /** The sides to leave out. */
    without: { type: "string", multiple: true, default: [] },
    /** Where to write all that was measured. */
    json: { type: "string" },
  },
});

if (!["cpu", "wall"].includes(options.clock)) throw new Error(`--clock is cpu or wall, not ${options.clock}`);
// For the workloads that need another process as well.
process.env.BENCH_NODE = options.node;
process.env.BENCH_PEERS = join(here, "peers");
process.env.BENCH_CLOCK = options.clock;
const turns = Number(options.rounds);
const target = Number(options.time) * 1e9;
const warm_up = Number(options["warm-up"]) * 1e9;

/** How many rounds take as long as wanted; finding out warms the code up. */
async function calibrate(child: Process): Promise<number> {
  let rounds = 1;
  let spent = 0;
  for (;;) {
    const began = performance.now();
    const answer = await child.ask(rounds);
    // What does little but wait would have to go on for minutes.
    const cost = Math.max(answer, ((performance.now() - began) * 1e6) / 4);
    spent += cost;
    const wanted = Math.max(1, Math.round((rounds * target) / Math.max(cost, 1)));
    if (spent > warm_up && cost > target / 2) return wanted;
    rounds = Math.min(wanted, rounds * 8);
  }
}

async function measure(name: string, sides: readonly Side[]): Promise<Result> {
  const workload = workloads[name];
  const unit = workload?.unit ?? 1;
  const samples = sides.map((): number[] => []);
  if (workload === undefined || workload.counts === "rss") {
    // Of these a process can tell but once.
    for (let turn = 0; turn < turns; turn++) {
      for (const [i, side] of sides.entries()) {
        const child = new Process(side.command(name));
        samples[i]?.push((await child.ask(1)) / unit);
        child.end();
      }
    }
  } else {
    const children = sides.map((side) => new Process(side.command(name)));
    try {
      const rounds: number[] = [];
      for (const child of children) rounds.push(await calibrate(child));
      for (let turn = 0; turn < turns; turn++) {
        for (const [i, child] of children.entries()) {
          const count = rounds[i] as number;
          samples[i]?.push((await child.ask(count)) / (count * unit));
        }
      }
    } finally {
      // Those of a side that works would else wait for ever, and this process with them.
      for (const child of children) child.end();
    }
  }
  return {
    workload: name,
    counts: workload?.counts ?? "cpu",
    costs: Object.fromEntries(sides.map((side, i) => [side.name, median(samples[i] as number[])])),
  };
}

const folder = make_folder();
try {
  compile(join(folder, "this"));
  if (options.against !== undefined) compile(join(folder, "other"), options.against);
  const other = options.against === undefined ? null : join(folder, "other");
  const sides = [...node_sides(options.node, join(folder, "this"), other), ...python_sides()].filter(
    (side) => !options.without.includes(side.name) && (side.asyncio || !options.sizes),
  );
  const wanted = (options.sizes ? names_of_sizes : names).filter(
    (name) => options.only.length === 0 || options.only.some((part) => name.includes(part)),
  );
  const results: Result[] = [];
  for (const [i, name] of wanted.entries()) {
    process.stderr.write(`\r\x1b[K${i + 1} of ${wanted.length}: ${name} `);
    const having = sides.filter((side) => side.has(name));
    try {
      results.push(await measure(name, having));
    } catch (error) {
      // What has been measured before it took its time.
      console.error(error);
      process.exitCode = 1;
    }
  }
  process.stderr.write("\r\x1b[K");
  console.log(options.sizes ? table_of_sizes(results, sides, Object.keys(sized)) : table(results, sides));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
