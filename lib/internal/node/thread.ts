/**
 * What runs inside a worker thread.
 *
 * It travels as text, since a bundle, a TypeScript runner or a test runner has no file of ours beside it to start from.
 * So the functions below stand on their own: they use nothing but their arguments, and import only types.
 */
import type * as modules from "node:module";
import type * as urls from "node:url";
import type * as threads from "node:worker_threads";
import type { ModuleFunction } from "../../thread-modules.js";
import type { Portable } from "../free-variables.js";

/** A function on its way to a thread: by its text, or by the name of its module. */
export type Parcel = Pick<Portable, "before" | "source" | "after"> | ModuleFunction;

export interface Call {
  readonly parcel: Parcel;
  readonly args: readonly unknown[];
  /** The buffers among the arguments, which cloning has made plain arrays of bytes. */
  readonly buffers: readonly Uint8Array[];
}

export type Reply =
  | { readonly kind: "started" }
  | { readonly kind: "returned"; readonly value: unknown; readonly buffers: readonly Uint8Array[] }
  | { readonly kind: "threw"; readonly error: ErrorRecord; readonly buffers: readonly Uint8Array[] };

/** An error in a form that can be cloned; or anything else that was thrown. */
export interface ErrorRecord {
  /** The names of its class and of those above; none if what was thrown is no error. */
  readonly classes: readonly string[];
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** What Python's `args` gives, for those that have it. */
  readonly args: readonly unknown[] | null;
  /** What stands on the error itself, as `code` does in Node's. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorRecord;
  readonly errors?: readonly ErrorRecord[];
  readonly thrown?: unknown;
}

/** In stack traces, the function that went by its text. */
export const script_name = "asyncio-thread";
/** In stack traces, what called it. */
export const own_script_name = "asyncio-thread-main";
/** How many lines `new Function` puts before the body. */
export const lines_before = 2;

/** What the tools that run TypeScript put into functions and define elsewhere. */
export const tool_helpers: Readonly<Record<string, string>> = {
  __name: "(fn) => fn",
  __vite_ssr_dynamic_import__: "(name) => import(name)",
};
const define_helpers = Object.entries(tool_helpers)
  .map(([name, code]) => `const ${name} = ${code};`)
  .join("");

/** What the body begins with. */
export const body_start: string = `"use strict";${define_helpers}return `;

/** The code of a thread, good as a script and as a module. */
export function thread_source(): string {
  const settings: Settings = { script_name, body_start, home: import.meta.url };
  return `${define_helpers}
const load = (name) => import(name);
Promise.all(["node:worker_threads", "node:module", "node:url"].map(load)).then((modules) =>
  (${serve})(...modules, load, ${JSON.stringify(settings)}, ${buffers_in}, ${record_error}));
//# sourceURL=${own_script_name}`;
}

interface Settings {
  readonly script_name: string;
  readonly body_start: string;
  /** Where this package is. */
  readonly home: string;
}

type Namespace = Readonly<Record<string, unknown>>;
type Load = (name: string) => Promise<Namespace>;
type AnyFunction = (...args: readonly unknown[]) => unknown;
type Code = { readonly code?: string };

/** Answers the calls that come to this thread, one after another. */
function serve(
  { parentPort }: typeof threads,
  { createRequire }: typeof modules,
  { pathToFileURL }: typeof urls,
  load: Load,
  settings: Settings,
  find_buffers: typeof buffers_in,
  record: typeof record_error,
): void {
  const port = parentPort as threads.MessagePort;
  const compiled = new Map<string, AnyFunction>();
  let using_tsx: Promise<boolean> | undefined;
  const require = createRequire(`${process.cwd()}/`);
  const own_globals = globalThis as Record<string, unknown>;
  for (const name of ["require", "module", "exports", "__filename", "__dirname"]) delete own_globals[name];

  async function find(parcel: Parcel): Promise<AnyFunction> {
    return "module" in parcel ? await imported(parcel) : evaluated(parcel);
  }

  function evaluated({ before, source, after }: Extract<Parcel, { source: string }>): AnyFunction {
    let fn = compiled.get(source);
    if (fn === undefined) {
      const body = `${settings.body_start}${before}${source}\n${after}\n//# sourceURL=${settings.script_name}`;
      fn = new Function("require", body)(require) as AnyFunction;
      compiled.set(source, fn);
    }
    return fn;
  }

  async function imported({ module, name }: ModuleFunction): Promise<AnyFunction> {
    const namespace = await load_module(module);
    const fn = namespace[name] ?? (namespace.default as Namespace | undefined)?.[name];
    if (typeof fn === "function") return fn as AnyFunction;
    throw new TypeError(`${module} exports no function named ${JSON.stringify(name)}`);
  }

  async function load_module(url: string): Promise<Namespace> {
    if (!/\.[cm]?tsx?$/.test(url)) return await load(url);
    using_tsx ??= use_tsx(url);
    if (await using_tsx) return await load(url);
    try {
      return await load(url);
    } catch (cause) {
      const text = `a thread cannot load ${url}: ${(cause as Error).message}`;
      if (!/_(FILE_EXTENSION|MODULE_NOT_FOUND|TYPESCRIPT_\w+|STRIPPING)$/.test((cause as Code).code ?? ""))
        throw cause;
      throw new TypeError(`${text}; install tsx, or use a Node that runs TypeScript`, { cause });
    }
  }

  /** A thread does not inherit the means by which the process runs TypeScript; tsx, where it is found, is set up anew. */
  async function use_tsx(url: string): Promise<boolean> {
    const near = [url, ...process.execArgv.filter((arg) => arg.startsWith("file:")), settings.home];
    for (const place of near) {
      try {
        const find = createRequire(place);
        const manifest = find.resolve("tsx/package.json");
        const api: string = find(manifest).exports["./esm/api"].import.default;
        const { register } = await load(new URL(api, pathToFileURL(manifest)).href);
        (register as () => void)();
        return true;
      } catch (error) {
        if ((error as Code).code !== "MODULE_NOT_FOUND") throw error;
      }
    }
    return false;
  }

  async function answer(call: Call): Promise<Reply> {
    for (const bytes of call.buffers) Object.setPrototypeOf(bytes, Buffer.prototype);
    const fn = await find(call.parcel);
    const value = await fn(...call.args);
    return { kind: "returned", value, buffers: find_buffers(value) };
  }

  /** The reply takes another way than what was printed, and must not overtake it: the process may end behind it. */
  async function have_printed(): Promise<void> {
    for (const stream of [process.stdout, process.stderr]) {
      if (stream.writableLength > 0) await new Promise((resolve) => stream.write("", resolve));
    }
  }

  function reply(message: Reply): void {
    try {
      port.postMessage(message);
    } catch (error) {
      const reason = (error as Error).message;
      fail(new TypeError(`what it ${message.kind} cannot leave its thread: ${reason}`, { cause: error }));
    }
  }

  function fail(thrown: unknown): void {
    const error = record(thrown);
    reply({ kind: "threw", error, buffers: find_buffers(error) });
  }

  port.on("message", (call: Call) => void answer(call).finally(have_printed).then(reply, fail));
  port.on("messageerror", fail);
  reply({ kind: "started" });
}

/** The buffers in a value: in arrays, plain objects and maps. They stay the same objects within one message. */
export function buffers_in(root: unknown): Buffer[] {
  const found: Buffer[] = [];
  const seen = new Set<unknown>();
  const left = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Buffer.isBuffer(value)) found.push(value);
    else if (Array.isArray(value)) for (const item of value) left.push(item);
    else if (value instanceof Map) for (const item of value.values()) left.push(item);
    else if (Object.getPrototypeOf(value) === Object.prototype)
      for (const item of Object.values(value)) left.push(item);
  }
  return found;
}

