import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import vm from "node:vm";
import ts from "typescript-6";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assigned_name } from "../../lib/internal/assigned-names.js";
import {
  call_site,
  function_location,
  function_name,
  source_line,
} from "../../lib/internal/source-locations.js";

const here = fileURLToPath(import.meta.url);
const wrap = <F>(fn: F): F => fn;

describe("function_location", () => {
  it("names the file, line and column of the source", () => {
    const fn = async (): Promise<void> => {};
    expect(function_location(fn)).toEqual({ file: here, line: line_of("const fn = async"), column: 16 });
  });

  it("looks through bind", () => {
    const target = (): void => {};
    const line = line_of("const target =");
    expect(function_location(target.bind(null).bind(null))).toMatchObject({ file: here, line });
  });

  it("knows nothing of native functions", () => {
    expect(function_location(Math.max)).toBeNull();
    expect(function_location(Math.max.bind(null))).toBeNull();
    expect(function_location(new Proxy(() => {}, {}))).toBeNull();
  });

  it("knows functions of other realms, and the names of scripts that are no files", () => {
    const fn = vm.runInNewContext("\n(() => {})", {}, { filename: "made-up.js" });
    expect(function_location(fn)).toEqual({ file: join(process.cwd(), "made-up.js"), line: 2, column: 2 });
    expect(function_location(vm.runInThisContext("() => {}", "evalmachine:x"))?.file).toBe("evalmachine:x");
  });

  it("leaves nothing behind", () => {
    const before = Object.getOwnPropertySymbols(process);
    function_location(() => {});
    expect(Object.getOwnPropertySymbols(process)).toEqual(before);
  });
});

describe("function_name", () => {
  it("is the function's own where it has one", () => {
    expect(function_name(function named() {})).toBe("named");
    expect(function_name(wrap)).toBe("wrap");
  });

  it("is that of what bind was called on", () => {
    const named = wrap(() => {});
    expect(function_name(wrap.bind(null).bind(null))).toBe("wrap");
    expect(function_name(named.bind(null))).toBe("named");
  });

  it("is that of the variable, the property or the field to which a wrapper's result is assigned", () => {
    const variable = wrap(async (n: number) => n);
    const table = { property: wrap(async () => {}) };
    class Worker {
      field = wrap(async () => {});
    }
    expect(function_name(variable)).toBe("variable");
    expect(function_name(table.property)).toBe("property");
    expect(function_name(new Worker().field)).toBe("field");
  });

  it("is <lambda> otherwise, as Python says", () => {
    expect(function_name(wrap(() => {}))).toBe("<lambda>");
    expect(function_name(Object.defineProperty(Math.max.bind(null), "name", { value: "" }))).toBe("<lambda>");
  });
});

