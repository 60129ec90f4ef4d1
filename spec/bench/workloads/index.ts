import type { Workloads } from "../workload.js";
import { coroutines } from "./coroutines.js";
import { locks } from "./locks.js";
import { networks } from "./networks.js";
import { queues } from "./queues.js";
import { scheduling } from "./scheduling.js";
import { tasks } from "./tasks.js";
import { variables } from "./variables.js";

export const workloads: Workloads = {
  ...scheduling,
  ...coroutines,
  ...tasks,
  ...variables,
  ...locks,
  ...queues,
  ...networks,
};

/** What one process costs that loads the package and runs an empty main: `startup/` has its programs. */
export const START_UP = "start-up";
