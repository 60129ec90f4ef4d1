/**
 * What `npm run build` makes of lib/ beside the declarations: few files, of which a program loads what it uses. A hundred
 * small ones cost as much again as everything else that happens when the package is imported.
 */
import { defineConfig } from "rolldown";

export default defineConfig({
  input: { index: "lib/index.ts", contextvars: "lib/contextvars.ts", testing: "lib/testing.ts" },
  platform: "node",
  external: /^[^./]/,
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    sourcemap: true,
    comments: false,
    topLevelVar: false,
    keepNames: false,
  },
});