describe("assigned_name", () => {
  it.each([
    ["const f = asyncio.coroutine(async ", "f"],
    ["const f=coroutine(", "f"],
    ["const f = ", "f"],
    ["{ f: ", "f"],
    ["export const f = asyncio.coroutine(async function* ", "f"],
    ["const 任务 = asyncio.coroutine(async ", "任务"],
    ["let f;\nf ??= coroutine(", "f"],
    ["const f = memo(asyncio.coroutine<[n: number], Promise<Map<string, number>>>(async ", "f"],
    ["const f =\n  asyncio.coroutine(\n    // why\n    /* what */ async ", "f"],
    ["const f: Step = asyncio.coroutine(", "f"],
    ["const f: types.Step = asyncio.coroutine(", "f"],
    ["const f: (n: number) => asyncio.Coroutine<number> = asyncio.coroutine(async ", "f"],
    ["const f: (\n  n: number,\n) => Step = asyncio.coroutine(async ", "f"],
    ["function g(x: number, f = coroutine(", "f"],
    ["this.steps.f = coroutine(", "f"],
    ["class A {\n  static #f = coroutine(async ", "f"],
    ["class A {\n  x: number\n  f: Step = coroutine(async ", "f"],
    ["class A {\n  x: number;\n  static readonly f?: Map<string, (a: B) => C> = coroutine(async ", "f"],
    ["{ a: 1,\n  f: asyncio.coroutine(async ", "f"],
    ["{ 'f': coroutine(", "f"],
    ['{ ["f"]: coroutine(', "f"],
  ])("%j", (text, name) => {
    expect(assigned_name(text)).toBe(name);
  });

  it.each([
    "run(coroutine(",
    "run(",
    "=> ",
    "return coroutine(",
    "x === coroutine(",
    "x => coroutine(",
    "yes ? x : coroutine(",
    "case x: coroutine(",
    "const tasks = [coroutine(",
    "const result = await asyncio.run(coroutine(",
    "const x: number = 1;\nrun(coroutine(",
    "{ 'two words': coroutine(",
    "",
  ])("%j gives none", (text) => {
    expect(assigned_name(text)).toBeNull();
  });

  it("is quick in a minified script", () => {
    const text = `${"a(<".repeat(50_000)}f(g(<`;
    const start = performance.now();
    assigned_name(text);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("call_site", () => {
  const frames = (): ReturnType<typeof call_site> => call_site(frames);

  it("begins with the caller, innermost first", () => {
    const called = (): ReturnType<typeof call_site> => frames();
    const [first] = called();
    expect(first).toEqual({ file: here, line: line_of("> frames()"), column: 56, name: "called" });
  });

  it("follows awaits", async () => {
    const deep = async (): Promise<ReturnType<typeof call_site>> => {
      await null;
      return frames();
    };
    const caller = async (): Promise<ReturnType<typeof call_site>> => await deep();
    expect((await caller()).slice(0, 2).map((frame) => frame.name)).toEqual(["deep", "caller"]);
  });

  it("has no more frames than asked for", () => {
    const recurse = (n: number): ReturnType<typeof call_site> => (n ? recurse(n - 1) : call_site(frames, 3));
    const dig = (n: number): ReturnType<typeof call_site> => (n ? dig(n - 1) : call_site(call_site, 3));
    expect(recurse(20)).toEqual([]);
    expect(dig(20).map((frame) => frame.name)).toEqual(["dig", "dig", "dig"]);
  });

  it("leaves Error as it was", () => {
    const before = [Error.prepareStackTrace, Error.stackTraceLimit];
    frames();
    expect([Error.prepareStackTrace, Error.stackTraceLimit]).toEqual(before);
  });
});

describe("source_line", () => {
  it("is the text without its indentation", () => {
    expect(source_line(here, line_of("is the text without"))).toMatch(/^it\("is the text/);
  });

  it("is null where there is none", () => {
    expect(source_line(here, 100_000)).toBeNull();
    expect(source_line("/no/such/file.ts", 1)).toBeNull();
  });
});

describe.concurrent("whichever way a program runs", { timeout: 60_000 }, () => {
  const fixture = join(dirname(here), "fixtures", "source-locations.ts");
  const source = readFileSync(fixture, "utf8").replace("../../../lib/", "./lib/");
  const line = (text: string): number => source.slice(0, source.indexOf(text)).split("\n").length;
  const names = [
    "declared",
    "declared",
    "inner",
    "arrow",
    "annotated",
    "work",
    "rest",
    "method",
    "entry",
    "quoted",
  ];
  const lines = [
    ..."async function declared|async function declared|wrap(async function inner|const arrow|  async () => {},"
      .split("|")
      .map(line),
    ..."work = wrap|static readonly rest|async method|const table|const table|lambda:".split("|").map(line),
  ];
  const frames = [
    { line: line("return where()"), name: "outer" },
    { line: line("await outer()"), name: "<module>" },
  ];

  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "source-locations-")));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    mkdirSync(join(folder, "lib/internal/node"), { recursive: true });
    for (const module of [
      "source-locations",
      "source-maps",
      "assigned-names",
      "node/builtins",
      "node/lazy",
      "node/inspector",
    ]) {
      const text = readFileSync(join(dirname(here), `../../lib/internal/${module}.ts`), "utf8");
      writeFileSync(join(folder, `lib/internal/${module}.js`), compile(text, {}).outputText);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Puts the fixture's script beside its copy of the library, and runs it. */
  async function run(file: string, text: string, ...flags: string[]): Promise<ReturnType<typeof parse>> {
    writeFileSync(join(folder, file), text);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, join(folder, file)]);
    expect(stderr.replace(/^\((?:node|Use).*|^Debugger .*|^For help, see: .*/gm, "").trim()).toBe("");
    return parse(stdout);
  }

  const whole = (file: string): object => ({
    names: [...names, "<lambda>", "max"],
    places: [...lines.map((number) => `${join(folder, file)}:${number}`), null],
    frames: frames.map((frame) => expect.objectContaining({ file: join(folder, file), ...frame })),
  });

  it("tsx", async () => {
    const loader = pathToFileURL(join(dirname(here), "../../node_modules/tsx/dist/loader.mjs")).href;
    expect(await run("tsx.ts", source, "--import", loader)).toEqual(whole("tsx.ts"));
  });

  const strips_types = "typescript" in process.features && process.features.typescript;
  it(strips_types ? "type stripping" : "nowhere where Node strips no types", async () => {
    const program = run("stripped.ts", source);
    if (strips_types) expect(await program).toEqual(whole("stripped.ts"));
    else await expect(program).rejects.toThrow(/ERR_UNKNOWN_FILE_EXTENSION/);
  });

  it("JavaScript, its own source", async () => {
    const text = compile(source, { removeComments: false }).outputText;
    const { names: found, places } = await run("plain.js", text);
    expect(found).toEqual([...names, "<lambda>", "max"]);
    expect(places[0]).toBe(
      `${join(folder, "plain.js")}:${text.slice(0, text.indexOf("async function declared")).split("\n").length}`,
    );
  });

  describe("built by tsc", () => {
    const with_map = (name: string): string => {
      mkdirSync(join(folder, "src"), { recursive: true });
      writeFileSync(join(folder, `src/${name}.ts`), source);
      const { outputText, sourceMapText = "" } = compile(source, { sourceMap: true });
      const map = {
        ...JSON.parse(sourceMapText),
        file: `${name}.js`,
        sources: [`${name}.ts`],
        sourceRoot: "src/",
      };
      writeFileSync(join(folder, `${name}.js.map`), JSON.stringify(map));
      return outputText.replace(/(?<=sourceMappingURL=).*/, `${name}.js.map`);
    };

    it("with a map beside it", async () => {
      expect(await run("external.js", with_map("external"))).toEqual(whole("src/external.ts"));
    });

    it("with a map that Node reads too", async () => {
      const text = with_map("enabled");
      expect(await run("enabled.js", text, "--enable-source-maps")).toEqual(whole("src/enabled.ts"));
    });

    it("with a map that is broken", async () => {
      const text = with_map("broken");
      writeFileSync(join(folder, "broken.js.map"), "{");
      expect((await run("broken.js", text)).places[0]).toMatch(/broken\.js:\d+$/);
    });

    it("with the map inside", async () => {
      const { outputText } = compile(source, { inlineSourceMap: true, inlineSources: true });
      const places = (await run("inline.js", outputText)).places;
      expect(places).toEqual([...lines.map((number) => `${join(folder, "fixture.ts")}:${number}`), null]);
    });
  });

  it("with a debugger attached", async () => {
    const text = compile(source, {}).outputText;
    expect((await run("debugged.js", `${text}\ndebugger;`, "--inspect=127.0.0.1:0")).names[0]).toBe(
      "declared",
    );
  });

  it("where the inspector is forbidden, there are no places, but names and call sites still", async () => {
    const [major = 0] = process.versions.node.split(".").map(Number);
    const flag = major < 24 ? "--experimental-permission" : "--permission";
    const text = compile(source, {}).outputText;
    const result = await run("forbidden.js", text, flag, "--allow-fs-read=*");
    expect(result.names.slice(0, 4)).toEqual(["declared", "declared", "inner", "<lambda>"]);
    expect(new Set(result.places)).toEqual(new Set([null]));
    expect(result.frames[0]).toMatchObject({ file: join(folder, "forbidden.js"), name: "outer" });
  });
});

function parse(stdout: string): { names: string[]; places: (string | null)[]; frames: object[] } {
  const { report, frames } = JSON.parse(stdout) as {
    report: [string, string, ReturnType<typeof function_location>][];
    frames: object[];
  };
  const names = report.map(([, name]) => name);
  return { names, places: report.map(([, , at]) => at && `${at.file}:${at.line}`), frames };
}

function compile(text: string, options: ts.CompilerOptions): ts.TranspileOutput {
  const target = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(text, { fileName: "fixture.ts", compilerOptions: { ...target, ...options } });
}

function line_of(text: string): number {
  const lines = readFileSync(here, "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}
