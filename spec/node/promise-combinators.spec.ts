/** Contract 3.4: one task may have several awaits open at once, in `Promise.all` and its like. */
import { setTimeout as delay } from "node:timers/promises";
import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { in_loop, turns } from "../support/in-loop.js";

/** Sleeps, and logs how that ended. */
async function sleeper(log: string[], name: string, seconds = 10): Promise<string> {
  try {
    await asyncio.sleep(seconds);
    log.push(`${name} slept`);
    return name;
  } catch (error) {
    log.push(`${name} ${(error as Error).name}`);
    throw error;
  }
}

describe("Promise.all", () => {
  in_loop("waits for coroutines, futures and tasks at once", async () => {
    const future = asyncio.get_running_loop().create_future<number>();
    asyncio.get_running_loop().call_soon(() => future.set_result(3));
    const task = asyncio.create_task(asyncio.sleep(0, 2));
    expect(await Promise.all([asyncio.sleep(0.001, 1), task, future, delay(1, 4), 5])).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  in_loop("runs its branches side by side, in the one task", async () => {
    const log: string[] = [];
    const task = asyncio.current_task();
    const branch = async (name: string): Promise<void> => {
      for (let n = 0; n < 3; n += 1) {
        log.push(`${name}${n}`);
        await asyncio.sleep(0);
        expect(asyncio.current_task()).toBe(task);
      }
    };
    await Promise.all([branch("a"), branch("b")]);
    expect(log).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
    expect(asyncio.all_tasks()).toEqual(new Set([task]));
  });

  in_loop("cancels every branch with the task", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(() =>
      Promise.all([sleeper(log, "a"), sleeper(log, "b"), sleeper(log, "c")]),
    );
    await asyncio.sleep(0);
    task.cancel("all of you");
    await expect((async () => await task)()).rejects.toThrow(new asyncio.CancelledError("all of you"));
    expect(task.cancelled()).toBe(true);
    expect(log).toEqual(["a CancelledError", "b CancelledError", "c CancelledError"]);
  });

  in_loop("cancels branches that only give way, and those that wait for one another", async () => {
    const log: string[] = [];
    const busy = async (name: string): Promise<void> => {
      try {
        for (;;) await asyncio.sleep(0);
      } finally {
        log.push(name);
      }
    };
    const task = asyncio.create_task(() => Promise.all([busy("a"), sleeper(log, "s"), busy("b")]));
    await turns(3);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(log.sort()).toEqual(["a", "b", "s CancelledError"]);
  });

  in_loop("leaves the other branches running when one fails, as JavaScript does", async () => {
    const log: string[] = [];
    const failing = async (): Promise<never> => {
      await asyncio.sleep(0);
      throw new asyncio.ValueError("one");
    };
    const all = Promise.all([failing(), sleeper(log, "other", 0.001)]);
    await expect(all).rejects.toThrow(new asyncio.ValueError("one"));
    await asyncio.sleep(0.002);
    expect(log).toEqual(["other slept"]);
  });

  in_loop("may be nested, and mixed with asyncio's own ways of waiting", async () => {
    const value = await Promise.all([
      Promise.all([asyncio.sleep(0, 1), asyncio.sleep(0.001, 2)]),
      asyncio.gather(asyncio.sleep(0, 3), asyncio.sleep(0.001, 4)),
      asyncio.wait_for(asyncio.sleep(0, 5), 1),
    ]);
    expect(value).toEqual([[1, 2], [3, 4], 5]);
  });

  in_loop("is limited by a timeout as a whole", async () => {
    const log: string[] = [];
    const limited = asyncio.async_with(asyncio.timeout(0.001), () =>
      Promise.all([sleeper(log, "a"), sleeper(log, "b")]),
    );
    await expect((async () => await limited)()).rejects.toThrow(asyncio.TimeoutError);
    // As with any promise, the first rejection is the one of `Promise.all`.
    await asyncio.sleep(0);
    expect(log).toEqual(["a CancelledError", "b CancelledError"]);
  });

  in_loop("takes hundreds of awaits", async () => {
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    expect(await Promise.all(numbers.map((n) => asyncio.sleep((n % 7) / 1000, n)))).toEqual(numbers);
    const task = asyncio.create_task(() => Promise.all(numbers.map(() => asyncio.sleep(10))));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
  });
});

describe("Promise.race", () => {
  in_loop("gives the first, and leaves the others waiting", async () => {
    const log: string[] = [];
    const slow = sleeper(log, "slow", 0.003);
    expect(await Promise.race([slow, sleeper(log, "quick", 0)])).toBe("quick");
    expect(log).toEqual(["quick slept"]);
    await slow;
    expect(log).toEqual(["quick slept", "slow slept"]);
  });

  in_loop("is cancelled with the task", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(() => Promise.race([sleeper(log, "a"), sleeper(log, "b")]));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(log).toEqual(["a CancelledError", "b CancelledError"]);
  });

  in_loop("leaves losers that a later cancellation ends too", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(async () => {
      await Promise.race([sleeper(log, "loser"), asyncio.sleep(0)]);
      await sleeper(log, "later");
    });
    await turns(3);
    task.cancel();
    await asyncio.wait([task]);
    expect(task.cancelled()).toBe(true);
    expect(log.sort()).toEqual(["later CancelledError", "loser CancelledError"]);
  });

  in_loop("leaves losers that disturb nobody once their task is done", async () => {
    const future = asyncio.get_running_loop().create_future<void>();
    const task = asyncio.create_task(() => Promise.race([future, asyncio.sleep(0, "won")]));
    expect(await task).toBe("won");
    const log: string[] = [];
    const others = ["a", "b"].map((name) =>
      asyncio.create_task(async () => {
        for (let n = 0; n < 3; n += 1) {
          log.push(`${name}${n}`);
          if (name === "a" && n === 1) future.set_result();
          await asyncio.sleep(0);
        }
      }),
    );
    await asyncio.gather(...others);
    expect(log).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
  });
});

