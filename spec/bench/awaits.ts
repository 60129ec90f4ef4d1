/**
 * `npm run bench:awaits`: what each kind of await costs, microtask by microtask, on each Node.
 *
 * `npm run bench:awaits -- --node path/to/node --node path/to/another` asks others than the one that runs this.
 * `docs/engine.md` has the table, and says where each microtask comes from.
 */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Counts } from "./awaits/counts.js";
import { compile, make_folder } from "./compile.js";
import { markdown } from "./table.js";

const { values: options } = parseArgs({
  options: { node: { type: "string", multiple: true, default: [process.execPath] } },
});

/** Megabytes: nothing is to be collected while the bytes are counted. */
const YOUNG = 256;
const flags = {
  counts: [],
  bytes: ["--expose-gc", `--min-semi-space-size=${YOUNG}`, `--max-semi-space-size=${YOUNG}`],
  ratio: [],
};

const folder = make_folder();

function ask(node: string, what: keyof typeof flags, kind = ""): unknown {
  const args = [...flags[what], join(folder, "this", "awaits", "measure.js"), what, kind];
  return JSON.parse(execFileSync(node, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
}

/** One number where all Nodes agree. */
function shared(counts: readonly (number | null | undefined)[]): string {
  return [...new Set(counts)].length === 1 ? String(counts[0] ?? "") : counts.map(String).join(" / ");
}

try {
  compile(join(folder, "this"));
  const nodes = options.node.map((path) => {
    const version = execFileSync(path, ["--version"], { encoding: "utf8" });
    return { path, name: `Node ${version.split(".")[0]?.slice(1)}` };
  });
  const counts = nodes.map(({ path }) => ask(path, "counts") as Record<string, Counts>);
  const kinds = Object.keys(counts[0] ?? {});
  const rows = kinds.map((kind, i) => {
    process.stderr.write(`\r\x1b[K${i + 1} of ${kinds.length}: ${kind} `);
    const figures = nodes.map(({ path }) => {
      const bytes = ask(path, "bytes", kind) as number;
      const ratio = ask(path, "ratio", kind) as number;
      return `${Math.round(bytes)} B, × ${ratio.toFixed(1)}`;
    });
    const each = counts.map((counts) => counts[kind]);
    return [
      kind,
      shared(each.map((counts) => counts?.iterations)),
      shared(each.map((counts) => counts?.microtasks)),
      shared(each.map((counts) => counts?.promises)),
      ...figures,
    ];
  });
  process.stderr.write("\r\x1b[K");
  const head = ["await of", "iterations", "microtasks", "promises", ...nodes.map(({ name }) => name)];
  console.log(markdown([head, ...rows]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
