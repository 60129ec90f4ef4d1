/** from_module: functions that go to a thread by the name of their module, in JavaScript and in TypeScript. */
import { createHash } from "node:crypto";
import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { Gate } from "./support/gate.js";
import { programs } from "./support/programs.js";
import * as here from "./support/thread-work.js";

// As TypeScript has it, though the file is called otherwise.
const url = new URL("./support/thread-work.js", import.meta.url);
const there = asyncio.from_module<typeof import("./support/thread-work.js")>(url);

async function in_pool(body: (executor: asyncio.ThreadPoolExecutor) => Promise<void>): Promise<void> {
  await asyncio.async_with(new asyncio.ThreadPoolExecutor(1), body);
}

describe("from_module", () => {
  it("has the functions that the module exports, and no others", () => {
    type Names = "digest" | "count" | "wait" | "refuse" | "default";
    expectTypeOf<keyof typeof there>().exclude<"Refused">().toEqualTypeOf<Names>();
    expectTypeOf(there.digest).toEqualTypeOf<(text: string) => string>();
    expect(there.digest).toBe(there.digest);
    expect(there.digest.name).toBe("digest");
  });

  it("runs them with their imports", async () => {
    await in_pool(async (executor) => {
      const expected = createHash("sha256").update("text").digest("hex");
      expect(await executor.submit(there.digest, "text")).toBe(expected);
      expect(await executor.submit(there.default)).toBe("the default");
      const gate = new Gate();
      gate.open();
      expect(await executor.submit(there.wait<string>, gate.memory, "through")).toBe("through");
    });
  });

  it("loads the module once in each thread, and each has its own", async () => {
    await in_pool(async (executor) => {
      expect(here.count()).toBe(1);
      expect([await executor.submit(there.count), await executor.submit(there.count)]).toEqual([1, 2]);
      expect(here.count()).toBe(2);
    });
    await in_pool(async (executor) => {
      expect(await executor.submit(there.count)).toBe(1);
    });
  });

  it("brings errors by the names of their classes, with the stack of the module", async () => {
    await in_pool(async (executor) => {
      const future = executor.submit(there.refuse, "because");
      await expect(async () => await future).rejects.toThrow(RangeError);
      const error = future.exception();
      expect(error?.constructor.name).toBe("Refused");
      expect(error?.stack?.split("\n")).toEqual([
        expect.stringMatching(/^(Range)?Error: because$/),
        expect.stringMatching(/at (Module\.)?refuse \(.*thread-work\.ts:\d+:\d+\)$/),
      ]);
    });
  });

  it("takes Node's modules, by either name, and modules without a file", async () => {
    await in_pool(async (executor) => {
      for (const name of ["node:path", "path"]) {
        const { basename } = asyncio.from_module<typeof import("node:path")>(name);
        expect(await executor.submit(basename, "a/b")).toBe("b");
      }
      const code = "data:text/javascript,export const twice = (n) => n * 2";
      const { twice } = asyncio.from_module<{ twice(n: number): number }>(code);
      expect(await executor.submit(twice, 4)).toBe(8);
    });
  });

  it("says what is not there", async () => {
    await in_pool(async (executor) => {
      const { digst } = asyncio.from_module<{ digst(): void }>(url);
      await expect(async () => await executor.submit(digst)).rejects.toThrow(
        /^file:.*thread-work\.ts exports no function named "digst"$/,
      );
      const { table } = asyncio.from_module<{ table(): void }>(url);
      await expect(async () => await executor.submit(table)).rejects.toThrow('no function named "table"');
      const { any } = asyncio.from_module<{ any(): void }>(new URL("./no-such.js", import.meta.url));
      await expect(async () => await executor.submit(any)).rejects.toThrow(
        /Cannot find module .*no-such\.js/,
      );
    });
  });

  it("is no promise, and not to be called here", async () => {
    expect(await there).toBe(there);
    expect(() => there.digest("x")).toThrow(
      /^digest\(\) of file:.* runs in threads: await to_thread\(digest, \.\.\.\)$/,
    );
  });

  it.each([
    ["./work.js", 'pass new URL("./work.js", import.meta.url)'],
    ["package", 'pass import.meta.resolve("package")'],
  ])("cannot tell where %s is", (name, hint) => {
    expect(() => asyncio.from_module(name)).toThrow(asyncio.ValueError);
    expect(() => asyncio.from_module(name)).toThrow(hint);
  });
});

