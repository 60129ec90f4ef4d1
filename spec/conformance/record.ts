/**
 * `npm run conformance`: runs the Python half of every pair and writes down what it prints. Fails if a recording
 * changed; the new text stands in the file then, for `git diff` to show. `npm run conformance -- tasks/cancel`
 * records the pairs whose names contain one of the arguments.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname } from "node:path";
import { find_python } from "../support/find-python.js";
import { findPairs, here, lenient, type Output, output, type Pair } from "./pairs.js";

function run(python: string, pair: Pair): Promise<Output> {
  const args = ["-W", "ignore::DeprecationWarning", "-X", "utf8", basename(pair.python)];
  const env = { PATH: process.env.PATH, PYTHONPATH: here, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
  return new Promise((resolve) => {
    const child = execFile(
      python,
      args,
      { cwd: dirname(pair.python), env, timeout: 30_000 },
      (_error, stdout, stderr) => resolve(output(stdout, stderr, child.signalCode ?? child.exitCode ?? "?")),
    );
  });
}

/** Writes `text`, or removes the file when there is nothing to say; true if that is a change that counts. */
function write(pair: Pair, file: string, text: string): boolean {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (lenient(pair, before) === lenient(pair, text)) return false;
  if (text === "") rmSync(file);
  else writeFileSync(file, text);
  return true;
}

const python = find_python("import sys; sys.exit(not (3, 13) <= sys.version_info < (4,))");
if (python === undefined) {
  console.error(
    "conformance: no Python 3.13 or newer found" +
      (process.env.PYTHON ? ` (PYTHON is ${process.env.PYTHON})` : "; set PYTHON to one"),
  );
  process.exit(1);
}

const filters = process.argv.slice(2);
const pairs = findPairs().filter(
  (pair) =>
    existsSync(pair.python) && (filters.length === 0 || filters.some((part) => pair.name.includes(part))),
);
const queue = [...pairs];
const recordedNow: string[] = [];
const changed: string[] = [];
const worker = async (): Promise<void> => {
  for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) {
    const { out, err } = await run(python, pair);
    const isNew = !existsSync(pair.out) && !existsSync(pair.err);
    const files = [write(pair, pair.out, out), write(pair, pair.err, err)];
    if (files.includes(true)) (isNew ? recordedNow : changed).push(pair.name);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));

const { stdout: version } = spawnSync(python, ["--version"], { encoding: "utf8" });
console.log(`conformance: ran ${pairs.length} programs with ${version.trim()}`);
if (recordedNow.length > 0) console.log(`new:\n  ${recordedNow.sort().join("\n  ")}`);
if (changed.length > 0) {
  console.error(`conformance: changed:\n  ${changed.sort().join("\n  ")}`);
  process.exit(1);
}
