import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export const here: string = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..", "..");

/** A folder of its own, under node_modules, where nobody looks for sources and where the packages are found. */
export function make_folder(): string {
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, "bench-"));
}

/** Makes JavaScript of the benchmarks, in `folder`, where `asyncio-node` is the package at `build`. */
export function compile(folder: string, build: string = root): void {
  buildSync({
    entryPoints: readdirSync(here, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(here, file)),
    outbase: here,
    outdir: folder,
    format: "esm",
    platform: "node",
    target: "node20",
  });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve(build), join(folder, "node_modules", "asyncio-node"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}
