/**
 * The package as its users get it: packed, installed into an empty project, imported in every way.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const tsc = join(root, "node_modules/typescript/lib/tsc.js");

let project: string;
let files: string[];

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function node(...args: string[]): string {
  return run(process.execPath, ...args);
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "asyncio-node-"));
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
    cwd: root,
    encoding: "utf8",
  });
  const [{ filename, files: listed }] = JSON.parse(packed);
  files = listed.map((file: { path: string }) => file.path);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", join(project, filename)], { cwd: project });
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the tarball", () => {
  test("holds what runs, its types, its sources for the maps, and nothing else", () => {
    const outside = files.filter((file) => !/^(dist|lib)\/|^(package\.json|README\.md|LICENSE)$/.test(file));
    expect(outside).toEqual([]);
    for (const path of Object.values<{ types: string; default: string } | string>(manifest.exports)) {
      for (const target of typeof path === "string" ? [path] : [path.types, path.default]) {
        expect(files).toContain(target.replace("./", ""));
      }
    }
  });

  test("has a source map for each file that does more than export, and each source", () => {
    for (const file of files.filter((each) => /^dist\/.*\.js$/.test(each))) {
      const text = readFileSync(join(root, file), "utf8");
      if (/^(import|export) [^;]*;\n*(export [^;]*;\n*)?$/.test(text)) continue;
      const map = JSON.parse(readFileSync(join(root, `${file}.map`), "utf8"));
      expect(files).toContain(`${file}.map`);
      const ours = map.sources.filter((source: string) => !source.includes("/node_modules/"));
      for (const source of ours) expect(files).toContain(source.replace(/^\.\.\//, ""));
    }
  });

  test("leaves functions and classes the names that Python knows them by", () => {
    const program = `
      import * as asyncio from "asyncio-node";
      const values = Object.entries(asyncio).filter(([, value]) => typeof value === "function");
      console.log(JSON.stringify(values.filter(([key, { name }]) => name !== key).map(([key]) => key)));
    `;
    writeFileSync(join(project, "names.mjs"), program);
    expect(JSON.parse(node("names.mjs"))).toEqual(["eager_task_factory"]);
  });
});

const program = `
const main = asyncio.coroutine(async function main() {
  const [one, two] = await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2));
  return one + two;
});
asyncio.run(main()).then((sum) => console.log("sum", sum));
`;

describe("a program", () => {
  test.each([
    ["import * as", "program.mjs", `import * as asyncio from "asyncio-node";`],
    ["import the default", "program.mjs", `import asyncio from "asyncio-node";`],
    ["require", "program.cjs", `const asyncio = require("asyncio-node");`],
  ])("runs by %s", (_name, file, statement) => {
    writeFileSync(join(project, file), statement + program);
    expect(node(file)).toBe("sum 3\n");
  });

  test("gets the namespace itself as the default", () => {
    const text = `
      import asyncio, * as namespace from "asyncio-node";
      console.log(asyncio === namespace);
    `;
    writeFileSync(join(project, "default.mjs"), text);
    expect(node("default.mjs")).toBe("true\n");
  });

  test("runs in one file with all it needs, as bundlers make it", () => {
    const text = `
      import * as asyncio from "asyncio-node";
      asyncio.run(async () => {
        const done = [];
        asyncio.get_running_loop().lifecycle.on("task_done", (task) => done.push(task.get_name()));
        const queue = new asyncio.Queue();
        const handle = async (reader, writer) => {
          queue.put_nowait(String(await reader.read()));
          writer.close();
        };
        const server = await asyncio.start_server(handle, "127.0.0.1", 0);
        const [, writer] = await asyncio.open_connection(...server.sockets[0].getsockname());
        writer.write("hello");
        writer.close();
        console.log(await queue.get());
        server.close();
        await server.wait_closed();
        await asyncio.create_task(asyncio.sleep(0), { name: "last" });
        console.log(done.includes("last"));
      });
    `;
    writeFileSync(join(project, "application.mjs"), text);
    const bundle = mkdtempSync(join(tmpdir(), "asyncio-node-bundle-"));
    onTestFinished(() => rmSync(bundle, { recursive: true }));
    const outfile = join(bundle, "application.mjs");
    const options = { bundle: true, platform: "node", format: "esm" } as const;
    buildSync({ entryPoints: [join(project, "application.mjs")], outfile, ...options });
    expect(node(outfile)).toBe("hello\ntrue\n");
  });

  test("finds each subpath", () => {
    const paths = Object.keys(manifest.exports).filter((path) => path !== "." && !path.endsWith(".json"));
    const imports = paths.map((path) => `await import("asyncio-node/${path.slice(2)}");`).join("\n");
    writeFileSync(join(project, "subpaths.mjs"), `${imports}\nconsole.log("all there");`);
    expect(node("subpaths.mjs")).toBe("all there\n");
  });

  test("needs nothing but the dependencies it names", () => {
    const installed = Object.keys(
      JSON.parse(run("npm", "ls", "--all", "--json")).dependencies["asyncio-node"].dependencies,
    );
    expect(installed.sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });
});

describe("a TypeScript project", () => {
  const source = `
    import * as asyncio from "asyncio-node";
    import { ContextVar } from "asyncio-node/contextvars";
    const double = asyncio.coroutine(async (n: number) => n * 2);
    const name = new ContextVar<string>("name");
    const main = asyncio.coroutine(async () => {
      const [four, six]: [number, number] = await asyncio.gather(double(2), double(3));
      return [four + six, name.get("nobody")] as const;
    });
    const result: readonly [number, string] = await asyncio.run(main());
    console.log(result);
  `;

  test.each([
    ["nodenext", ["--module", "nodenext", "--moduleResolution", "nodenext"]],
    ["bundler", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ])("compiles under %s, library checks included", (_name, options) => {
    writeFileSync(join(project, "program.ts"), source);
    const flags = [
      "--noEmit",
      "--strict",
      "--target",
      "es2022",
      "--lib",
      "es2023,esnext.disposable",
      "--typeRoots",
    ];
    const types = ["--types", "node"];
    node(tsc, ...flags, join(root, "node_modules/@types"), ...types, ...options, "program.ts");
  });
});
