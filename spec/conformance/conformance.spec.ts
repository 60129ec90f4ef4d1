/** Runs the TypeScript half of every pair and compares what it prints with what CPython printed. */
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPairs, lenient, recorded } from "./pairs.js";
import { type Transpiled, transpile } from "./transpile.js";

// Time enough for a machine that has other things to do as well.
const SECONDS = 30;
// The slowest first: the tutorial's programs sleep for seconds.
const pairs = findPairs().sort(
  (a, b) => Number(b.name.startsWith("tutorial/")) - Number(a.name.startsWith("tutorial/")),
);
const isWhole = (pair: (typeof pairs)[number]): boolean =>
  [pair.python, pair.typescript, pair.out].every(existsSync);

it("every program has its twin and its recording", () => {
  expect(pairs.filter((pair) => !isWhole(pair)).map((pair) => pair.name)).toEqual([]);
});

describe("prints what CPython prints", () => {
  let programs: Transpiled;
  beforeAll(async () => {
    programs = await transpile();
  });
  afterAll(() => programs?.remove());

  it.concurrent.for(pairs.filter(isWhole).map((pair) => [pair.name, pair] as const))(
    "%s",
    { timeout: (SECONDS + 5) * 1000 },
    async ([, pair], { expect }) => {
      const wanted = recorded(pair);
      const got = await programs.run(pair, SECONDS);
      const show = ({ out, err }: typeof got): string => lenient(pair, `${out}--- stderr\n${err}`);
      expect(show(got)).toBe(show(wanted));
    },
  );
});
