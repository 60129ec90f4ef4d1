import * as asyncio from "asyncio-node";
import { describe, expect } from "vitest";
import { error_of } from "./support/error-of.js";
import { is_garbage } from "./support/garbage.js";
import { in_loop, outcome, turns } from "./support/in-loop.js";

const current = (): asyncio.Task => asyncio.current_task() as asyncio.Task;
const new_future = <T = void>(): asyncio.Future<T> => asyncio.get_running_loop().create_future<T>();

function failing(message: string, seconds = 0): asyncio.Coroutine<never> {
  return asyncio.coroutine(async function failing(): Promise<never> {
    await asyncio.sleep(seconds);
    throw new asyncio.ValueError(message);
  })();
}

/** Fails once the others have had their turn so many times. */
function failing_after(times: number, message: string): asyncio.Coroutine<never> {
  return asyncio.coroutine(async function failing(): Promise<never> {
    await turns(times);
    throw new asyncio.ValueError(message);
  })();
}

/** How many callbacks hang on a future, as its repr tells. */
const callbacks = (future: asyncio.Future): number => future._callbacks.length;

describe("sleep", () => {
  in_loop("hands its result back as it is, by place or by keyword", async () => {
    const result = {};
    expect(await asyncio.sleep(0, result)).toBe(result);
    expect(await asyncio.sleep(0.001, result)).toBe(result);
    expect(await asyncio.sleep({ delay: 0, result })).toBe(result);
    expect(await asyncio.sleep(0)).toBe(undefined);
  });

  in_loop("gives way exactly once where it is zero or less", async () => {
    for (const delay of [0, -1, Number.NEGATIVE_INFINITY]) {
      const log: string[] = [];
      asyncio.get_running_loop().call_soon(() => {
        log.push("first turn");
        asyncio.get_running_loop().call_soon(() => log.push("second turn"));
      });
      await asyncio.sleep(delay);
      expect(log).toEqual(["first turn"]);
      await asyncio.sleep(0);
      expect(log).toEqual(["first turn", "second turn"]);
    }
  });

  in_loop("never returns early, by the loop's own clock", async () => {
    const loop = asyncio.get_running_loop();
    for (const seconds of [0.0001, 0.001, 0.0015]) {
      const start = loop.time();
      await asyncio.sleep(seconds);
      expect(loop.time() - start).toBeGreaterThanOrEqual(seconds);
    }
  });

  in_loop("takes times that Node's own timers cannot", async () => {
    const task = asyncio.create_task(asyncio.sleep(1e9));
    const for_ever = asyncio.create_task(asyncio.sleep(Number.POSITIVE_INFINITY));
    await asyncio.sleep(0.005);
    expect([task.done(), for_ever.done()]).toEqual([false, false]);
    task.cancel();
    for_ever.cancel();
    await asyncio.wait([task, for_ever]);
  });

  in_loop("is a coroutine like any other: not begun before it is awaited, and awaited once", async () => {
    const coro = asyncio.sleep(0, "slept");
    expect(asyncio.iscoroutine(coro)).toBe(true);
    expect(asyncio.repr(coro)).toMatch(/^<coroutine object sleep at 0x/);
    expect(await coro).toBe("slept");
    expect(await error_of(coro)).toEqual(new asyncio.RuntimeError("cannot reuse already awaited coroutine"));
  });
});

