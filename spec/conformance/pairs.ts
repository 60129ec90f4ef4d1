/**
 * The twin programs: where they are, and what of their output may differ between CPython and Node.
 *
 * A pair is `<topic>/<name>.py` and `<topic>/<name>.ts`, line-by-line ports of each other, with `<name>.out` (what
 * CPython printed) and, where CPython wrote to standard error or ended with a status other than 0, `<name>.err`.
 * The tutorial's TypeScript stands in `examples/` instead. What several programs need stands beside the folders, in both
 * languages too: `loopback`.
 *
 * A program may ask for more leeway in a comment of either file: `conformance: mask lines` for line numbers,
 * `conformance: mask times` for decimal fractions, `conformance: any order` where Python walks through a set of
 * objects, which has an order by chance. Line numbers match of themselves where the two files are kept aligned:
 * a Python function followed by two blank lines is as long as `});` followed by one.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const here: string = dirname(fileURLToPath(import.meta.url));
export const root: string = join(here, "..", "..");
/** What several programs need. */
export const shared: readonly string[] = [join(here, "loopback.ts")];

export interface Pair {
  /** `topic/name` */
  readonly name: string;
  readonly python: string;
  readonly typescript: string;
  readonly out: string;
  readonly err: string;
}

/** Every program that stands in the folders, by either of its two halves. */
export function findPairs(): Pair[] {
  const names = new Set<string>();
  for (const entry of readdirSync(here, { withFileTypes: true, recursive: true })) {
    const file = relative(here, join(entry.parentPath, entry.name));
    if (entry.isFile() && dirname(file) !== "." && /\.(py|ts)$/.test(file))
      names.add(file.replace(/\.\w+$/, ""));
  }
  return [...names].sort().map((name) => ({
    name,
    python: join(here, `${name}.py`),
    typescript: name.startsWith("tutorial/")
      ? join(root, "examples", `${basename(name)}.ts`)
      : join(here, `${name}.ts`),
    out: join(here, `${name}.out`),
    err: join(here, `${name}.err`),
  }));
}

/** What a program did: `err` is its standard error, and its exit status unless that is 0. */
export interface Output {
  readonly out: string;
  readonly err: string;
}

export function output(stdout: string, stderr: string, status: number | string): Output {
  return {
    out: normalise(stdout),
    err: normalise(normaliseErrors(stderr)) + (status === 0 ? "" : `[exit ${status}]\n`),
  };
}

export function recorded(pair: Pair): Output {
  return {
    out: readFileSync(pair.out, "utf8"),
    err: existsSync(pair.err) ? readFileSync(pair.err, "utf8") : "",
  };
}

/** What is left to compare once the leeway that the pair's own comments ask for is given. */
export function lenient(pair: Pair, text: string): string {
  const sources = [pair.python, pair.typescript]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  let result = text;
  if (/conformance: mask lines/.test(sources)) result = result.replace(/(?<=\w):\d+(?=[>\],\s])/g, ":N");
  if (/conformance: mask times/.test(sources)) result = result.replace(/\d+(\.\d+)?(e-\d+)?/g, maskTime);
  if (/conformance: any order/.test(sources)) result = result.split("\n").sort().join("\n");
  return result;
}

// A time may come out as a whole number on Node; it is told from other numbers by its place after "Time:".
function maskTime(number: string, ...rest: unknown[]): string {
  const [offset, text] = rest.slice(-2) as [number, string];
  return number.includes(".") || /time:\s*$/i.test(text.slice(0, offset)) ? "<time>" : number;
}

/** Takes out what cannot be equal: addresses, folders, file name extensions, clock readings. */
function normalise(text: string): string {
  const addresses = new Map<string, string>();
  return (
    text
      .replace(/\r\n/g, "\n")
      // Numbered by first appearance, so that the same object is still seen to be the same.
      .replace(/0x[0-9a-f]+/gi, (address) => {
        const known = addresses.get(address) ?? `0x${addresses.size + 1}`;
        addresses.set(address, known);
        return known;
      })
      // A place inside asyncio itself, which Node's has not to show.
      .replace(/ at [^\s'"([<]*\/(?:python3\.\d+\/asyncio|dist)\/[\w-]+\.(?:py|js):\d+/g, "")
      .replace(/(?:[^\s'"([<]*\/)?([\w-]+)\.(?:py|ts|js|mjs):(\d+)/g, "$1:$2")
      // A function within a function has a name only, in JavaScript.
      .replace(/\b(?:\w+\.)+<locals>\./g, "")
      // The loop's clock.
      .replace(/\bwhen=-?\d+(?:\.\d+)?/g, "when=T")
  );
}

/**
 * Standard error: stack traces are each language's own (their last line, `ValueError: x`, is not), and so is
 * the frame that `warnings` and `process.emitWarning` put around a warning.
 */
function normaliseErrors(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s+\S|^Traceback \(most recent call last\):$/.test(line))
    .filter((line) => !/^RuntimeWarning: Enable tracemalloc|^\(Use `node --trace-warnings/.test(line))
    .map((line) => line.replace(/^\S+\.py:\d+: (?=\w+Warning: )|^\(node:\d+\) (?=\w+Warning: )/, ""))
    .join("\n");
}
