/**
 * What `npm run build` makes of lib/ beside the declarations: one file of what every program needs, and one for each
 * part that is loaded when it is first used. A hundred small ones cost as much again as everything else that happens when
 * the package is imported.
 */
import { defineConfig } from "rolldown";

export default defineConfig({
  input: { index: "lib/index.ts", contextvars: "lib/contextvars.ts", testing: "lib/testing.ts" },
  platform: "node",
  // The default export is the namespace itself: not a copy, which would cost something to make.
  external: [/^[^./]/, "./index.js"],
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    sourcemap: true,
    comments: false,
    topLevelVar: false,
    keepNames: false,
    codeSplitting: { groups: [{ name: "asyncio", test: /lib.index\.ts$/ }] },
  },
});
