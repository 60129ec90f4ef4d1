/**
 * Node's own modules that are part of every Node process from its start.
 *
 * `import { inspect } from "node:util"` reads every export of the module, and with some of them loads what stands behind
 * a getter (the streams of `process`, `fs.promises`, `util.parseArgs`): a fifth of the package's start-up. What Node
 * hands out by name reads none.
 */
import { createRequire } from "node:module";

/** A module of Node's by its name. Node before 20.16 has only `require` for it, which costs much more to make. */
export const builtin: (typeof process)["getBuiltinModule"] =
  process.getBuiltinModule ?? createRequire(import.meta.url);

export const async_hooks: typeof import("node:async_hooks") = builtin("node:async_hooks");
export const diagnostics_channel: typeof import("node:diagnostics_channel") =
  builtin("node:diagnostics_channel");
export const events: typeof import("node:events") = builtin("node:events");
export const fs: typeof import("node:fs") = builtin("node:fs");
export const util: typeof import("node:util") = builtin("node:util");
