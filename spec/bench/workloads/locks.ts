import { Mutex, Semaphore } from "async-mutex";
import * as asyncio from "asyncio-node";
import p_limit from "p-limit";
import { type Sized, times, type Workload, type Workloads } from "../workload.js";
import { together } from "./together.js";

function lock(tasks: number): Workload {
  return {
    ...together(tasks, () => {
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
        await Promise.all(times(tasks, each));
      },
    },
  };
}

function acquire_and_release(tasks: number): Workload {
  return {
    ...together(tasks, () => {
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
        await Promise.all(times(tasks, each));
      },
    },
  };
}

function event(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const event = new asyncio.Event();
      const made = times(tasks, () =>
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
      const made = times(tasks, async () => {
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
  };
}

function condition(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      const condition = new asyncio.Condition();
      let turn = 0;
      const made = times(tasks, () =>
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
  };
}

/** Ten at a time. */
function permits(tasks: number, make: () => asyncio.Semaphore): Workload {
  return together(tasks, () => {
    const semaphore = make();
    return async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        await semaphore.acquire();
        await asyncio.sleep(0);
        semaphore.release();
      }
    };
  });
}

function semaphore(tasks: number): Workload {
  return {
    ...permits(tasks, () => new asyncio.Semaphore(10)),
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
        await Promise.all(times(tasks, each));
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
        await Promise.all(times(tasks, each));
      },
    },
  };
}

function bounded_semaphore(tasks: number): Workload {
  return permits(tasks, () => new asyncio.BoundedSemaphore(10));
}

function barrier(tasks: number): Workload {
  return together(tasks, () => {
    const barrier = new asyncio.Barrier(tasks);
    return async (rounds) => {
      for (let round = 0; round < rounds; round++) await barrier.wait();
    };
  });
}

export const locks: Workloads = {
  "Lock, 100 tasks": lock(100),
  "Lock, acquire and release, 100 tasks": acquire_and_release(100),

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

  "Event, 100 tasks": event(100),
  "Condition, 100 tasks": condition(100),
  "Semaphore of 10, 100 tasks": semaphore(100),
  "BoundedSemaphore of 10, 100 tasks": bounded_semaphore(100),
  "Barrier of 100": barrier(100),
};

export const sized_locks: Sized = {
  Lock: lock,
  "Lock, acquire and release": acquire_and_release,
  Event: event,
  Condition: condition,
  "Semaphore of 10": semaphore,
  "BoundedSemaphore of 10": bounded_semaphore,
  Barrier: barrier,
};
