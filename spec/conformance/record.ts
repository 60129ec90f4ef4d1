/**
 * `npm run conformance`: runs the Python half of every pair and writes down what it prints. Fails if a recording
 * changed; the new text stands in the file then, for `git diff` to show. `npm run conformance -- tasks/cancel`
 * records the pairs whose names contain one of the arguments.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { findPairs, lenient, type Output, output, type Pair } from "./pairs.js";

const WANTED = [3, 13] as const;

function isRecent(python: string): boolean {
  const { stdout } = spawnSync(python, ["-c", "import sys; print(*sys.version_info[:2])"], {
    encoding: "utf8",
  });
  const [major = 0, minor = 0] = (stdout ?? "").trim().split(" ").map(Number);
  return major === WANTED[0] && minor >= WANTED[1];
}

/** Those of pyenv, the oldest that will do first: the recordings are those of 3.13. */
function pyenvPythons(): string[] {
  const { stdout } = spawnSync("pyenv", ["root"], { encoding: "utf8" });
  const versions = join(process.env.PYENV_ROOT ?? stdout?.trim() ?? "", "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((version) => /^3\.\d+/.test(version))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((version) => join(versions, version, "bin", "python3"));
}

function findPython(): string | undefined {
  if (process.env.PYTHON) return isRecent(process.env.PYTHON) ? process.env.PYTHON : undefined;
  return ["python3.13", ...pyenvPythons(), "python3", "python"].find(isRecent);
}

function run(python: string, pair: Pair): Promise<Output> {
  const args = ["-W", "ignore::DeprecationWarning", "-X", "utf8", basename(pair.python)];
  const env = { PATH: process.env.PATH, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
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

const python = findPython();
if (python === undefined) {
  console.error(
    `conformance: no Python ${WANTED.join(".")} or newer found` +
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
