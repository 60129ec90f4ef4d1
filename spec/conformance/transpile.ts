/**
 * Makes plain JavaScript of the library and of the programs, in a folder of its own in which `asyncio-node` is
 * the former: the pairs run from the sources as they stand, each in a fresh process of plain `node`.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { findPairs, type Output, output, type Pair, root } from "./pairs.js";

export interface Transpiled {
  run(pair: Pair, seconds: number): Promise<Output>;
  remove(): void;
}

export async function transpile(): Promise<Transpiled> {
  // Under node_modules, where nobody looks for sources and where the library's dependencies are found.
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "conformance-"));
  // File by file, not bundled: the library knows its own frames in a stack by the folder they are in.
  const library = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(root, "lib", file));
  const programs = findPairs()
    .map((pair) => pair.typescript)
    .filter((file) => existsSync(file));
  await build({
    entryPoints: [...library, ...programs],
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
  const manifest = {
    name: "asyncio-node",
    type: "module",
    exports: {
      ".": "./lib/index.js",
      "./contextvars": "./lib/contextvars.js",
      "./testing": "./lib/testing.js",
    },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));

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