describe("gather", () => {
  in_loop("is a future of the results, in the order of its arguments", async () => {
    const gathered = asyncio.gather(
      asyncio.sleep(0.002, "a"),
      asyncio.sleep(0, "b"),
      asyncio.sleep(0.001, "c"),
    );
    expect(asyncio.isfuture(gathered)).toBe(true);
    expect(await gathered).toEqual(["a", "b", "c"]);
    expect(await asyncio.gather()).toEqual([]);
  });

  in_loop("takes what it is given: futures as they are, and one of the same only once", async () => {
    const result = {};
    const task = asyncio.create_task(asyncio.sleep(0, result));
    const future = new_future<object>();
    const gathered = asyncio.gather(task, future, task, Promise.resolve(1), async () => 2);
    expect(asyncio.all_tasks().has(task)).toBe(true);
    future.set_result(result);
    const results = await gathered;
    expect(results).toEqual([result, result, result, 1, 2]);
    expect(results[0]).toBe(result);
  });

  in_loop("makes a new array for each who awaits it no more than a new one for the first", async () => {
    const gathered = asyncio.gather(asyncio.sleep(0, 1));
    const results = await gathered;
    expect(await gathered).toBe(results);
    expect(gathered.result()).toBe(results);
  });

  in_loop("fails with the first error, and leaves the others running", async () => {
    const gate = new asyncio.Event();
    const slow = asyncio.create_task(gate.wait());
    const never_told = asyncio.create_task(async () => {
      await gate.wait();
      throw new asyncio.ValueError("second");
    });
    expect(await error_of(asyncio.gather(slow, failing("first"), never_told))).toEqual(
      new asyncio.ValueError("first"),
    );
    expect([slow.done(), never_told.done()]).toEqual([false, false]);
    gate.set();
    expect(await slow).toBe(true);
    await asyncio.wait([never_told]);
  });

  in_loop("makes results of errors, cancellations among them, where it is told to", async () => {
    const gone = asyncio.create_task(asyncio.sleep(10));
    asyncio.get_running_loop().call_soon(() => gone.cancel());
    const results = await asyncio.gather(asyncio.sleep(0, 1), failing("no"), gone, {
      return_exceptions: true,
    });
    expect(results).toEqual([1, new asyncio.ValueError("no"), new asyncio.CancelledError("")]);
  });

  in_loop("cancels what is not done, once, and says so", async () => {
    const done = asyncio.create_task(asyncio.sleep(0, "done"));
    const open = [1, 2].map(() => asyncio.create_task(asyncio.sleep(10)));
    const gathered = asyncio.gather(done, ...open);
    await turns(3);
    expect(gathered.cancel("all")).toBe(true);
    expect(await error_of(gathered)).toEqual(new asyncio.CancelledError("all"));
    expect([done, ...open].map(outcome)).toEqual(["done", "cancelled", "cancelled"]);
    expect(gathered.cancel()).toBe(false);
  });

  in_loop("is cancelled by the task that awaits it, with all that it gathers", async () => {
    const children = [1, 2].map(() => asyncio.create_task(asyncio.sleep(10)));
    const parent = asyncio.create_task(async () => await asyncio.gather(...children));
    await asyncio.sleep(0);
    parent.cancel();
    await asyncio.wait([parent]);
    expect([parent, ...children].map(outcome)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  in_loop("lets the failures of those that come late pass unheard", async () => {
    const late = asyncio.create_task(failing_after(5, "late"));
    const gathered = asyncio.gather(failing("first"), late);
    expect(await error_of(gathered)).toEqual(new asyncio.ValueError("first"));
    await asyncio.wait([late]);
  });

  in_loop("takes a thousand", async () => {
    const many = Array.from({ length: 1000 }, (_, n) => asyncio.sleep(0, n));
    expect((await asyncio.gather(...many)).reduce((sum, n) => sum + n, 0)).toBe(499_500);
  });
});

describe("wait", () => {
  in_loop("gives sets of the very objects that it was given, in their order", async () => {
    const futures = [new_future(), new_future(), new_future()];
    const [first, second, third] = futures;
    third?.set_result();
    first?.set_result();
    const [done, pending] = await asyncio.wait(futures, { timeout: 0 });
    expect(done).toBeInstanceOf(Set);
    expect([...done]).toEqual([first, third]);
    expect([...pending]).toEqual([second]);
    second?.cancel();
  });

  in_loop("takes any iterable, and each future once", async () => {
    const task = asyncio.create_task(asyncio.sleep(0));
    function* twice(): Generator<asyncio.Task> {
      yield task;
      yield task;
    }
    const [done] = await asyncio.wait(twice());
    expect([...done]).toEqual([task]);
    expect([...(await asyncio.wait(new Set([task])))[0]]).toEqual([task]);
  });

  in_loop("returns when the first is done, or the first has failed", async () => {
    const tasks = (): asyncio.Task[] => [
      asyncio.create_task(asyncio.sleep(0)),
      asyncio.create_task(failing_after(5, "failed")),
      asyncio.create_task(asyncio.sleep(10)),
    ];
    for (const [return_when, count] of [
      [asyncio.FIRST_COMPLETED, 1],
      [asyncio.FIRST_EXCEPTION, 2],
    ] as const) {
      const all = tasks();
      const [done, pending] = await asyncio.wait(all, { return_when });
      expect([done.size, pending.size]).toEqual([count, 3 - count]);
      for (const task of pending) task.cancel();
      await asyncio.wait(all);
      all[1]?.cancelled() || all[1]?.exception();
    }
  });

  in_loop("does not look at exceptions: they stay to be retrieved", async () => {
    const task = asyncio.create_task(failing("mine"));
    const [done] = await asyncio.wait([task]);
    expect([...done][0]?.exception()).toEqual(new asyncio.ValueError("mine"));
  });

  in_loop("cancels nothing, neither in time nor when it is cancelled itself", async () => {
    const task = asyncio.create_task(asyncio.sleep(0.005, "slept"));
    await asyncio.wait([task], { timeout: 0 });
    const waiter = asyncio.create_task(asyncio.wait([task]));
    await asyncio.sleep(0);
    waiter.cancel();
    await asyncio.wait([waiter]);
    expect(waiter.cancelled()).toBe(true);
    expect(await task).toBe("slept");
  });

  in_loop("leaves no callback behind on what is not done", async () => {
    const future = new_future();
    for (const options of [{ timeout: 0 }, { timeout: 0.001 }]) await asyncio.wait([future], options);
    const quick = asyncio.create_task(asyncio.sleep(0));
    await asyncio.wait([future, quick], { return_when: asyncio.FIRST_COMPLETED });
    const cancelled = asyncio.create_task(asyncio.wait([future]));
    await asyncio.sleep(0);
    expect(callbacks(future)).toBe(1);
    cancelled.cancel();
    await asyncio.wait([cancelled]);
    expect(callbacks(future)).toBe(0);
    future.cancel();
  });
});

describe("wait_for", () => {
  in_loop("runs a coroutine in the task that waits, and leaves a task to be one", async () => {
    const me = current();
    const is_mine = asyncio.coroutine(async () => asyncio.current_task() === me);
    expect(await asyncio.wait_for(is_mine(), 1)).toBe(true);
    expect(await asyncio.wait_for(is_mine, 1)).toBe(true);
    expect(await asyncio.wait_for(asyncio.create_task(is_mine()), 1)).toBe(false);
    expect(await asyncio.wait_for(is_mine(), { timeout: null })).toBe(true);
  });

  in_loop("has the one who waits too long clean up before it throws", async () => {
    const log: string[] = [];
    const slow = asyncio.coroutine(async () => {
      try {
        await asyncio.sleep(10);
      } finally {
        await asyncio.sleep(0.001);
        log.push("cleaned up");
      }
    });
    const error = await error_of(asyncio.wait_for(slow(), 0.001));
    log.push((error as Error).name);
    expect(log).toEqual(["cleaned up", "TimeoutError"]);
    expect((error as Error).cause).toBeInstanceOf(asyncio.CancelledError);
    expect(current().cancelling()).toBe(0);
  });

  in_loop("gives the result of one that answers the cancellation with it", async () => {
    const stubborn = asyncio.coroutine(async () => {
      try {
        await asyncio.sleep(10);
      } catch {
        return "in spite of it";
      }
      return "never";
    });
    expect(await asyncio.wait_for(stubborn(), 0.001)).toBe("in spite of it");
  });

  in_loop("asks no time of one that is done, and gives none to others where it has none", async () => {
    const done = new_future<string>();
    done.set_result("done");
    expect(await asyncio.wait_for(done, 0)).toBe("done");
    const task = asyncio.create_task(asyncio.sleep(0));
    expect(await error_of(asyncio.wait_for(task, 0))).toBeInstanceOf(asyncio.TimeoutError);
    expect(task.cancelled()).toBe(true);
  });

  in_loop("leaves the callbacks of a future as they were", async () => {
    const future = new_future();
    const shielded = asyncio.shield(future);
    expect(await error_of(asyncio.wait_for(shielded, 0.001))).toBeInstanceOf(asyncio.TimeoutError);
    await asyncio.sleep(0);
    expect(callbacks(future)).toBe(0);
    future.cancel();
  });
});

describe("shield", () => {
  in_loop("is the future itself where that is done", async () => {
    const future = new_future<string>();
    future.set_result("done");
    expect(asyncio.shield(future)).toBe(future);
  });

  in_loop("hands on results, errors and cancellations from inside", async () => {
    const [result, gone] = [{}, asyncio.create_task(asyncio.sleep(10))];
    expect(await asyncio.shield(asyncio.sleep(0, result))).toBe(result);
    expect(await error_of(asyncio.shield(failing("inside")))).toEqual(new asyncio.ValueError("inside"));
    const shielded = asyncio.shield(gone);
    await asyncio.sleep(0);
    gone.cancel();
    expect(await error_of(shielded)).toBeInstanceOf(asyncio.CancelledError);
  });

  in_loop(
    "keeps cancellations from outside away, and lets the inside's later failure pass unheard",
    async () => {
      const inner = asyncio.create_task(failing_after(2, "unheard"));
      const outer = asyncio.shield(inner);
      expect(outer.cancel()).toBe(true);
      await asyncio.wait([inner]);
      expect(inner.exception()).toEqual(new asyncio.ValueError("unheard"));
    },
  );

  in_loop("takes its callback from the inside when the outside is cancelled", async () => {
    const inner = new_future();
    const outer = asyncio.shield(inner);
    expect(callbacks(inner)).toBe(1);
    outer.cancel();
    await asyncio.sleep(0);
    expect(callbacks(inner)).toBe(0);
    inner.cancel();
  });
});

describe("as_completed", () => {
  in_loop("gives coroutines of the results to `for`, in the order of their coming", async () => {
    const seen: unknown[] = [];
    for (const next of asyncio.as_completed([
      asyncio.sleep(0.003, "c"),
      asyncio.sleep(0, "a"),
      asyncio.sleep(0.001, "b"),
    ])) {
      expect(asyncio.iscoroutine(next)).toBe(true);
      seen.push(await next);
    }
    expect(seen).toEqual(["a", "b", "c"]);
  });

  in_loop("gives the futures and tasks that it was given to `for await`, done", async () => {
    const tasks = [0.001, 0].map((seconds) => asyncio.create_task(asyncio.sleep(seconds, seconds)));
    const future = new_future<number>();
    future.set_result(5);
    const seen: asyncio.Future[] = [];
    for await (const each of asyncio.as_completed([...tasks, future])) {
      expect(each.done()).toBe(true);
      seen.push(each);
    }
    expect(seen[0]).toBe(future);
    expect(seen[1]).toBe(tasks[1]);
    expect(seen[2]).toBe(tasks[0]);
  });

  in_loop("goes on after a break where it was, in either way", async () => {
    const results = asyncio.as_completed(
      [0, 0.001, 0.002, 0.003].map((seconds, n) => asyncio.sleep(seconds, n)),
    );
    const seen: unknown[] = [];
    for (const next of results) {
      seen.push(await next);
      break;
    }
    for await (const task of results) {
      seen.push(task.result());
      break;
    }
    for (const next of results) seen.push(await next);
    expect(seen).toEqual([0, 1, 2, 3]);
    for (const _ of results) expect.unreachable();
  });

  in_loop("throws the errors of those that fail at their own turn", async () => {
    const seen: unknown[] = [];
    for (const next of asyncio.as_completed([failing("first"), asyncio.sleep(0.001, "second")])) {
      seen.push(await (async () => await next)().catch((error: Error) => error.message));
    }
    expect(seen).toEqual(["first", "second"]);
  });

  in_loop("throws TimeoutError for all that are late, and cancels none", async () => {
    const late = [new_future(), new_future()];
    const errors: unknown[] = [];
    for (const next of asyncio.as_completed(late, { timeout: 0.001 })) {
      await (async () => await next)().catch((error) => errors.push(error));
    }
    expect(errors).toEqual([new asyncio.TimeoutError(), new asyncio.TimeoutError()]);
    expect(late.map((future) => future.done())).toEqual([false, false]);
    expect(late.map(callbacks)).toEqual([0, 0]);
    for (const future of late) future.cancel();
  });
});

describe("what was waited for", () => {
  in_loop("is garbage afterwards, whatever waited", async () => {
    const ways: ((task: asyncio.Task<object>) => PromiseLike<unknown>)[] = [
      (task) => asyncio.gather(task, asyncio.sleep(0)),
      (task) => asyncio.wait([task]),
      (task) => asyncio.wait_for(task, 10),
      (task) => asyncio.shield(task),
      (task) => [...asyncio.as_completed([task], { timeout: 10 })][0] as PromiseLike<unknown>,
    ];
    for (const wait of ways) {
      const freed = await is_garbage(async () => {
        const task = asyncio.create_task(asyncio.sleep(0, {}));
        await wait(task);
        return [task];
      });
      expect(freed).toBe(true);
    }
  });

  in_loop("is garbage though the timer of its limit is still far away", async () => {
    const freed = await is_garbage(async () => {
      const held = {};
      await asyncio.wait_for(asyncio.sleep(0, held), 3600);
      await asyncio.wait([asyncio.create_task(asyncio.sleep(0, held))], { timeout: 3600 });
      return [held];
    });
    expect(freed).toBe(true);
  });
});
