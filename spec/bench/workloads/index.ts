import { of_size, SIZES, type Sized, type Workloads } from "../workload.js";
import { coroutines } from "./coroutines.js";
import { locks, sized_locks } from "./locks.js";
import { networks } from "./networks.js";
import { queues, sized_queues } from "./queues.js";
import { scheduling, sized_scheduling } from "./scheduling.js";
import { sized_tasks, tasks } from "./tasks.js";
import { sized_variables, variables } from "./variables.js";

const ordinary: Workloads = {
  ...scheduling,
  ...coroutines,
  ...tasks,
  ...variables,
  ...locks,
  ...queues,
  ...networks,
};

/** What `--sizes` measures. */
export const sized: Sized = {
  ...sized_scheduling,
  ...sized_tasks,
  ...sized_variables,
  ...sized_locks,
  ...sized_queues,
};

const of_sizes: Workloads = Object.fromEntries(
  Object.entries(sized).flatMap(([name, make]) => SIZES.map((tasks) => [of_size(name, tasks), make(tasks)])),
);

export const workloads: Workloads = { ...ordinary, ...of_sizes };

/** What one process costs that loads the package and runs an empty main: `startup/` has its programs. */
export const START_UP = "start-up";

export const names: readonly string[] = [...Object.keys(ordinary), START_UP];
export const names_of_sizes: readonly string[] = Object.keys(of_sizes);
