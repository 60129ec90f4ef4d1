/**
 * The layers of the library: imports run downhill, without a circle at run time.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const lib = fileURLToPath(new URL("../../lib/", import.meta.url));

interface Module {
  readonly name: string;
  /** What it loads, at once or when it is first used. */
  readonly imports: readonly string[];
  readonly imports_at_once: readonly string[];
}

function module(file: string): Module {
  const source = readFileSync(join(lib, file), "utf8");
  const statements = [...source.matchAll(/^(?:import|export)\s(?!type\b)([^;]*?)from\s"(\.[^"]+)"/gms)]
    .filter(([, names]) => !/^\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test((names as string).trim()))
    .map(([, , path]) => path as string);
  const on_use = [...source.matchAll(/\bimport\("(\.[^"]+)"\)/g)].map(([, path]) => path as string);
  const resolve = (path: string): string => normalize(join(dirname(file), path.replace(/\.js$/, ".ts")));
  const imports_at_once = statements.map(resolve);
  return { name: file, imports: [...imports_at_once, ...on_use.map(resolve)], imports_at_once };
}

const modules: Module[] = readdirSync(lib, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map(module);

const by_name = new Map(modules.map((module) => [module.name, module]));

describe("the modules of lib", () => {
  test("import each other without a circle", () => {
    const done = new Set<string>();
    const visit = (name: string, path: readonly string[]): void => {
      if (done.has(name)) return;
      expect(path, "a circle of imports").not.toContain(name);
      for (const each of by_name.get(name)?.imports ?? []) if (each !== name) visit(each, [...path, name]);
      done.add(name);
    };
    for (const { name } of modules) visit(name, []);
  });

  const python = modules.filter(({ name }) => name.startsWith("python/"));
  test.each(python)("$name knows nothing of asyncio", ({ imports }) => {
    const of_ours = imports.filter((each) => !/^internal\/node\/(builtins|lazy)\.ts$/.test(each));
    expect(of_ours.filter((each) => !each.startsWith("python/"))).toEqual([]);
  });

  const internal = modules.filter(({ name }) => name.startsWith("internal/"));
  const engine = /^(events|futures|coroutines|tasks|waiting|pump|base-events|node-events|runners|index)\.ts$/;
  test.each(internal)("$name stands below the engine's objects", ({ imports }) => {
    expect(imports.filter((each) => engine.test(each))).toEqual([]);
  });

  const costly =
    /^import (?!type\b).* from "node:(child_process|dgram|dns|fs|http|net|os|process|tls|tty|util)(\/|")/m;
  test.each(modules)("$name gets what is dear to import from internal/node", ({ name }) => {
    expect(readFileSync(join(lib, name), "utf8")).not.toMatch(costly);
  });

  test("get what most programs do without when they use it", () => {
    const from_the_start = new Set<string>();
    const visit = (name: string): void => {
      if (from_the_start.has(name)) return;
      from_the_start.add(name);
      for (const each of by_name.get(name)?.imports_at_once ?? []) visit(each);
    };
    visit("index.ts");
    const dear =
      /^(networks|base-subprocess|network\/.*|internal\/node\/(names|popen|stdio|tls|worker-.*|.*socket))\.ts$/;
    expect([...from_the_start].filter((name) => dear.test(name))).toEqual([]);
  });

  test("leave the face to index.ts, which nobody imports", () => {
    const importers = modules.filter(
      ({ name, imports }) => name !== "index.ts" && imports.includes("index.ts"),
    );
    expect(importers).toEqual([]);
  });
});
