/** Makes plain JavaScript of the programs, beside the library: each pair runs in a fresh process of plain `node`. */
import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { build_library } from "../support/library.js";
import { findPairs, type Output, output, type Pair, root, shared } from "./pairs.js";

export interface Transpiled {
  run(pair: Pair, seconds: number): Promise<Output>;
  remove(): void;
}

export async function transpile(): Promise<Transpiled> {
  const folder = await build_library("conformance");
  const programs = findPairs()
    .map((pair) => pair.typescript)
    .filter((file) => existsSync(file));
  await build({
    entryPoints: [...programs, ...shared],
    outbase: root,
    outdir: folder,
    format: "esm",
    platform: "node",
    target: "node20",
    // Else a function expression that has the name of its variable gets another one.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
  });
  return {
    run(pair, seconds) {
      const program = join(folder, relative(root, pair.typescript)).replace(/\.ts$/, ".js");
      const env = { PATH: process.env.PATH, NO_COLOR: "1" };
      return new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          ["--enable-source-maps", program],
          { env, timeout: seconds * 1000, killSignal: "SIGKILL" },
          (_error, stdout, stderr) =>
            resolve(output(stdout, stderr, child.signalCode ?? child.exitCode ?? "?")),
        );
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