describe("Promise.allSettled", () => {
  in_loop("reports each", async () => {
    const failing = asyncio.coroutine(async () => {
      await asyncio.sleep(0);
      throw new asyncio.ValueError("no");
    });
    expect(await Promise.allSettled([asyncio.sleep(0, "yes"), failing()])).toEqual([
      { status: "fulfilled", value: "yes" },
      { status: "rejected", reason: new asyncio.ValueError("no") },
    ]);
  });

  in_loop("swallows a cancellation, as a catch without a throw does", async () => {
    const task = asyncio.create_task(() => Promise.allSettled([asyncio.sleep(10), asyncio.sleep(10)]));
    await asyncio.sleep(0);
    task.cancel();
    const outcomes = await task;
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(task.cancelled()).toBe(false);
    expect(task.cancelling()).toBe(1);
  });
});

describe("Promise.any", () => {
  in_loop("gives the first that succeeds", async () => {
    const failing = asyncio.coroutine(async (): Promise<string> => {
      throw new asyncio.ValueError("no");
    });
    expect(await Promise.any([failing(), asyncio.sleep(0.001, "yes")])).toBe("yes");
  });

  in_loop("makes an AggregateError of a cancellation that reaches all of them", async () => {
    const task = asyncio.create_task(() => Promise.any([asyncio.sleep(10), asyncio.sleep(10)]));
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    const error = task.exception() as AggregateError;
    expect(error).toBeInstanceOf(AggregateError);
    expect(error.errors.map(({ name }) => name)).toEqual(["CancelledError", "CancelledError"]);
  });
});

describe("an async function that a task does not await", () => {
  in_loop("runs as a branch of the task", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(async () => {
      const aside = sleeper(log, "aside", 0.001);
      log.push("main");
      await asyncio.sleep(0);
      return await aside;
    });
    expect(await task).toBe("aside");
    expect(log).toEqual(["main", "aside slept"]);
  });

  in_loop("goes on in the loop after its task is done, and holds up nobody", async () => {
    const done = new asyncio.Event();
    await asyncio.create_task(async () => {
      void (async () => {
        for (let i = 0; i < 3; i += 1) await asyncio.sleep(0);
        await asyncio.sleep(0.001);
        done.set();
      })();
    });
    await done.wait();
  });

  in_loop("is cancelled with its task", async () => {
    const log: string[] = [];
    const task = asyncio.create_task(async () => {
      sleeper(log, "aside").catch(() => {});
      await sleeper(log, "main");
    });
    await asyncio.sleep(0);
    task.cancel();
    await asyncio.wait([task]);
    expect(log).toEqual(["aside CancelledError", "main CancelledError"]);
  });
});
