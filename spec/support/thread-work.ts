/** Functions that `thread-modules.spec.ts` runs in threads, with what only a module can have: imports, variables. */
import { createHash } from "node:crypto";
import { pass } from "./gate.js";

let calls = 0;

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function count(): number {
  calls += 1;
  return calls;
}

export async function wait<T>(memory: Int32Array, value: T): Promise<T> {
  return pass(memory, value);
}

export class Refused extends RangeError {}

export function refuse(why: string): never {
  throw new Refused(why);
}

export default function main(): string {
  return "the default";
}

export const table = {};