describe("in a process", () => {
  const { run } = programs();

  /** A program that writes the files where Node strips types, in no node_modules, and runs the first of them. */
  const runner = (options: readonly string[], files: Readonly<Record<string, string>>): string => `
    import { execFileSync } from "node:child_process";
    import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
    import { createRequire } from "node:module";
    import { tmpdir } from "node:os";
    import { dirname, join } from "node:path";
    import { fileURLToPath } from "node:url";
    const folder = mkdtempSync(join(tmpdir(), "threads-"));
    try {
      const tsx = dirname(createRequire(import.meta.url).resolve("tsx/package.json"));
      mkdirSync(join(folder, "node_modules"));
      symlinkSync(tsx, join(folder, "node_modules", "tsx"));
      symlinkSync(dirname(fileURLToPath(import.meta.url)), join(folder, "node_modules", "asyncio-node"));
      const files = { ...${JSON.stringify(files)}, "package.json": '{ "type": "module" }' };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      execFileSync(process.execPath, [...${JSON.stringify(options)}, Object.keys(files)[0]], {
        cwd: folder,
        stdio: ["ignore", "inherit", "ignore"],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  `;

  const main = (extension: string): string => `
    import * as asyncio from "asyncio-node";
    const { shout, fail } = asyncio.from_module(new URL("./work.${extension}", import.meta.url));
    await asyncio.run(async () => {
      console.log(await asyncio.to_thread(shout, "hello"));
      try {
        await asyncio.to_thread(fail);
      } catch (error) {
        console.log(error instanceof asyncio.FileNotFoundError, error.errno, error.filename, error.message);
      }
      const group = await asyncio.to_thread(fail, true).then(null, (error) => error);
      console.log(group instanceof asyncio.ExceptionGroup, asyncio.repr(group));
    });
  `;
  const work = (helper: string, types: boolean): string => {
    const text = `
      import * as asyncio from "asyncio-node";
      import { exclaim } from "./helper.${helper}";
      export function shout(text<: string>)<: string> {
        return exclaim(text.toUpperCase());
      }
      export async function fail(several<: boolean> = false)<: Promise<never>> {
        const error = new asyncio.OSError(2, "No such file or directory", "x.txt");
        throw several ? new asyncio.ExceptionGroup("both", [error, new asyncio.ValueError("v")]) : error;
      }
    `;
    return text.replaceAll(/<(: [\w<>]+?)>(?=[),{ ])/g, types ? "$1" : "");
  };
  const printed = [
    "HELLO!",
    "true 2 x.txt [Errno 2] No such file or directory: 'x.txt'",
    "true ExceptionGroup('both', [FileNotFoundError(2, 'No such file or directory'), ValueError('v')])",
    "",
  ].join("\n");
  const helper = "export const exclaim = (text) => text + '!';";

  const ways: [string, readonly string[], Record<string, string>][] = [
    ["JavaScript", [], { "main.js": main("js"), "work.js": work("js", false), "helper.js": helper }],
    [
      "TypeScript by tsx",
      ["--import", "tsx"],
      {
        "by-tsx.ts": main("js"),
        "work.ts": work("js", true).replaceAll("helper", "aide"),
        "aide.ts": helper,
      },
    ],
  ];
  if ("typescript" in process.features && process.features.typescript !== false) {
    ways.push([
      "TypeScript that Node strips",
      [],
      { "stripped.ts": main("ts"), "work.ts": work("ts", true), "helper.ts": helper },
    ]);
  }

  it.each(ways)("%s", async (_way, options, files) => {
    expect(await run(runner(options, files))).toEqual({ out: printed, err: "", status: 0 });
  });

  it("the program itself would run again in the thread", async () => {
    const { out } = await run(`
      import * as asyncio from "asyncio-node";
      try {
        asyncio.from_module(import.meta.url);
      } catch (error) {
        console.log(error.name, error.message);
      }
    `);
    expect(out).toMatch(
      /^ValueError .*\.js is the program itself, and would run again in each thread; export the function from/,
    );
  });
});
