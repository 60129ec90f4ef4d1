/**
 * The declarations that the package ships: they compile where nothing is skipped, by each way of resolving modules, and
 * show nothing of the inside. Here by the last TypeScript in JavaScript, which can be asked what it has understood;
 * `package.spec.ts` has the native one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-6";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const entries = Object.values<{ types: string } | string>(manifest.exports).flatMap((entry) =>
  typeof entry === "string" ? [] : [join(root, entry.types)],
);

/** A program with what declarations easily lose; it lives beside package.json, whose name it imports. */
const program = join(root, "program.ts");
const program_text = `
import asyncio, { type Task } from "asyncio-node";
import { ContextVar } from "asyncio-node/contextvars";

const work = asyncio.coroutine(async <T>(x: T, n = 1): Promise<T[]> => Array<T>(n).fill(x));
class Service {
  start = asyncio.coroutine(async (port: number) => port);
  @asyncio.coroutine
  async stop(): Promise<void> {}
}
const main = asyncio.coroutine(async () => {
  const task: Task<string[]> = asyncio.create_task(work("x"), { name: "work" });
  const variable = new ContextVar("variable", { default: 1 });
  const loop = asyncio.get_running_loop();
  loop.call_soon((x: number) => x, variable.get(), asyncio.kwargs({ context: asyncio.copy_context() }));
  for await (const done of asyncio.as_completed([task])) done.result().length;
  await asyncio.async_with(asyncio.timeout(1), async (limit) => limit.reschedule(null));
  return await asyncio.gather(task, new Service().start(80), new Service().stop());
});
export const results: Promise<[string[], number, void]> = asyncio.run(main());
// @ts-expect-error: a coroutine is made by the call of a coroutine function
new asyncio.Coroutine();
// @ts-expect-error: a loop is no number
new asyncio.Future({ loop: 1 });
`;

function compile(moduleResolution: ts.ModuleResolutionKind, more: ts.CompilerOptions): ts.Program {
  const options: ts.CompilerOptions = {
    moduleResolution,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    ...more,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === program || fileExists(path);
  host.getSourceFile = (path, version, ...rest) =>
    path === program
      ? ts.createSourceFile(path, program_text, version)
      : getSourceFile(path, version, ...rest);
  return ts.createProgram({ rootNames: [program, ...entries], options, host });
}

/** What the compiler says of the program and of the declarations. */
function complaints(compiled: ts.Program): string[] {
  return compiled
    .getSourceFiles()
    .filter(({ fileName }) => fileName === program || fileName.startsWith(join(root, "dist")))
    .flatMap((file) => [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

/** The members with an underscore in front of all classes and interfaces that a person can import. */
function underscored(compiled: ts.Program): Set<string> {
  const checker = compiled.getTypeChecker();
  const found = new Set<string>();
  const seen = new Set<ts.Symbol>();
  const look = (symbol: ts.Symbol): void => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (seen.has(target)) return;
    seen.add(target);
    if (target.flags & ts.SymbolFlags.ValueModule) checker.getExportsOfModule(target).forEach(look);
    if (!(target.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return;
    const statics = checker.getTypeOfSymbol(target).getProperties();
    for (const { name } of [...checker.getDeclaredTypeOfSymbol(target).getProperties(), ...statics]) {
      if (/^_(?!_)/.test(name)) found.add(`${target.name}.${name}`);
    }
  };
  for (const entry of entries) {
    look(checker.getSymbolAtLocation(compiled.getSourceFile(entry) as ts.SourceFile) as ts.Symbol);
  }
  return found;
}

describe("the declarations", () => {
  const nodenext = compile(ts.ModuleResolutionKind.NodeNext, {
    module: ts.ModuleKind.NodeNext,
    exactOptionalPropertyTypes: true,
  });

  test("compile with nothing skipped, under nodenext", () => {
    expect(complaints(nodenext)).toEqual([]);
  });

  test("compile with nothing skipped, under bundler", () => {
    expect(complaints(compile(ts.ModuleResolutionKind.Bundler, { module: ts.ModuleKind.ESNext }))).toEqual(
      [],
    );
  });

  test("show a future's state and what a queue of one's own overrides, and nothing else of the inside", () => {
    const futures = ["Future", "Task"].map((name) => `${name}._state`);
    const queues = ["Queue", "PriorityQueue", "LifoQueue"].flatMap((name) =>
      ["_init", "_get", "_put", "_queue"].map((member) => `${name}.${member}`),
    );
    expect(underscored(nodenext)).toEqual(new Set([...futures, ...queues]));
  });
});
