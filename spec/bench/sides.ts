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
  /** Whether it is an asyncio. */
  readonly asyncio: boolean;
}

/** The sides that run on Node: this package, another build of it, bare promises, other packages. */
export function node_sides(node: string, folder: string, other: string | null): Side[] {
  const ours = (name: string, folder: string): Side => ({
    name,
    asyncio: true,
    has: () => true,
    command: (workload) =>
      workload === START_UP
        ? [node, join(folder, "startup", "asyncio.js")]
        : [node, "--expose-gc", join(folder, "measure.js"), workload, "asyncio"],
  });
  const promises: Side = {
    name: "promises",
    asyncio: false,
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
      asyncio: false,
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

/** Of Python 3.11, which PyPy has not reached everywhere. */
const NEW = /TaskGroup|timeout|Barrier/;

/** The sides that run on Python, as far as there is one. */
export function python_sides(): Side[] {
  const side = (name: string, test: string, set?: string): Side[] => {
    const python = find_python(`import sys; sys.exit(not (${test}))`, set);
    if (python === undefined) return [];
    const whole = find_python("import sys; sys.exit(sys.version_info < (3, 11))", python) !== undefined;
    return [
      {
        name,
        asyncio: true,
        has: (workload) => whole || !NEW.test(workload),
        command: (workload) =>
          workload === START_UP
            ? [python, join(here, "startup", name === "uvloop" ? "on_uvloop.py" : "on_asyncio.py")]
            : [python, join(here, "measure.py"), workload, name, workloads[workload]?.counts ?? "cpu"],
      },
    ];
  };
  return [
    ...side("cpython", "sys.version_info >= (3, 13)"),
    ...side("uvloop", "sys.version_info >= (3, 11) and __import__('uvloop')"),
    ...side("pypy", "sys.implementation.name == 'pypy'", process.env.PYPY ?? "pypy3"),
  ];
}
