import { setTimeout as sleep } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { type Sized, times, type Workload, type Workloads } from "../workload.js";
import { together } from "./together.js";

/** All tasks give way in turn; the one that counts the rounds is one of them. */
function switches(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds, clock) {
      let over = false;
      const others = times(tasks - 1, () =>
        asyncio.create_task(async () => {
          while (!over) await asyncio.sleep(0);
        }),
      );
      await asyncio.sleep(0);
      clock.start();
      for (let round = 0; round < rounds; round++) await asyncio.sleep(0);
      clock.stop();
      over = true;
      for (const other of others) await other;
    },
    async promises(rounds, clock) {
      let over = false;
      const others = times(tasks - 1, async () => {
        while (!over) await null;
      });
      await null;
      clock.start();
      for (let round = 0; round < rounds; round++) await null;
      clock.stop();
      over = true;
      for (const other of others) await other;
    },
  };
}

/** Each task waits for a future of its own, which the loop sets. */
function futures(tasks: number): Workload {
  return {
    ...together(tasks, () => async (rounds) => {
      const loop = asyncio.get_running_loop();
      for (let round = 0; round < rounds; round++) {
        const future = loop.create_future<number>();
        loop.call_soon(() => future.set_result(round));
        await future;
      }
    }),
    async promises(rounds) {
      const each = async (): Promise<void> => {
        for (let round = 0; round < rounds; round++) {
          await new Promise<number>((resolve) => queueMicrotask(() => resolve(round)));
        }
      };
      await Promise.all(times(tasks, each));
    },
  };
}

function calls(callbacks: number): Workload {
  return {
    unit: callbacks,
    async asyncio(rounds) {
      const loop = asyncio.get_running_loop();
      let called = 0;
      const callback = (): void => {
        called += 1;
      };
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < callbacks; i++) loop.call_soon(callback);
        await asyncio.sleep(0);
      }
      if (called !== callbacks * rounds) throw new Error("a callback was not called");
    },
    async promises(rounds) {
      let called = 0;
      const callback = (): void => {
        called += 1;
      };
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < callbacks; i++) queueMicrotask(callback);
        await null;
      }
      if (called !== callbacks * rounds) throw new Error("a callback was not called");
    },
  };
}

function cancelled_calls(timers: number): Workload {
  return {
    unit: timers,
    async asyncio(rounds) {
      const loop = asyncio.get_running_loop();
      const callback = (): void => {};
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < timers; i++) loop.call_later(60, callback).cancel();
        await asyncio.sleep(0);
      }
    },
    async promises(rounds) {
      const callback = (): void => {};
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < timers; i++) clearTimeout(setTimeout(callback, 60_000));
        await null;
      }
    },
  };
}

function sleeps(tasks: number): Workload {
  return {
    unit: tasks,
    async asyncio(rounds) {
      for (let round = 0; round < rounds; round++) {
        const sleeping = times(tasks, (i) => asyncio.create_task(asyncio.sleep(((i % 20) + 1) / 1000)));
        for (const task of sleeping) await task;
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        await Promise.all(times(tasks, (i) => sleep((i % 20) + 1)));
      }
    },
  };
}

export const scheduling: Workloads = {
  "switch, 1 task": switches(1),
  "switch, 10 tasks": switches(10),
  "switch, 100 tasks": switches(100),
  "switch, 10,000 tasks": switches(10_000),
  "switch, 100,000 tasks": switches(100_000),
  "future set by call_soon": futures(1),
  "future set by call_soon, 100 tasks": futures(100),
  call_soon: calls(100),
  "call_later and cancel": cancelled_calls(100),

  "100,000 timers, 90 % cancelled": {
    unit: 100_000,
    async asyncio(rounds) {
      const loop = asyncio.get_running_loop();
      for (let round = 0; round < rounds; round++) {
        const over = loop.create_future<void>();
        let left = 10_000;
        const due = (): void => {
          left -= 1;
          if (left === 0) over.set_result();
        };
        const handles = times(100_000, (i) => loop.call_later(((i * 7919) % 1000) / 10_000, due));
        for (const [i, handle] of handles.entries()) if (i % 10 > 0) handle.cancel();
        await over;
      }
    },
    async promises(rounds) {
      for (let round = 0; round < rounds; round++) {
        await new Promise<void>((over) => {
          let left = 10_000;
          const due = (): void => {
            left -= 1;
            if (left === 0) over();
          };
          const handles = times(100_000, (i) => setTimeout(due, ((i * 7919) % 1000) / 10));
          for (const [i, handle] of handles.entries()) if (i % 10 > 0) clearTimeout(handle);
        });
      }
    },
  },

  "10,000 sleeps": sleeps(10_000),
};

export const sized_scheduling: Sized = {
  switch: switches,
  "future set by call_soon": futures,
  call_soon: calls,
  "call_later and cancel": cancelled_calls,
  sleep: sleeps,
};