/** What of an error can be cloned. */
function record_error(root: unknown): ErrorRecord {
  const seen = new Set<unknown>();
  const cloneable = (value: unknown): unknown => {
    try {
      structuredClone(value);
      return value;
    } catch {
      return String(value);
    }
  };

  function classes_of(error: Error): string[] {
    const names: string[] = [];
    for (let at = Object.getPrototypeOf(error); at !== null && at !== Object.prototype; ) {
      if (Object.hasOwn(at, "constructor")) names.push(String(at.constructor.name));
      at = Object.getPrototypeOf(at);
    }
    return names;
  }

  function args_of(error: Error): readonly unknown[] | null {
    const { args, filename, filename2 } = error as Partial<
      Record<"args" | "filename" | "filename2", unknown>
    >;
    if (!Array.isArray(args)) return null;
    if (args.length !== 2 || !("strerror" in error)) return args.map(cloneable);
    return filename === null || filename === undefined
      ? args
      : [...args, filename, null, ...(filename2 ? [filename2] : [])];
  }

  function record(error: unknown): ErrorRecord {
    if (!(error instanceof Error) || seen.has(error)) {
      return {
        classes: [],
        name: "",
        message: "",
        stack: "",
        args: null,
        properties: {},
        thrown: cloneable(error),
      };
    }
    seen.add(error);
    const properties: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(error)) {
      if (typeof value !== "function") properties[name] = cloneable(value);
    }
    const { errors } = error as { errors?: unknown };
    return {
      classes: classes_of(error),
      name: String(error.name),
      message: error.message,
      stack: String(error.stack),
      args: args_of(error),
      properties,
      ...(Object.hasOwn(error, "cause") ? { cause: record(error.cause) } : {}),
      ...(Array.isArray(errors) ? { errors: errors.map(record) } : {}),
    };
  }

  return record(root);
}
