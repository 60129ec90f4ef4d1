/** The sides of the comparison, and how each is started. */
import { join } from "node:path";
import { find_python } from "../support/find-python.js";
import { here } from "./compile.js";
import { START_UP, workloads } from "./workloads/index.js";

export interface Side {
  readonly name: string;
  /** A command whose process measures the workload; see `measure.ts`. */
  command(workload: string): string[];
  /** Whether it has the workload at all. */
  has(workload: string): boolean;
}

/** The sides that run on Node: this package, another build of it, bare promises, other packages. */
export function node_sides(node: string, folder: string, other: string | null): Side[] {
  const ours = (name: string, folder: string): Side => ({
    name,
    has: () => true,
    command: (workload) =>
      workload === START_UP
        ? [node, join(folder, "startup", "asyncio.js")]
        : [node, "--expose-gc", join(folder, "measure.js"), workload, "asyncio"],
  });
  const promises: Side = {
    name: "promises",
    has: (workload) => workload === START_UP || workloads[workload]?.promises !== undefined,
    command: (workload) =>
      workload === START_UP
        ? [node, join(folder, "startup", "promises.js")]
        : [node, "--expose-gc", join(folder, "measure.js"), workload, "promises"],
  };
  const names = new Set(Object.values(workloads).flatMap(({ packages = {} }) => Object.keys(packages)));
  const packages = [...names].map(
    (name): Side => ({
      name,
      has: (workload) => workloads[workload]?.packages?.[name] !== undefined,
      command: (workload) => [node, "--expose-gc", join(folder, "measure.js"), workload, name],
    }),
  );
  return [
    ours("asyncio-node", folder),
    ...(other === null ? [] : [ours("other build", other)]),
    promises,
    ...packages,
  ];
}

/** The sides that run on Python, as far as there is one. */
export function python_sides(): Side[] {
  const side = (name: string, python: string): Side => ({
    name,
    has: () => true,
    command: (workload) =>
      workload === START_UP
        ? [python, join(here, "startup", `on_${name}.py`)]
        : [python, join(here, "measure.py"), workload, name, workloads[workload]?.counts ?? "cpu"],
  });
  const cpython = find_python("import sys; sys.exit(sys.version_info < (3, 13))");
  const uvloop = find_python("import sys, uvloop; sys.exit(sys.version_info < (3, 11))");
  return [
    ...(cpython === undefined ? [] : [side("cpython", cpython)]),
    ...(uvloop === undefined ? [] : [side("uvloop", uvloop)]),
  ];
}
