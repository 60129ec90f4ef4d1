import * as asyncio from "asyncio-node";
import { times, type Workload } from "../workload.js";

/** So many tasks at once do `rounds` times what each has to do. */
export function together(
  tasks: number,
  make: () => (rounds: number, index: number) => Promise<void>,
): Pick<Workload, "unit" | "asyncio"> {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const each = make();
      const made = times(tasks, (i) => asyncio.create_task(() => each(rounds, i)));
      for (const task of made) await task;
    },
  };
}
