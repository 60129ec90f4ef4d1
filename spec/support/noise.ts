/**
 * What a test writes to standard error, warns of, or leaves rejected: everything must have been announced.
 *
 * `guards.ts` starts and ends the listening around every test.
 */
import { inspect } from "node:util";

/** How long a callback takes depends on the machine; a warning's own text is heard from Node's event. */
const IGNORED = /^Executing .* took |^\(node:\d+\) |^\(Use `node --trace-warnings/;

let heard: string[] = [];
let announced: RegExp[] = [];

/** Announces that the test will make itself heard: each pattern has to be matched, and nothing else may be. */
export function expect_noise(...patterns: RegExp[]): void {
  announced.push(...patterns);
}

/** Listens until the returned function is called, which says what is wrong with what was heard. */
export function listen(): () => string[] {
  heard = [];
  announced = [];
  const give_back = [
    on_process("warning", (warning) => heard.push(`${warning.name}: ${warning.message}`)),
    on_process("unhandledRejection", (reason) => heard.push(`unhandled rejection of ${inspect(reason)}`)),
    replace(console, "error", (...args) => heard.push(args.map(String).join(" "))),
    replace(console, "warn", (...args) => heard.push(args.map(String).join(" "))),
    replace(process.stderr, "write", (text) => heard.push(String(text)) > 0),
  ];
  return () => {
    for (const each of give_back) each();
    return [
      ...heard
        .filter((text) => !IGNORED.test(text) && !announced.some((pattern) => pattern.test(text)))
        .map((text) => `it was heard: ${text}`),
      ...announced
        .filter((pattern) => !heard.some((text) => pattern.test(text)))
        .map((pattern) => `it was to be heard: ${pattern}`),
    ];
  };
}

function on_process(event: string, listener: (what: Error) => unknown): () => void {
  process.on(event, listener);
  return () => void process.off(event, listener);
}

function replace<T extends object>(owner: T, name: keyof T, by: (...args: unknown[]) => unknown): () => void {
  const original = owner[name];
  owner[name] = by as T[keyof T];
  return () => {
    // A spy of the test's own may stand in its place.
    if (owner[name] === by) owner[name] = original;
  };
}
