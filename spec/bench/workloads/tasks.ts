import * as asyncio from "asyncio-node";
import { type Sized, times, type Workload, type Workloads } from "../workload.js";
import { together } from "./together.js";

async function answer(value: number): Promise<number> {
  return value;
}

const work = asyncio.coroutine(answer);

/** Waits until it is aborted, as native code does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** As native code limits an await. */
async function limited<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function spawned(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        const made = times(tasks, (i) => asyncio.create_task(work(i)));
        for (const task of made) await task;
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        const made = times(tasks, (i) => answer(i));
        for (const task of made) await task;
      }
    },
  };
}

function gathered(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await asyncio.gather(...times(tasks, (i) => work(i)));
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await Promise.all(times(tasks, (i) => answer(i)));
    },
  };
}

function grouped(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
          for (let i = 0; i < tasks; i++) group.create_task(work(i));
        });
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await Promise.all(times(tasks, (i) => answer(i)));
    },
  };
}

/** Making the tasks counts as well. */
function cleaned_up(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const loop = asyncio.get_running_loop();
      for (let round = 0; round < rounds; round++) {
        const made = times(tasks, () =>
          asyncio.create_task(async () => {
            try {
              await loop.create_future();
            } finally {
              await asyncio.sleep(0);
            }
          }),
        );
        await asyncio.sleep(0);
        for (const task of made) task.cancel();
        await asyncio.gather(...made, { return_exceptions: true });
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        const controllers = times(tasks, () => new AbortController());
        const made = controllers.map(async ({ signal }) => {
          try {
            await aborted(signal);
          } finally {
            await null;
          }
        });
        await null;
        for (const controller of controllers) controller.abort();
        await Promise.allSettled(made);
      }
    },
  };
}

/** From the cancellation of the first to the end of the last. */
function cancelled(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds, clock) {
      const loop = asyncio.get_running_loop();
      const park = asyncio.coroutine(async () => {
        await loop.create_future();
      });
      for (let round = 0; round < rounds; round++) {
        const parked = times(tasks, () => asyncio.create_task(park()));
        await asyncio.sleep(0);
        clock.start();
        for (const task of parked) task.cancel();
        await asyncio.wait(parked);
        clock.stop();
      }
    },
    async promises(rounds, clock) {
      for (let round = 0; round < rounds; round++) {
        const controllers = times(tasks, () => new AbortController());
        const parked = controllers.map(({ signal }) => aborted(signal));
        await null;
        clock.start();
        for (const controller of controllers) controller.abort();
        await Promise.allSettled(parked);
        clock.stop();
      }
    },
  };
}

function timed(tasks: number): Workload {
  return {
    ...together(tasks, () => async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        await asyncio.async_with(asyncio.timeout(60), async () => {
          await asyncio.sleep(0);
        });
      }
    }),
    async promises(rounds) {
      const each = async (): Promise<void> => {
        for (let round = 0; round < rounds; round++) await limited(answer(round), 60_000);
      };
      await Promise.all(times(tasks, each));
    },
  };
}

export const tasks: Workloads = {
  "create a task and await it": {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await asyncio.create_task(work(round));
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await answer(round);
    },
  },

  "create 100 tasks and await them": spawned(100),
  "gather of 1,000": gathered(1000),
  "gather of 100,000": gathered(100_000),
  "TaskGroup of 1,000": grouped(1000),
  "cancel a task that cleans up": cleaned_up(100),
  "cancel a parked task": cancelled(100_000),
  "timeout around an await": timed(1),

  "wait_for a future that is done": {
    async asyncio(rounds) {
      const future = asyncio.get_running_loop().create_future<number>();
      future.set_result(1);
      for (let round = 0; round < rounds; round++) await asyncio.wait_for(future, 60);
    },
    async promises(rounds) {
      const promise = Promise.resolve(1);
      for (let round = 0; round < rounds; round++) await limited(promise, 60_000);
    },
  },

  "memory of a parked task": {
    unit: 1_000_000,
    counts: "rss",
    async asyncio(rounds, clock) {
      const loop = asyncio.get_running_loop();
      const park = asyncio.coroutine(async () => {
        await loop.create_future();
      });
      clock.start();
      const parked = times(rounds * 1_000_000, () => asyncio.create_task(park()));
      await asyncio.sleep(0);
      clock.stop();
      for (const task of parked) task.cancel();
    },
    async promises(rounds, clock) {
      // What nobody could ever wake would be garbage.
      const wake: (() => void)[] = [];
      const park = async (): Promise<void> => {
        await new Promise<void>((resolve) => wake.push(resolve));
      };
      clock.start();
      const parked = times(rounds * 1_000_000, park);
      await null;
      clock.stop();
      for (const each of wake) each();
      await Promise.all(parked);
    },
  },
};

export const sized_tasks: Sized = {
  "create tasks and await them": spawned,
  gather: gathered,
  TaskGroup: grouped,
  "cancel a task that cleans up": cleaned_up,
  "cancel a parked task": cancelled,
  "timeout around an await": timed,
};
