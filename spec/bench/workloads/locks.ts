import { Mutex, Semaphore } from "async-mutex";
import * as asyncio from "asyncio-node";
import p_limit from "p-limit";
import { times, type Workload, type Workloads } from "../workload.js";

/** A hundred tasks do `rounds` times what each has to do. */
function hundred(make: () => (rounds: number) => Promise<void>): Pick<Workload, "unit" | "asyncio"> {
  return {
    unit: 100,
    async asyncio(rounds) {
      const each = make();
      const made = times(100, () => asyncio.create_task(() => each(rounds)));
      for (const task of made) await task;
    },
  };
}

export const locks: Workloads = {
  "Lock, 100 tasks": {
    ...hundred(() => {
      const lock = new asyncio.Lock();
      return async (rounds) => {
        for (let round = 0; round < rounds; round++) {
          await asyncio.async_with(lock, async () => {
            await asyncio.sleep(0);
          });
        }
      };
    }),
    packages: {
      async "async-mutex"(rounds) {
        const mutex = new Mutex();
        const each = async (): Promise<void> => {
          for (let round = 0; round < rounds; round++) {
            await mutex.runExclusive(async () => {
              await null;
            });
          }
        };
        await Promise.all(times(100, each));
      },
    },
  },

  "Lock, acquire and release, 100 tasks": {
    ...hundred(() => {
      const lock = new asyncio.Lock();
      return async (rounds) => {
        for (let round = 0; round < rounds; round++) {
          await lock.acquire();
          await asyncio.sleep(0);
          lock.release();
        }
      };
    }),
    packages: {
      async "async-mutex"(rounds) {
        const mutex = new Mutex();
        const each = async (): Promise<void> => {
          for (let round = 0; round < rounds; round++) {
            const release = await mutex.acquire();
            await null;
            release();
          }
        };
        await Promise.all(times(100, each));
      },
    },
  },

  "Lock that is free": {
    async asyncio(rounds) {
      const lock = new asyncio.Lock();
      for (let round = 0; round < rounds; round++) {
        await lock.acquire();
        lock.release();
      }
    },
    packages: {
      async "async-mutex"(rounds) {
        const mutex = new Mutex();
        for (let round = 0; round < rounds; round++) {
          const release = await mutex.acquire();
          release();
        }
      },
    },
  },

  "Event, 100 tasks": {
    unit: 100,
    async asyncio(rounds) {
      const event = new asyncio.Event();
      const made = times(100, () =>
        asyncio.create_task(async () => {
          for (let round = 0; round < rounds; round++) await event.wait();
        }),
      );
      for (let round = 0; round < rounds; round++) {
        await asyncio.sleep(0);
        event.set();
        event.clear();
      }
      for (const task of made) await task;
    },
    async promises(rounds) {
      let resolve = (): void => {};
      let event = new Promise<void>((set) => {
        resolve = set;
      });
      const made = times(100, async () => {
        for (let round = 0; round < rounds; round++) await event;
      });
      for (let round = 0; round < rounds; round++) {
        await null;
        const set = resolve;
        event = new Promise((next) => {
          resolve = next;
        });
        set();
      }
      await Promise.all(made);
    },
  },

  "Condition, 100 tasks": {
    unit: 100,
    async asyncio(rounds) {
      const condition = new asyncio.Condition();
      let turn = 0;
      const made = times(100, () =>
        asyncio.create_task(async () => {
          for (let round = 0; round < rounds; round++) {
            await condition.acquire();
            while (turn <= round) await condition.wait();
            condition.release();
          }
        }),
      );
      while (turn < rounds) {
        await asyncio.sleep(0);
        await condition.acquire();
        turn += 1;
        condition.notify_all();
        condition.release();
      }
      for (const task of made) await task;
    },
  },

  "Semaphore of 10, 100 tasks": {
    ...hundred(() => {
      const semaphore = new asyncio.Semaphore(10);
      return async (rounds) => {
        for (let round = 0; round < rounds; round++) {
          await semaphore.acquire();
          await asyncio.sleep(0);
          semaphore.release();
        }
      };
    }),
    packages: {
      async "async-mutex"(rounds) {
        const semaphore = new Semaphore(10);
        const each = async (): Promise<void> => {
          for (let round = 0; round < rounds; round++) {
            const [, release] = await semaphore.acquire();
            await null;
            release();
          }
        };
        await Promise.all(times(100, each));
      },
      async "p-limit"(rounds) {
        const limit = p_limit(10);
        const each = async (): Promise<void> => {
          for (let round = 0; round < rounds; round++) {
            await limit(async () => {
              await null;
            });
          }
        };
        await Promise.all(times(100, each));
      },
    },
  },

  "Barrier of 100": hundred(() => {
    const barrier = new asyncio.Barrier(100);
    return async (rounds) => {
      for (let round = 0; round < rounds; round++) await barrier.wait();
    };
  }),
};
