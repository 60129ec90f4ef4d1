import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const lib = (path: string): string => fileURLToPath(new URL(`./lib/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^asyncio-node$/, replacement: lib("index.ts") },
      { find: /^asyncio-node\/(.+)$/, replacement: lib("$1.ts") },
    ],
  },
  test: { include: ["spec/**/*.spec.ts"] },
});
