/**
 * What only V8's inspector knows: in which script a function was written, and where in it.
 *
 * A session is opened for each question and closed again. That costs 10 µs, and leaves nothing behind that would
 * keep the process alive, hold on to objects, or stop at a `debugger` statement. Listing the scripts costs 20 ms
 * the first time, because V8 then hashes their text, and 3 ms afterwards; it happens only for a script not seen yet.
 */
import type { Session } from "node:inspector";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";

// biome-ignore lint/complexity/noBannedTypes: any function, any class: what `typeof` tells of an unknown value
export type AnyFunction = Function;

export interface Script {
  /** A `file:` URL for a file, else whatever name the script was given. */
  readonly url: string;
  /** The script's own `sourceMappingURL`, empty when it has none. */
  readonly source_map_url: string;
}

/** A position in a script as V8 counts: from 0. */
export interface ScriptPosition {
  readonly script: Script;
  readonly line: number;
  readonly column: number;
}

type Post = <Result>(method: string, params?: object) => Result;

interface RemoteProperty {
  readonly name: string;
  readonly value?: { readonly objectId?: string; readonly value?: unknown };
}

interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

// The global `process` is one object in every realm, unlike `globalThis`, which is another in each vm context.
const hand_over = Symbol.for("asyncio-node.inspected-function");
const expression = `process[Symbol.for(${JSON.stringify(hand_over.description)})]`;

const by_id = new Map<string, Script>();
const by_url = new Map<string, Script>();

/** Where a function stands in its script; `null` for a native one, or when there is no inspector to ask. */
export function script_position(fn: AnyFunction): ScriptPosition | null {
  return ask((post, session) => {
    const location = function_location(post, fn);
    if (location === null) return null;
    if (!by_id.has(location.scriptId)) list_scripts(post, session);
    const script = by_id.get(location.scriptId);
    return script ? { script, line: location.lineNumber, column: location.columnNumber } : null;
  });
}

/** The script that a stack frame names; without an inspector to ask, one without a source map of its own. */
export function script_named(name: string): Script {
  const url = script_url(name);
  if (!by_url.has(url)) ask(list_scripts);
  const known = by_url.get(url) ?? { url, source_map_url: "" };
  by_url.set(url, known);
  return known;
}

/** A script's name in a stack frame may be a path where the inspector has a URL. */
export function script_url(name: string): string {
  return /^[a-z][a-z+-]+:/i.test(name) ? name : pathToFileURL(name).href;
}

function ask<Answer>(question: (post: Post, session: Session) => Answer): Answer | null {
  let session: Session | undefined;
  try {
    const inspector = createRequire(process.execPath)("node:inspector") as typeof import("node:inspector");
    session = new inspector.Session();
    session.connect();
    return question(poster(session), session);
  } catch {
    return null; // built without an inspector, or forbidden to use it: positions are a comfort, not a need
  } finally {
    session?.disconnect();
  }
}

function poster(session: Session): Post {
  return <Result>(method: string, params?: object): Result => {
    let answer: Result | undefined;
    session.post(method, params, (error: Error | null, result?: object) => {
      if (error) throw error;
      answer = result as Result;
    });
    return answer as Result;
  };
}

function function_location(post: Post, fn: AnyFunction): Location | null {
  const shelf = process as unknown as Record<symbol, unknown>;
  shelf[hand_over] = fn;
  try {
    const { result } = post<{ result: { objectId?: string } }>("Runtime.evaluate", {
      expression,
      silent: true,
    });
    let object = result.objectId;
    while (object !== undefined) {
      const { internalProperties = [] } = post<{ internalProperties?: RemoteProperty[] }>(
        "Runtime.getProperties",
        { objectId: object, ownProperties: true },
      );
      const property = (name: string): RemoteProperty["value"] =>
        internalProperties.find((candidate) => candidate.name === name)?.value;
      const location = property("[[FunctionLocation]]");
      if (location) return location.value as Location;
      object = property("[[TargetFunction]]")?.objectId;
    }
    return null;
  } finally {
    delete shelf[hand_over];
  }
}

function list_scripts(post: Post, session: Session): void {
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (by_id.has(params.scriptId) || params.url.startsWith("node:")) return;
    const script = { url: script_url(params.url), source_map_url: params.sourceMapURL ?? "" };
    by_id.set(params.scriptId, script);
    by_url.set(script.url, script);
  });
  post("Debugger.enable");
  post("Debugger.disable");
}
