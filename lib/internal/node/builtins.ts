/**
 * Node's own modules that are part of every Node process from its start.
 *
 * `import { inspect } from "node:util"` reads every export of the module, and with some of them loads what stands behind
 * a getter (the streams of `process`, `fs.promises`, `util.parseArgs`): a fifth of the package's start-up. `require` reads none.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const fs: typeof import("node:fs") = require("node:fs");
export const util: typeof import("node:util") = require("node:util");
