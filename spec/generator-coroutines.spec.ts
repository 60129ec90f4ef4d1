import * as asyncio from "asyncio-node";
import { describe, expect, it } from "vitest";
import { in_loop, run_in_loop, turns } from "./support/in-loop.js";

const variable = new asyncio.ContextVar("variable", { default: "none" });

/** Who runs this code, as user code sees it. */
function here(): string {
  return `${asyncio.current_task()?.get_name()} ${variable.get()}`;
}

/** Starts a task that says by `here()` that it is `name`. */
function start<T>(name: string, work: () => PromiseLike<T>): asyncio.Task<T> {
  return asyncio.create_task(
    async () => {
      variable.set(name);
      return await work();
    },
    { name },
  );
}

describe("a coroutine of the library's own", () => {
  in_loop("is a coroutine", async () => {
    const lock = new asyncio.Lock();
    const acquiring = lock.acquire();
    expect(asyncio.iscoroutine(acquiring)).toBe(true);
    expect(acquiring.__qualname__).toBe("Lock.acquire");
    expect(acquiring.__name__).toBe("acquire");
    acquiring.close();
    await expect(acquiring).rejects.toThrow("cannot reuse already awaited coroutine");
    expect(lock.locked()).toBe(false);
  });

  in_loop("can be awaited once, whether it has waited or not", async () => {
    const reuse = new asyncio.RuntimeError("cannot reuse already awaited coroutine");
    const queue = new asyncio.Queue<number>();
    const at_once = queue.put(1);
    await at_once;
    await expect(at_once).rejects.toThrow(reuse);
    const waiting = start("a", async () => {
      await queue.get();
      const later = queue.get();
      await later;
      await later;
    });
    await turns(2);
    queue.put_nowait(2);
    await expect(waiting).rejects.toThrow(reuse);
  });

  in_loop("says when somebody else awaits it already", async () => {
    const event = new asyncio.Event();
    const waiting = event.wait();
    const first = start("a", () => waiting);
    await turns(1);
    await expect(start("b", () => waiting)).rejects.toThrow(
      new asyncio.RuntimeError("coroutine is being awaited already"),
    );
    event.set();
    expect(await first).toBe(true);
    await expect(waiting).rejects.toThrow("cannot reuse already awaited coroutine");
  });

  in_loop("can be a task", async () => {
    const queue = new asyncio.Queue<number>();
    const tasks = [asyncio.create_task(queue.get()), asyncio.create_task(queue.get())];
    await turns(1);
    expect(asyncio.repr(tasks[0])).toContain("coro=<Queue.get() running at ");
    expect(asyncio.repr(tasks[0])).toContain("wait_for=<Future pending cb=[Task.task_wakeup()]");
    tasks[0]?.cancel("why");
    queue.put_nowait(1);
    expect(await tasks[1]).toBe(1);
    await expect(tasks[0]).rejects.toThrow(new asyncio.CancelledError("why"));
  });

  in_loop("can be waited for twice at once by one task", async () => {
    const semaphore = new asyncio.Semaphore(1);
    const both = start("a", () =>
      Promise.all([semaphore.acquire(), semaphore.acquire(), semaphore.acquire()]),
    );
    await turns(2);
    semaphore.release();
    await turns(1);
    expect(both.done()).toBe(false);
    semaphore.release();
    expect(await both).toEqual([true, true, true]);
  });

  in_loop("has all waits of one task end when that is cancelled", async () => {
    const lock = new asyncio.Lock();
    await lock.acquire();
    const both = start("a", () => Promise.allSettled([lock.acquire(), lock.acquire()]));
    await turns(2);
    both.cancel();
    const outcomes = await both;
    expect(outcomes.map((each) => each.status)).toEqual(["rejected", "rejected"]);
    expect(String(lock)).toContain("[locked]");
  });

  in_loop(
    "settles the promise of who passes both functions to then(), and takes what they give or throw",
    async () => {
      const lock = new asyncio.Lock();
      expect(await new Promise((resolve, reject) => void lock.acquire().then(resolve, reject))).toBe(true);
      lock.release();
      const unexpected = (): never => expect.unreachable();
      expect(await lock.acquire().then((held) => [held], unexpected)).toEqual([true]);
      lock.release();
      const failed = lock.acquire().then(() => {
        throw new RangeError("of the callback");
      }, unexpected);
      await expect(failed).rejects.toThrow(new RangeError("of the callback"));
    },
  );

  in_loop("calls a function that then() is given by itself later, never at once", async () => {
    const log: string[] = [];
    const lock = new asyncio.Lock();
    const chained = lock.acquire().then(() => log.push("acquired"));
    log.push("first");
    await chained;
    expect(log).toEqual(["first", "acquired"]);
    const waiting = lock.acquire().then(() => {
      throw new asyncio.ValueError("boom");
    });
    lock.release();
    await expect(waiting).rejects.toThrow("boom");
  });

  it("drives the loop when native code awaits it", async () => {
    const queue = new asyncio.Queue<number>(1);
    await queue.put(1);
    const [, got] = await Promise.all([queue.put(2), queue.get()]);
    expect(got).toBe(1);
    expect(await queue.get()).toBe(2);
  });

  it("waits in its own loop only", async () => {
    const event = new asyncio.Event();
    await run_in_loop(async () => {
      const waiting = start("a", () => event.wait());
      await turns(1);
      event.set();
      await waiting;
      event.clear();
    });
    await run_in_loop(async () => {
      await expect(event.wait()).rejects.toThrow("is bound to a different event loop");
    });
  });
});

