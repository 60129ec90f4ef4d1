/** Stack traces of functions that went to a thread by their text: there they stand in a script of no file. */
import { type AnyFunction, script_position } from "./node/inspector.js";
import { body_start, lines_before, own_script_name, type Parcel, script_name } from "./node/thread.js";
import { source_position } from "./source-maps.js";

const place = new RegExp(`${script_name}:(\\d+):(\\d+)`, "g");

/** The stack as if the function had run where it was written, without what called it in the thread. */
export function local_stack(stack: string, fn: AnyFunction, parcel: Parcel): string {
  const lines = stack.split("\n");
  const end = lines.findIndex((line) => line.includes(own_script_name));
  const own = (end < 0 ? lines : lines.slice(0, end)).join("\n");
  if ("module" in parcel || !own.includes(script_name)) return own;
  const position = script_position(fn);
  if (position === null) return own;
  const { script, line, column } = position;
  // V8 places a function at its parameters; an arrow function begins with them.
  const to_parameters = /^(?:async\s*)?(?:\(|[\w$]+\s*=>)/.test(parcel.source)
    ? 0
    : parcel.source.indexOf("(");
  const start = column - to_parameters - body_start.length - parcel.before.length;
  return own
    .replace(/ at eval \(/g, " at <anonymous> (")
    .replace(place, (_text, remote_line: string, remote_column: string) => {
      const below = Number(remote_line) - 1 - lines_before;
      const at = {
        script,
        line: line + below,
        column: Number(remote_column) - 1 + (below === 0 ? start : 0),
      };
      const { file, ...found } = source_position(at);
      return `${file}:${found.line}:${found.column}`;
    });
}
