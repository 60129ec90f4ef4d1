/**
 * How a ported script finds its modules, wherever it lies: `asyncio-node` is this package, and a `.ts` file is an
 * ES module also where no `package.json` says so, since a ported script has `await` at its top level.
 */
import { readFileSync } from "node:fs";
import * as module from "node:module";

const root = new URL("../../", import.meta.url);
const { name, exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const own = new Map(
  Object.entries(exports)
    .filter(([, target]) => target.default)
    .map(([path, target]) => [name + path.slice(1), new URL(target.default, root).href]),
);

const found = (specifier) => {
  const url = own.get(specifier);
  return url && { url, format: "module", shortCircuit: true };
};
const as_module = (resolved) =>
  /^file:(?!.*\/node_modules\/).*\.ts$/.test(resolved.url) ? { ...resolved, format: "module" } : resolved;

/** The hook as `module.register()` runs it, in a thread of its own. */
export async function resolve(specifier, context, next) {
  return found(specifier) ?? as_module(await next(specifier, context));
}

/** Sets the hook up, by whichever of the two ways this Node has. */
export function install() {
  if (module.registerHooks) {
    module.registerHooks({
      resolve: (specifier, context, next) => found(specifier) ?? as_module(next(specifier, context)),
    });
  } else module.register(import.meta.url);
}