describe("what a user has written runs as the task that waits", () => {
  in_loop("in a subclass of Queue", async () => {
    const log: string[] = [];
    class Told extends asyncio.Queue<number> {
      protected override _get(): number {
        log.push(`get ${here()}`);
        return super._get();
      }
      protected override _put(item: number): void {
        log.push(`put ${here()}`);
        super._put(item);
      }
    }
    const queue = new Told(1);
    const getter = start("getter", () => queue.get());
    const putter = start("putter", async () => {
      await queue.put(1);
      await queue.put(2);
      await queue.put(3);
    });
    await getter;
    await turns(2);
    await start("other", () => queue.get());
    await putter;
    expect(log).toEqual([
      "put putter putter",
      "get getter getter",
      "put putter putter",
      "get other other",
      "put putter putter",
    ]);
  });

  in_loop("in the comparison of a PriorityQueue", async () => {
    const log: string[] = [];
    class Item {
      __lt__(): boolean {
        log.push(here());
        return false;
      }
    }
    const queue = new asyncio.PriorityQueue<Item>(2);
    queue.put_nowait(new Item());
    queue.put_nowait(new Item());
    const putter = start("putter", () => queue.put(new Item()));
    await turns(1);
    log.length = 0;
    await start("getter", () => queue.get());
    await putter;
    expect(log).toEqual(["putter putter"]);
  });

  in_loop("in a condition's predicate and lock", async () => {
    const log: string[] = [];
    class Told extends asyncio.Lock {
      override acquire(): asyncio.Coroutine<true> {
        log.push(`acquire ${here()}`);
        return super.acquire();
      }
    }
    const condition = new asyncio.Condition(new Told());
    let ready = false;
    const waiting = start("waiter", () =>
      asyncio.async_with(condition, () =>
        condition.wait_for(() => {
          log.push(`ask ${here()}`);
          return ready;
        }),
      ),
    );
    await turns(3);
    await start("notifier", () =>
      asyncio.async_with(condition, async () => {
        ready = true;
        condition.notify();
      }),
    );
    await waiting;
    expect(log).toEqual([
      "acquire waiter waiter",
      "ask waiter waiter",
      "acquire notifier notifier",
      "acquire waiter waiter",
      "ask waiter waiter",
    ]);
  });

  in_loop("after every wait", async () => {
    const lock = new asyncio.Lock();
    const event = new asyncio.Event();
    const barrier = new asyncio.Barrier(2);
    const condition = new asyncio.Condition();
    const queue = new asyncio.Queue<number>(1);
    const work = (name: string): asyncio.Task<void> =>
      start(name, async () => {
        const check = (): void => expect(here()).toBe(`${name} ${name}`);
        await asyncio.async_with(lock, async () => {
          await asyncio.sleep(0);
          check();
        });
        check();
        await event.wait();
        check();
        await barrier.wait();
        check();
        await asyncio.async_with(condition, async () => {
          condition.notify_all();
          // The last to come to the barrier is the first to leave.
          if (name === "b") await condition.wait();
          check();
        });
        if (name === "a") for (let i = 0; i < 3; i += 1) await queue.put(i);
        else for (let i = 0; i < 3; i += 1) await queue.get();
        check();
      });
    const tasks = [work("a"), work("b")];
    await turns(6);
    event.set();
    await asyncio.gather(...tasks);
  });
});
