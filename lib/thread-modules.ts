/**
 * Functions that go to a thread by the name of their module, since their imports could not go along with their text.
 *
 * Python's threads share everything and need no such thing; `from_module` is spelled after its `from x import y`.
 */
import { fs } from "./internal/node/builtins.js";
import { modules, paths, urls } from "./internal/node/lazy.js";
import { ValueError } from "./python/exceptions.js";

type AnyFunction = (...args: never[]) => unknown;

/** The functions that a module exports. */
export type ModuleFunctions<M> = {
  readonly [K in keyof M as M[K] extends AnyFunction ? K : never]: M[K];
};

/** Where a function is that goes by name. */
export interface ModuleFunction {
  /** The URL of its module. */
  readonly module: string;
  /** The name it is exported by. */
  readonly name: string;
}

const stand_ins = new WeakMap<AnyFunction, ModuleFunction>();

/** Where the function is that `fn` stands for, if `from_module` made it. */
export function module_function(fn: AnyFunction): ModuleFunction | undefined {
  return stand_ins.get(fn);
}

/**
 * The functions of a module, to run in threads: the module is loaded there, with all its imports, and not here.
 *
 * Each thread has a module of its own, whose variables are not those of another. Calling one of the functions
 * directly is a `TypeError`. TypeScript modules work wherever the process itself runs TypeScript.
 *
 * @param module - its URL, as `new URL("./work.js", import.meta.url)` or `import.meta.resolve("package")` give it.
 * @throws ValueError if it is relative, or is the program's own main module, which would run again in each thread.
 *
 * @example
 * const { hash } = asyncio.from_module<typeof import("./work.js")>(new URL("./work.js", import.meta.url));
 * const digest = await asyncio.to_thread(hash, "secret");
 */
export function from_module<M extends object>(module: string | URL): ModuleFunctions<M> {
  const url = module_url(module);
  const made = new Map<string, AnyFunction>();
  return new Proxy({} as ModuleFunctions<M>, {
    get(_target, name) {
      // A promise would ask for `then`, and the console for symbols.
      if (typeof name === "symbol" || name === "then") return undefined;
      let fn = made.get(name);
      if (fn === undefined) {
        fn = stand_in(url, name);
        made.set(name, fn);
      }
      return fn;
    },
  });
}

function stand_in(module: string, name: string): AnyFunction {
  const fn = (): never => {
    throw new TypeError(`${name}() of ${module} runs in threads: await to_thread(${name}, ...)`);
  };
  Object.defineProperty(fn, "name", { value: name, configurable: true });
  stand_ins.set(fn, { module, name });
  return fn;
}

function module_url(module: string | URL): string {
  const text = String(module);
  if (modules().isBuiltin(text)) return text.startsWith("node:") ? text : `node:${text}`;
  const url = paths().isAbsolute(text)
    ? urls().pathToFileURL(text)
    : URL.canParse(text)
      ? new URL(text)
      : null;
  if (url === null) {
    const wanted = text.startsWith(".")
      ? `new URL(${JSON.stringify(text)}, import.meta.url)`
      : `import.meta.resolve(${JSON.stringify(text)})`;
    throw new ValueError(`a thread cannot tell what ${JSON.stringify(text)} is relative to; pass ${wanted}`);
  }
  if (url.protocol !== "file:") return url.href;
  const found = with_source_extension(url);
  if (is_main(found)) {
    const text = `${urls().fileURLToPath(found)} is the program itself, and would run again in each thread`;
    throw new ValueError(`${text}; export the function from a module of its own`);
  }
  return found.href;
}

/** What TypeScript calls `./work.js` may be `work.ts`. */
function with_source_extension(url: URL): URL {
  if (fs.existsSync(url)) return url;
  const source = new URL(url);
  source.pathname = url.pathname.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  return fs.existsSync(source) ? source : url;
}

function is_main(url: URL): boolean {
  const main = process.argv[1];
  return main !== undefined && real_path(main) === real_path(urls().fileURLToPath(url));
}

function real_path(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
