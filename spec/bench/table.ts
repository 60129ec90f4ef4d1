/** The results as a table of ratios, the worst first. */
import type { Side } from "./sides.js";
import { of_size, SIZES, with_tasks } from "./workload.js";

export interface Result {
  readonly workload: string;
  readonly counts: "cpu" | "rss";
  /** The median cost of one operation on each side, in nanoseconds or bytes. */
  readonly costs: Readonly<Record<string, number>>;
}

const OURS = "asyncio-node";
/** These have columns of their own; what other packages there are shares one. */
const COLUMNS = ["cpython", "uvloop", "pypy", "promises", "other build"];

function ratio({ costs }: Result, side: string): number | null {
  const ours = costs[OURS];
  const theirs = costs[side];
  return ours === undefined || theirs === undefined ? null : ours / theirs;
}

/** By how it compares with CPython; without one, with bare promises. */
function badness(result: Result): number {
  return ratio(result, "cpython") ?? ratio(result, "promises") ?? 0;
}

function columns_of(sides: readonly Side[]): string[] {
  return COLUMNS.filter((name) => sides.some((side) => side.name === name));
}

export function table(results: readonly Result[], sides: readonly Side[]): string {
  const columns = columns_of(sides);
  const rows = results
    .toSorted((a, b) => badness(b) - badness(a))
    .map((result) => [
      result.workload,
      amount(result),
      ...columns.map((side) => show(ratio(result, side))),
      Object.keys(result.costs)
        .filter((side) => side !== OURS && !COLUMNS.includes(side))
        .map((side) => `${show(ratio(result, side))} ${side}`)
        .join(", "),
    ]);
  const means = columns.map((side) =>
    show(geometric_mean(results.map((result) => ratio(result, side)).filter((each) => each !== null))),
  );
  return markdown([
    ["workload", "an operation", ...columns.map((side) => `× ${side}`), "× package"],
    ...rows,
    ["geometric mean", "", ...means, ""],
  ]);
}

/** A row for each workload, and in it a group of columns for each size. */
export function table_of_sizes(
  results: readonly Result[],
  sides: readonly Side[],
  names: readonly string[],
): string {
  const columns = columns_of(sides);
  const measured = new Map(results.map((result) => [result.workload, result]));
  const cells = (result: Result | undefined): string[] =>
    result === undefined
      ? ["", ...columns.map(() => "")]
      : [amount(result), ...columns.map((side) => show(ratio(result, side)))];
  return markdown([
    ["workload", ...SIZES.flatMap((tasks) => [with_tasks(tasks), ...columns.map((side) => `× ${side}`)])],
    ...names
      .filter((name) => SIZES.some((tasks) => measured.has(of_size(name, tasks))))
      .map((name) => [name, ...SIZES.flatMap((tasks) => cells(measured.get(of_size(name, tasks))))]),
  ]);
}

function amount({ costs, counts }: Result): string {
  const cost = costs[OURS] ?? 0;
  if (counts === "rss") return `${Math.round(cost)} bytes`;
  if (cost > 1e6) return `${(cost / 1e6).toFixed(1)} ms`;
  return `${Math.round(cost).toLocaleString("en")} ns`;
}

function show(ratio: number | null): string {
  if (ratio === null) return "";
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0);
}

function geometric_mean(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return Math.exp(numbers.reduce((sum, each) => sum + Math.log(each), 0) / numbers.length);
}

export function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? "").length), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => ` ${"-".repeat(i === 0 ? width : width - 1)}${i === 0 ? "" : ":"} `).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
