/**
 * The library as its users get it, in a folder in which `asyncio-node` is the name of that folder's package: for programs
 * that run from there in processes of their own.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import config from "../../rolldown.config.js";

export const root: string = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Builds it; the folder, for the caller to remove. */
export async function build_library(name: string): Promise<string> {
  // Under node_modules, where nobody looks for sources and where the library's dependencies are found.
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `${name}-`));
  // Without maps: Node would read them at each start of a program that asks for its own.
  const output = { ...config.output, dir: join(folder, "dist"), sourcemap: false };
  await build({ ...config, cwd: root, logLevel: "silent", output });
  const { type, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "asyncio-node", type, exports }));
  return folder;
}
