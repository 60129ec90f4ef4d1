/**
 * From what V8 runs back to what somebody wrote.
 *
 * Under type stripping the two are the same text. Where Node keeps the source maps (`--enable-source-maps`, tsx) it
 * is asked; everything else that brings a map of its own (tsc's `.js.map`, the inline maps of vite) is read here.
 */
import type { SourceMap } from "node:module";
import { fs } from "./node/builtins.js";
import type { Script, ScriptPosition } from "./node/inspector.js";
import { modules, urls } from "./node/lazy.js";

/** A position in a source file, as editors and stack traces count: from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const maps = new WeakMap<Script, SourceMap | null>();
const embedded = new Map<string, string>();
const texts = new Map<string, readonly string[]>();

/** The position in the source behind a position in a script: the same one when the script is its own source. */
export function source_position({ script, line, column }: ScriptPosition): SourcePosition {
  const entry = source_map(script)?.findEntry(line, column);
  if (entry && "originalSource" in entry && entry.originalSource.startsWith("file:")) {
    const { originalSource, originalLine, originalColumn } = entry;
    return { file: urls().fileURLToPath(originalSource), line: originalLine + 1, column: originalColumn + 1 };
  }
  return { file: file_path(script.url), line: line + 1, column: column + 1 };
}

/** The text of one line of a source file, without its indentation: CPython's `linecache.getline`. */
export function source_line(file: string, line: number): string | null {
  return source_lines(file)[line - 1]?.trim() ?? null;
}

/** The last lines of a source file before a position. */
export function text_before({ file, line, column }: SourcePosition): string {
  const [last = "", ...earlier] = source_lines(file)
    .slice(Math.max(0, line - 20), line)
    .reverse();
  return [...earlier.reverse(), last.slice(0, column - 1)].join("\n");
}

/** As the source map or the disk has them; none when neither does. */
function source_lines(file: string): readonly string[] {
  let lines = texts.get(file);
  if (lines === undefined) {
    lines = (embedded.get(file) ?? read(file))?.split(/\r\n|\n|\r/) ?? [];
    texts.set(file, lines);
  }
  return lines;
}

function source_map(script: Script): SourceMap | null {
  let map = maps.get(script);
  if (map === undefined) {
    map = modules().findSourceMap(script.url) ?? own_map(script);
    maps.set(script, map);
    map?.payload.sources.forEach((source, index) => {
      const text = map?.payload.sourcesContent?.[index];
      if (text && source.startsWith("file:")) embedded.set(urls().fileURLToPath(source), text);
    });
  }
  return map;
}

function own_map(script: Script): SourceMap | null {
  const address = script.source_map_url || comment(script.url);
  if (!address) return null;
  try {
    const base = new URL(address, script.url);
    const text = base.protocol === "data:" ? data(address) : read(urls().fileURLToPath(base));
    if (text === null) return null;
    const payload = JSON.parse(text);
    const root = base.protocol === "data:" ? script.url : base.href;
    const absolute = (source: string): string => new URL((payload.sourceRoot ?? "") + source, root).href;
    return new (modules().SourceMap)({ ...payload, sources: payload.sources.map(absolute), sourceRoot: "" });
  } catch {
    return null; // a broken map is no map
  }
}

/** Without an inspector nobody has read the script's last line yet. */
function comment(url: string): string | null {
  const text = url.startsWith("file:") ? read(file_path(url)) : null;
  return (
    text?.match(/^\/\/[#@] sourceMappingURL=(\S+)\s*$(?![\s\S]*^\/\/[#@] sourceMappingURL=)/m)?.[1] ?? null
  );
}

function data(url: string): string {
  const comma = url.indexOf(",");
  const body = url.slice(comma + 1);
  return url.slice(0, comma).endsWith(";base64")
    ? Buffer.from(body, "base64").toString()
    : decodeURIComponent(body);
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function file_path(url: string): string {
  return url.startsWith("file:") ? urls().fileURLToPath(url) : url;
}
