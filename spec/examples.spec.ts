/** `npm start`: the tutorial's programs, and ported scripts run as `python script.py` runs their originals. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPairs, lenient, output, recorded, root } from "./conformance/pairs.js";

const start = join(root, "examples", "start.mjs");
const programs = readdirSync(join(root, "examples")).filter((file) => /^\d+-.*\.ts$/.test(file));
const tutorial = findPairs().filter((pair) => pair.name.startsWith("tutorial/"));

let folder: string;
beforeAll(async () => {
  // No package.json here: the package is found, and a script is a module, all the same.
  folder = realpathSync(mkdtempSync(join(tmpdir(), "npm-start-")));
  await run("1"); // builds the package once, where that is due
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status, or the signal that ended the process. */
  readonly status: number | string;
}

function launch(...args: string[]): ChildProcess & { ended: Promise<Ended> } {
  const child = spawn(process.execPath, [start, ...args], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
  const ended = async (): Promise<Ended> => {
    const exit = once(child, "exit");
    const [stdout, stderr, [status, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      exit,
    ]);
    return { stdout, stderr, status: signal ?? status };
  };
  return Object.assign(child, { ended: ended() });
}

const run = (...args: string[]): Promise<Ended> => launch(...args).ended;

function script(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, `import * as asyncio from "asyncio-node";\n${source}`);
  return file;
}

// Processes start slowly on a busy machine.
const patience = { timeout: 60_000 };

describe.concurrent("npm start", patience, () => {
  it("runs the programs of the tutorial, each under a heading, and they print what CPython prints", {
    timeout: 120_000,
  }, async ({ expect }) => {
    const { stdout, stderr, status } = await run();
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const [before, ...printed] = stdout.split(/^── \d\. .* ─+\n/m);
    expect(before).toBe("");
    expect(printed).toHaveLength(tutorial.length);
    for (const [index, pair] of tutorial.entries()) {
      const { out } = output(printed[index]?.replace(/\n\n$/, "\n") ?? "", "", 0);
      expect(lenient(pair, out)).toBe(lenient(pair, recorded(pair).out));
    }
  });

  it("has the tutorial's programs in its folder", () => {
    expect(programs.map((file) => basename(file, ".ts"))).toEqual(
      tutorial.map((pair) => basename(pair.name)),
    );
  });

  it("runs one of them by its number", async ({ expect }) => {
    const { stdout, status } = await run("2");
    expect(stdout).toMatch(/^<Task pending name='Task-1' .*02-task\.ts:7>>\nwaiting: 2\n<Task finished /);
    expect(status).toBe(0);
  });

  it.for([
    ["99", /there is no program 99: the tutorial's are 1 to 8\.\n$/],
    ["0", /there is no program 0/],
    ["nowhere.ts", /there is no file .*nowhere\.ts\.\n$/],
    [".", /is neither TypeScript nor JavaScript\.\n$/],
  ] as const)("refuses %s", async ([argument, reason], { expect }) => {
    const { stderr, stdout, status } = await run(argument);
    expect(stderr).toMatch(reason);
    expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  });
});

describe.concurrent("npm start -- script.ts", patience, () => {
  it("takes TypeScript with all that a port needs", async ({ expect }) => {
    writeFileSync(join(folder, "helper.ts"), "export const twice = (n: number): number => 2 * n;\n");
    const file = script(
      "whole.ts",
      `import { ContextVar } from "asyncio-node/contextvars";
      import { twice } from "./helper.js";
      class Worker {
        @asyncio.coroutine async work(n: number) { await asyncio.sleep(0); return twice(n); }
      }
      const resource = { async [Symbol.asyncDispose]() { console.log("closed"); } };
      async function main() {
        await using opened = resource;
        console.log(await new Worker().work(2), opened === resource, new ContextVar("x").name);
      }
      await asyncio.run(main);
      console.log(process.argv.slice(1), import.meta.url, process.cwd());`,
    );
    const { stdout, stderr } = await run("whole.ts", "-x", "2");
    expect(stderr).toBe("");
    expect(stdout.replace(/\s+/g, " ")).toBe(
      `4 true x closed [ '${file}', '-x', '2' ] file://${file} ${folder} `,
    );
  });

  it("takes JavaScript", async ({ expect }) => {
    script("plain.mjs", "console.log(await asyncio.sleep(0, 'slept'));");
    expect(await run("plain.mjs")).toEqual({ stdout: "slept\n", stderr: "", status: 0 });
  });

  it("hands standard input on", async ({ expect }) => {
    script("stdin.ts", `for await (const chunk of process.stdin) console.log(String(chunk));`);
    const child = launch("stdin.ts");
    child.stdin?.end("typed");
    expect((await child.ended).stdout).toBe("typed\n");
  });

  it.for([
    ["status.ts", "process.exitCode = 3;", 3, /^$/],
    ["exit.ts", "throw new asyncio.SystemExit(4);", 4, /^$/],
    ["exit-inside.ts", "await asyncio.run(async () => { throw new asyncio.SystemExit(5); });", 5, /^$/],
    ["exit-quietly.ts", "throw new asyncio.SystemExit();", 0, /^$/],
    ["exit-text.ts", 'throw new asyncio.SystemExit("enough");', 1, /^enough\n$/],
    ["interrupt.ts", "throw new asyncio.KeyboardInterrupt();", "SIGINT", /KeyboardInterrupt/],
    [
      "error.ts",
      "const n: number = 1;\n\nthrow new asyncio.ValueError('x' + n);",
      1,
      /ValueError: x1\n.*error\.ts:4:7/,
    ],
    ["rejection.ts", "\nPromise.reject(new Error('lost'));", 1, /Error: lost\n.*rejection\.ts:3:16/],
    ["no-error.ts", "throw 'text';", 1, /^Uncaught 'text'\n$/],
    ["syntax.ts", "const = 1;", 1, /syntax\.ts:2/],
  ] as const)("ends as Python would: %s", async ([name, source, wanted, message], { expect }) => {
    script(name, source);
    expect(await run(name)).toEqual({ stdout: "", stderr: expect.stringMatching(message), status: wanted });
  });

  it.for([
    ["SIGINT", "SIGINT", "main cancelled\n", /KeyboardInterrupt/],
    ["SIGTERM", "SIGTERM", "", /^$/],
  ] as const)("ends by %s", async ([signal, status, printed, message], { expect }) => {
    script(
      `${signal}.ts`,
      `await asyncio.run(async () => {
        console.log("begun");
        try { await asyncio.sleep(60); } finally { console.log("main cancelled"); }
      });`,
    );
    const child = launch(`${signal}.ts`);
    child.stdout?.once("data", () => child.kill(signal));
    const stderr = expect.stringMatching(message);
    expect(await child.ended).toEqual({ stdout: `begun\n${printed}`, stderr, status });
  });
});
