import * as asyncio from "asyncio-node";
import { times, type Workloads } from "../workload.js";

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

export const tasks: Workloads = {
  "create a task and await it": {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await asyncio.create_task(work(round));
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await answer(round);
    },
  },

  "create 100 tasks and await them": {
    unit: 100,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        const made = times(100, (i) => asyncio.create_task(work(i)));
        for (const task of made) await task;
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        const made = times(100, (i) => answer(i));
        for (const task of made) await task;
      }
    },
  },

  "gather of 1,000": {
    unit: 1000,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) await asyncio.gather(...times(1000, (i) => work(i)));
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await Promise.all(times(1000, (i) => answer(i)));
    },
  },

  "TaskGroup of 1,000": {
    unit: 1000,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
          for (let i = 0; i < 1000; i++) group.create_task(work(i));
        });
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await Promise.all(times(1000, (i) => answer(i)));
    },
  },

  "cancel a task that cleans up": {
    unit: 100,
    async asyncio(rounds) {
      const loop = asyncio.get_running_loop();
      for (let round = 0; round < rounds; round++) {
        const made = times(100, () =>
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
        const controllers = times(100, () => new AbortController());
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
  },

  "timeout around an await": {
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        await asyncio.async_with(asyncio.timeout(60), async () => {
          await asyncio.sleep(0);
        });
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) await limited(answer(round), 60_000);
    },
  },

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
    unit: 100_000,
    counts: "rss",
    async asyncio(rounds, clock) {
      const loop = asyncio.get_running_loop();
      const park = asyncio.coroutine(async () => {
        await loop.create_future();
      });
      clock.start();
      const parked = times(rounds * 100_000, () => asyncio.create_task(park()));
      await asyncio.sleep(0);
      clock.stop();
      for (const task of parked) task.cancel();
    },
    async promises(rounds, clock) {
      const park = async (): Promise<void> => {
        await new Promise<void>(() => {});
      };
      clock.start();
      const parked = times(rounds * 100_000, park);
      await null;
      clock.stop();
      if (parked.length !== rounds * 100_000) throw new Error("they have to live until here");
    },
  },
};
