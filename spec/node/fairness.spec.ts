/** Contract 3.5: tasks that never stop giving way starve neither Node's timers, sockets and immediates, nor one another. */
import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { deferred } from "../support/deferred.js";
import { serve } from "../support/http.js";
import { in_loop } from "../support/in-loop.js";

/** A hundred tasks that give way for ever; gives how many turns each has had, once `body` is over. */
async function beside_busy_tasks(body: () => Promise<void>): Promise<number[]> {
  const turns = new Array<number>(100).fill(0);
  const tasks = turns.map((_, i) =>
    asyncio.create_task(async () => {
      for (;;) {
        await asyncio.sleep(0);
        turns[i] = (turns[i] as number) + 1;
      }
    }),
  );
  await body();
  for (const task of tasks) task.cancel();
  await asyncio.wait(tasks);
  expect(tasks.every((task) => task.cancelled())).toBe(true);
  return turns;
}

describe("beside a hundred tasks that give way for ever", () => {
  in_loop("an interval is served, and each task has the same number of turns", async () => {
    let times = 0;
    const turns = await beside_busy_tasks(
      () =>
        new Promise((resolve) => {
          const interval = setInterval(() => {
            times += 1;
            if (times < 20) return;
            clearInterval(interval);
            resolve();
          }, 5);
        }),
    );
    expect(times).toBe(20);
    expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
    expect(Math.min(...turns)).toBeGreaterThan(0);
  });

  in_loop("immediates, ticks and microtasks are served", async () => {
    const turns = await beside_busy_tasks(async () => {
      for (let i = 0; i < 20; i += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise<void>((resolve) => process.nextTick(resolve));
        await new Promise<void>((resolve) => queueMicrotask(resolve));
      }
    });
    expect(Math.min(...turns)).toBeGreaterThan(0);
  });

  in_loop("requests are answered", async () => {
    const url = await serve((_request, response) => void response.end("served"));
    await beside_busy_tasks(async () => {
      for (let i = 0; i < 5; i += 1) expect(await (await fetch(url)).text()).toBe("served");
    });
  });

  in_loop("the loop's own timers run when they are due, in their order", async () => {
    const log: number[] = [];
    const loop = asyncio.get_running_loop();
    await beside_busy_tasks(async () => {
      const start = loop.time();
      const all = [3, 1, 2].map((n) => {
        const due = loop.create_future<void>();
        loop.call_at(start + n / 1000, () => {
          expect(loop.time()).toBeGreaterThanOrEqual(start + n / 1000);
          log.push(n);
          due.set_result();
        });
        return due;
      });
      await asyncio.gather(...all);
    });
    expect(log).toEqual([1, 2, 3]);
  });

  it("a second loop runs too", async () => {
    const other = deferred();
    const busy = asyncio.run(async () => {
      await beside_busy_tasks(() => other.promise);
    });
    const result = await asyncio.run(async () => {
      for (let i = 0; i < 10; i += 1) await asyncio.sleep(i % 2 === 0 ? 0 : 0.001);
      return "done";
    });
    other.resolve();
    await busy;
    expect(result).toBe("done");
  });
});
