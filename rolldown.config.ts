/**
 * What `npm run build` makes of lib/ beside the declarations: one file of what every program needs, and one for each
 * part that is loaded when it is first used. A hundred small ones cost as much again as everything else that happens when
 * the package is imported.
 */
import { defineConfig } from "rolldown";

/**
 * Libraries of which every program needs a few lines: to find their files would cost it more than all else about them.
 * Copies are put into the build; they stay dependencies, with their declarations and licences.
 */
const COPIED = /^(denque|eventemitter3)$/;

/**
 * V8 reads every word of a file at each start, and keeps each name that is new to it. What is seen from outside stays: the
 * names of classes and functions in reprs and stacks, and the lines.
 */
const names = { function: true, class: true };
const minify = {
  compress: { keepNames: names },
  mangle: { toplevel: false, keepNames: names },
  codegen: { removeWhitespace: false },
};

/** The default export is the namespace itself: not a copy, which would cost something to make. */
function is_namespace(id: string, importer: string | undefined): boolean {
  return id === "./index.js" && /lib.index\.ts$/.test(importer ?? "");
}

export default defineConfig({
  input: { index: "lib/index.ts", contextvars: "lib/contextvars.ts", testing: "lib/testing.ts" },
  platform: "node",
  external: (id, importer) => !COPIED.test(id) && (/^[^./]/.test(id) || is_namespace(id, importer)),
  output: {
    dir: "dist",
    cleanDir: true,
    chunkFileNames: "[name].js",
    sourcemap: true,
    comments: false,
    minify,
    topLevelVar: false,
    keepNames: false,
    codeSplitting: { groups: [{ name: "asyncio", test: /lib.index\.ts$/ }] },
  },
});
