/**
 * What a program loads: of the package and of Node's modules what it uses, and nothing before that. Time depends on the
 * machine; what is loaded does not.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build_library } from "../support/library.js";

interface Loaded {
  /** The files of the package and of its dependencies. */
  readonly files: readonly string[];
  /** Node's public modules that a program without a statement does not load. */
  readonly node: readonly string[];
}

let folder: string;
let of_bare_node: ReadonlySet<string>;

beforeAll(async () => {
  folder = await build_library("start-up");
  of_bare_node = new Set(run("").modules);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** V8's coverage names every script that has run; what is preloaded notes Node's modules, and needs none but `fs`. */
function run(program: string): { readonly modules: string[]; readonly scripts: string[] } {
  const place = mkdtempSync(join(folder, "run-"));
  const coverage = join(place, "coverage");
  writeFileSync(join(place, "program.mjs"), program);
  writeFileSync(
    join(place, "preload.cjs"),
    `process.on("exit", () => require("fs").writeFileSync("modules.json", JSON.stringify(process.moduleLoadList)));`,
  );
  execFileSync(process.execPath, ["--require", "./preload.cjs", "program.mjs"], {
    cwd: place,
    env: { PATH: process.env.PATH, NODE_V8_COVERAGE: coverage },
  });
  const list: string[] = JSON.parse(readFileSync(join(place, "modules.json"), "utf8"));
  const results = readdirSync(coverage).flatMap(
    (each) => JSON.parse(readFileSync(join(coverage, each), "utf8")).result as { readonly url: string }[],
  );
  return {
    modules: list.map((each) => each.replace(/^NativeModule /, "")),
    scripts: results.map(({ url }) => url).filter((url) => !/\/(program\.mjs|preload\.cjs)$/.test(url)),
  };
}

function loaded_by(main: string): Loaded {
  const { modules, scripts } = run(`
    import * as asyncio from "asyncio-node";
    await asyncio.run(asyncio.coroutine(async () => { ${main} })());
  `);
  return {
    files: scripts
      .filter((url) => url.startsWith("file:"))
      .map((url) => url.replace(/^.*\/(dist|node_modules)\//, "")),
    node: modules.filter(
      (each) => /^[a-z_/]+$/.test(each) && !/^internal\//.test(each) && !of_bare_node.has(each),
    ),
  };
}

describe("an empty main", () => {
  test("loads one file of the package behind its face, and no library", () => {
    expect(loaded_by("").files.toSorted()).toEqual(["asyncio.js", "index.js"]);
  });

  test("loads nothing but ASCII, of which V8 keeps and reads half as many bytes", () => {
    const dist = join(folder, "dist");
    for (const file of loaded_by("").files)
      expect(readFileSync(join(dist, file), "utf8")).not.toMatch(/[^\0-\x7f]/);
  });

  test("imports none of Node's modules but the one without which old versions cannot ask for the others", () => {
    const text = readFileSync(join(folder, "dist", "asyncio.js"), "utf8");
    expect(text.match(/^import .* from "node:.*";$/gm)).toEqual([
      `import { createRequire } from "node:module";`,
    ]);
  });

  test("loads none of Node's modules that could wait", () => {
    // Those that Node itself has not loaded by then differ from version to version.
    const needed = ["async_hooks", "diagnostics_channel", "events", "module", "util"];
    expect(loaded_by("").node.filter((each) => !needed.includes(each))).toEqual([]);
  });
});

describe("what most programs do without", () => {
  test.each([
    ["a server", `(await asyncio.start_server(() => {}, "127.0.0.1", 0)).close()`, "networks.js", "net"],
    [
      "a process",
      `await (await asyncio.create_subprocess_exec("true")).wait()`,
      "networks.js",
      "child_process",
    ],
    ["a thread", `await asyncio.to_thread(() => 1)`, "worker-pool.js", "worker_threads"],
    ["a signal handler", `asyncio.get_running_loop().add_signal_handler("SIGUSR2", () => {})`, null, "os"],
  ])("is loaded with the first use: %s", (_name, main, file, module) => {
    const { files, node } = loaded_by(main);
    if (file !== null) expect(files).toContain(file);
    if (module !== null) expect(node).toContain(module);
  });
});
