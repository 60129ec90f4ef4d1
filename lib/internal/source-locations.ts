/**
 * Where a function was written and what it is called, and who is calling: what CPython reads off code objects and
 * frames (`co_filename`, `co_firstlineno`, `co_name`).
 *
 * JavaScript tells none of it, so V8's inspector is asked, and only when something is printed. All positions are
 * those of the source, in TypeScript where there is TypeScript; lines and columns count from 1.
 */
import { assigned_name } from "./assigned-names.js";
import { fs } from "./node/builtins.js";
import { type AnyFunction, script_named, script_position, script_url } from "./node/inspector.js";
import { type SourcePosition, source_position, text_before } from "./source-maps.js";

export { source_line } from "./source-maps.js";

/** One entry of a stack, like CPython's `traceback.FrameSummary`. */
export interface Frame extends SourcePosition {
  readonly name: string;
}

const locations = new WeakMap<AnyFunction, SourcePosition | null>();
const names = new WeakMap<AnyFunction, string>();

/** Where `fn`, or what it binds, was written; `null` when it is native or nobody knows. */
export function function_location(fn: AnyFunction): SourcePosition | null {
  let location = locations.get(fn);
  if (location === undefined) {
    const position = script_position(fn);
    location = position && source_position(position);
    locations.set(fn, location);
  }
  return location;
}

/**
 * What Python would call `fn`. A function handed straight to a call, as in `const f = coroutine(async () => …)`, has
 * no name of its own; in Python the variable, property or field it ends up in is where its name would have stood.
 */
export function function_name(fn: AnyFunction): string {
  const own = fn.name.replace(/^(?:bound )+/, "");
  if (own) return own;
  let name = names.get(fn);
  if (name === undefined) {
    const location = function_location(fn);
    name = name_at(location);
    names.set(fn, name);
  }
  return name;
}

function name_at(location: SourcePosition | null): string {
  return (location && assigned_name(text_before(location))) ?? "<lambda>";
}

// What V8 has besides: where the function of a frame begins.
type CallSite = NodeJS.CallSite & {
  getEnclosingLineNumber?(): number | null;
  getEnclosingColumnNumber?(): number | null;
};

// This package's own directory; nobody can tell it from the user's once a bundler has put both into one file.
let own_directory: string | null | undefined;

function find_own_directory(): string | null {
  const here = import.meta.url;
  if (/\/internal\/source-locations\.[jt]s$/.test(here)) return new URL("..", here).href;
  try {
    const manifest = JSON.parse(fs.readFileSync(new URL("../package.json", here), "utf8")) as {
      name?: unknown;
    };
    return manifest.name === "asyncio-node" ? new URL(".", here).href : null;
  } catch {
    return null; // somebody else's bundle
  }
}

/**
 * Who called `skip`: the user's frames, innermost first, `limit` of them at most (CPython's debug mode keeps 10).
 * Frames of this package and of Node are left out.
 */
export function call_site(skip: AnyFunction, limit = 10): Frame[] {
  const frames: Frame[] = [];
  if (own_directory === undefined) own_directory = find_own_directory();
  for (const site of call_sites(skip, limit + 20)) {
    const url = script_url(site.getFileName() ?? "node:unknown");
    if (url.startsWith("node:") || (own_directory && url.startsWith(own_directory))) continue;
    frames.push(frame(site, url));
    if (frames.length === limit) break;
  }
  return frames;
}

/**
 * The structured stack has V8's own positions, whoever may have installed a `prepareStackTrace` that maps them. Ours
 * is in place for the length of this call only.
 */
function call_sites(skip: AnyFunction, limit: number): CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: CallSite[] } = {};
  if (!Reflect.set(Error, "prepareStackTrace", (_: Error, sites: CallSite[]) => sites)) return []; // frozen
  try {
    Error.stackTraceLimit = limit;
    Error.captureStackTrace(holder, skip);
    return holder.stack ?? [];
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}

function frame(site: CallSite, url: string): Frame {
  const at = (line?: number | null, column?: number | null): SourcePosition =>
    source_position({ script: script_named(url), line: (line || 1) - 1, column: (column || 1) - 1 });
  const name = (): string => {
    const own = site.getFunctionName();
    if (own) return own.slice(own.lastIndexOf(".") + 1);
    const [line, column] = [site.getEnclosingLineNumber?.(), site.getEnclosingColumnNumber?.()];
    // A module's body begins where its script does.
    return !line || (line === 1 && (column ?? 1) === 1) ? "<module>" : name_at(at(line, column));
  };
  return { ...at(site.getLineNumber(), site.getColumnNumber()), name: name() };
}
