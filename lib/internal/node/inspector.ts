/**
 * What only V8's inspector knows: in which script a function was written, where in it, and what it closes over.
 *
 * A session is opened for each question and closed again. That costs 10 µs, and leaves nothing behind that would
 * keep the process alive, hold on to objects, or stop at a `debugger` statement. Listing the scripts costs 20 ms
 * the first time, because V8 then hashes their text, and 3 ms afterwards; it happens only for a script not seen yet.
 */
import type { Session } from "node:inspector";
import { inspector, urls } from "./lazy.js";

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

interface RemoteValue {
  readonly objectId?: string;
  readonly description?: string;
  readonly value?: unknown;
}

interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteValue;
}

interface RemoteProperties {
  readonly result: readonly RemoteProperty[];
  readonly internalProperties?: readonly RemoteProperty[];
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

/** The names in a function's surroundings that functions in there refer to; `null` when there is no inspector. */
export function closed_over(fn: AnyFunction): ReadonlySet<string> | null {
  return ask((post) => {
    const names = new Set<string>();
    for (const scope of scopes(post, fn)) {
      for (const { name } of properties(post, scope).result) names.add(name);
    }
    return names;
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
  return /^[a-z][a-z+-]+:/i.test(name) ? name : urls().pathToFileURL(name).href;
}

function ask<Answer>(question: (post: Post, session: Session) => Answer): Answer | null {
  let session: Session | undefined;
  try {
    session = new (inspector().Session)();
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

/** The inspector's handle for an object of ours. */
function remote_object(post: Post, object: object): string | undefined {
  const shelf = process as unknown as Record<symbol, unknown>;
  shelf[hand_over] = object;
  try {
    return post<{ result: RemoteValue }>("Runtime.evaluate", { expression, silent: true }).result.objectId;
  } finally {
    delete shelf[hand_over];
  }
}

function properties(post: Post, object: string): RemoteProperties {
  return post("Runtime.getProperties", { objectId: object, ownProperties: true });
}

function internal_property(post: Post, object: string, name: string): RemoteValue | undefined {
  return properties(post, object).internalProperties?.find((candidate) => candidate.name === name)?.value;
}

function function_location(post: Post, fn: AnyFunction): Location | null {
  let object = remote_object(post, fn);
  while (object !== undefined) {
    const location = internal_property(post, object, "[[FunctionLocation]]");
    if (location) return location.value as Location;
    object = internal_property(post, object, "[[TargetFunction]]")?.objectId;
  }
  return null;
}

/** The scopes around a function, but for the global one. */
function scopes(post: Post, fn: AnyFunction): string[] {
  const object = remote_object(post, fn);
  const list = object && internal_property(post, object, "[[Scopes]]")?.objectId;
  if (!list) return [];
  return properties(post, list).result.flatMap(({ value }) =>
    value?.objectId === undefined || value.description === "Global" ? [] : [value.objectId],
  );
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
