import { availableParallelism } from "node:os";
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
  test: {
    // One more than there are cores: the longest files wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    // A loaded machine takes seconds to start a process.
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // The library is loaded once by each worker. What a file leaves behind, the guards find.
          isolate: false,
          setupFiles: ["spec/support/seed.ts", "spec/support/guards.ts"],
          testTimeout: 20_000,
          include: ["spec/**/*.spec.ts", "examples/*.spec.ts"],
          exclude: ["spec/{stress,package,bench}/**"],
        },
      },
      {
        extends: true,
        test: { name: "stress", include: ["spec/stress/**/*.spec.ts"], testTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: "package", include: ["spec/package/**/*.spec.ts"] },
      },
    ],
  },
});
