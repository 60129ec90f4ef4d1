import * as asyncio from "asyncio-node";
import { describe, expect, expectTypeOf, it } from "vitest";
import { in_loop, outcome, run_in_loop, turns } from "./support/in-loop.js";

/** A repr without its address. */
function shown(value: unknown): string {
  return asyncio.repr(value).replace(/0x[0-9a-f]+/, "0x");
}

/** Starts one task for each name, which does `work` and then writes its name. */
function start<T>(names: string, log: string[], work: () => PromiseLike<T>): asyncio.Task<T>[] {
  return [...names].map((name) =>
    asyncio.create_task(async () => {
      const result = await work();
      log.push(name);
      return result;
    }),
  );
}

describe("Lock", () => {
  in_loop("is taken and freed", async () => {
    const lock = new asyncio.Lock();
    expect(lock.locked()).toBe(false);
    expect(await lock.acquire()).toBe(true);
    expect(lock.locked()).toBe(true);
    expect(lock.release()).toBe(undefined);
    expect(lock.locked()).toBe(false);
  });

  in_loop("shows its state and who waits", async () => {
    const lock = new asyncio.Lock();
    expect(shown(lock)).toBe("<asyncio.locks.Lock object at 0x [unlocked]>");
    await lock.acquire();
    expect(shown(lock)).toBe("<asyncio.locks.Lock object at 0x [locked]>");
    const tasks = start("ab", [], () => lock.acquire());
    await turns(1);
    expect(shown(lock)).toBe("<asyncio.locks.Lock object at 0x [locked, waiters:2]>");
    expect(`${lock}`).toBe(asyncio.repr(lock));
    lock.release();
    await turns(1);
    lock.release();
    await asyncio.gather(...tasks);
  });

  in_loop("serves first come, first served", async () => {
    const lock = new asyncio.Lock();
    const log: string[] = [];
    await lock.acquire();
    const tasks = start("abc", log, () => lock.acquire());
    await turns(1);
    for (const expected of ["a", "ab", "abc"]) {
      lock.release();
      await turns(1);
      expect(log.join("")).toBe(expected);
      expect(lock.locked()).toBe(true);
    }
    expect(tasks.map(outcome)).toEqual([true, true, true]);
  });

  in_loop("is not taken by a newcomer over the head of one who was woken", async () => {
    const lock = new asyncio.Lock();
    const log: string[] = [];
    await lock.acquire();
    const [first] = start("a", log, () => lock.acquire());
    await turns(1);
    lock.release();
    const [second] = start("b", log, () => lock.acquire());
    await first;
    expect(log).toEqual(["a"]);
    lock.release();
    await second;
    lock.release();
  });

  in_loop("may be taken at once where all who wait are cancelled", async () => {
    const lock = new asyncio.Lock();
    await lock.acquire();
    const [waiting] = start("a", [], () => lock.acquire());
    await turns(1);
    waiting?.cancel();
    lock.release();
    expect(await lock.acquire()).toBe(true);
    await turns(1);
    expect(waiting?.cancelled()).toBe(true);
    expect(lock.locked()).toBe(true);
  });

  in_loop("passes the wake-up on when the one who was woken is cancelled", async () => {
    const lock = new asyncio.Lock();
    const log: string[] = [];
    await lock.acquire();
    const tasks = start("abc", log, () => lock.acquire());
    await turns(1);
    lock.release();
    tasks[0]?.cancel();
    await turns(2);
    expect(log).toEqual(["b"]);
    tasks[2]?.cancel();
    await turns(1);
    expect(tasks.map(outcome)).toEqual(["cancelled", true, "cancelled"]);
    expect(shown(lock)).toContain("[locked]");
  });

  in_loop("stays with its holder when one who waits is cancelled", async () => {
    const lock = new asyncio.Lock();
    await lock.acquire();
    const tasks = start("ab", [], () => lock.acquire());
    await turns(1);
    tasks[0]?.cancel();
    await turns(2);
    expect(tasks.map(outcome)).toEqual(["cancelled", "pending"]);
    lock.release();
    await turns(1);
    expect(tasks.map(outcome)).toEqual(["cancelled", true]);
  });

  in_loop("cannot be freed when nobody holds it", async () => {
    expect(() => new asyncio.Lock().release()).toThrow(new asyncio.RuntimeError("Lock is not acquired."));
  });

  in_loop("is held over a block, and freed after an error", async () => {
    const lock = new asyncio.Lock();
    expect(await asyncio.async_with(lock, async (nothing) => [nothing, lock.locked()])).toEqual([
      undefined,
      true,
    ]);
    const fail = asyncio.async_with(lock, async () => {
      throw new Error("boom");
    });
    await expect(fail).rejects.toThrow("boom");
    expect(lock.locked()).toBe(false);
  });

  in_loop("does nothing before acquire() is awaited", async () => {
    const lock = new asyncio.Lock();
    const acquiring = lock.acquire();
    expect(asyncio.repr(acquiring)).toMatch(/^<coroutine object Lock\.acquire at 0x[0-9a-f]+>$/);
    expect(lock.locked()).toBe(false);
    await acquiring;
    expect(lock.locked()).toBe(true);
  });

  in_loop("may be subclassed, and enters by the subclass's acquire", async () => {
    const log: string[] = [];
    class Loud extends asyncio.Lock {
      override acquire(): asyncio.Coroutine<true> {
        log.push("acquire");
        return super.acquire();
      }
    }
    const lock = new Loud();
    await asyncio.async_with(lock, async () => expect(lock.locked()).toBe(true));
    expect(log).toEqual(["acquire"]);
    expect(shown(lock)).toBe("<Loud object at 0x [unlocked]>");
  });

  it("takes no arguments", () => {
    const Lock = asyncio.Lock as new (...args: unknown[]) => asyncio.Lock;
    expect(() => new Lock(1)).toThrow("Lock.__init__() takes 1 positional argument but 2 were given");
    expect(() => new Lock({ loop: null })).toThrow(
      "Lock.__init__() got an unexpected keyword argument 'loop'",
    );
    const Event = asyncio.Event as new (...args: unknown[]) => asyncio.Event;
    expect(() => new Event(1)).toThrow(TypeError);
  });

  it("belongs to the first loop in which somebody waits for it", async () => {
    const lock = new asyncio.Lock();
    const contend = async (): Promise<void> => {
      await lock.acquire();
      const [waiting] = start("a", [], () => lock.acquire());
      await turns(1);
      lock.release();
      await waiting;
      lock.release();
    };
    await run_in_loop(async () => void (await asyncio.async_with(lock, async () => {})));
    await run_in_loop(contend);
    await run_in_loop(async () => {
      await expect(contend()).rejects.toThrow(
        /^<asyncio\.locks\.Lock object at 0x[0-9a-f]+ \[locked\]> is bound to a different event loop$/,
      );
    });
  });

  it("removes ten thousand waiters from its middle without delay", () =>
    run_in_loop(async () => {
      const lock = new asyncio.Lock();
      await lock.acquire();
      const tasks = Array.from({ length: 10_000 }, () => asyncio.create_task(lock.acquire()));
      await turns(1);
      for (const task of tasks.slice(1).reverse()) task.cancel();
      await turns(2);
      expect(shown(lock)).toContain("[locked, waiters:1]");
      lock.release();
      await tasks[0];
    }));
});

describe("Event", () => {
  in_loop("wakes all who wait, in order", async () => {
    const event = new asyncio.Event();
    const log: string[] = [];
    expect(event.is_set()).toBe(false);
    const tasks = start("abc", log, () => event.wait());
    await turns(1);
    expect(shown(event)).toBe("<asyncio.locks.Event object at 0x [unset, waiters:3]>");
    expect(log).toEqual([]);
    event.set();
    expect(event.is_set()).toBe(true);
    await turns(1);
    expect(log).toEqual(["a", "b", "c"]);
    expect(tasks.map(outcome)).toEqual([true, true, true]);
    expect(shown(event)).toBe("<asyncio.locks.Event object at 0x [set]>");
  });

  in_loop("does not make one wait who comes when it is set", async () => {
    const event = new asyncio.Event();
    event.set();
    const log: string[] = [];
    const [other] = start("other", log, () => asyncio.sleep(0));
    expect(await event.wait()).toBe(true);
    expect(log).toEqual([]);
    await other?.cancel();
    await turns(1);
  });

  in_loop("wakes also when it is cleared at once", async () => {
    const event = new asyncio.Event();
    const tasks = start("ab", [], () => event.wait());
    await turns(1);
    event.set();
    event.clear();
    await turns(1);
    expect(tasks.map(outcome)).toEqual([true, true]);
    expect(event.is_set()).toBe(false);
  });

  in_loop("forgets who is cancelled", async () => {
    const event = new asyncio.Event();
    const tasks = start("ab", [], () => event.wait());
    await turns(1);
    tasks[0]?.cancel();
    await turns(1);
    expect(shown(event)).toContain("[unset, waiters:1]");
    event.set();
    await turns(1);
    expect(tasks.map(outcome)).toEqual(["cancelled", true]);
  });
});

describe("Condition", () => {
  in_loop("wakes as many as it is told, in order, each with the lock held", async () => {
    const condition = new asyncio.Condition();
    const log: string[] = [];
    const tasks = start("abcd", log, () =>
      asyncio.async_with(condition, async () => {
        const result = await condition.wait();
        expect(condition.locked()).toBe(true);
        return result;
      }),
    );
    await turns(2);
    expect(shown(condition)).toBe("<asyncio.locks.Condition object at 0x [unlocked, waiters:4]>");
    await condition.acquire();
    condition.notify();
    condition.notify({ n: 2 });
    await turns(3);
    expect(log).toEqual([]);
    condition.release();
    await turns(5);
    expect(log).toEqual(["a", "b", "c"]);
    await asyncio.async_with(condition, async () => condition.notify_all());
    await turns(3);
    expect(tasks.map(outcome)).toEqual([true, true, true, true]);
  });

  in_loop("needs the lock to wait and to notify", async () => {
    const condition = new asyncio.Condition();
    const wait = new asyncio.RuntimeError("cannot wait on un-acquired lock");
    const notify = new asyncio.RuntimeError("cannot notify on un-acquired lock");
    await expect(condition.wait()).rejects.toThrow(wait);
    await expect(condition.wait_for(() => false)).rejects.toThrow(wait);
    expect(await condition.wait_for(() => 7)).toBe(7);
    expect(() => condition.notify()).toThrow(notify);
    expect(() => condition.notify_all()).toThrow(notify);
    expect(() => condition.release()).toThrow(new asyncio.RuntimeError("Lock is not acquired."));
  });

  in_loop("waits for what a predicate says", async () => {
    const condition = new asyncio.Condition();
    let value = 0;
    const waiting = asyncio.create_task(
      asyncio.async_with(condition, () => condition.wait_for(() => value > 1 && `value ${value}`)),
    );
    for (const next of [1, 2]) {
      await turns(3);
      expect(waiting.done()).toBe(false);
      await asyncio.async_with(condition, async () => {
        value = next;
        condition.notify();
      });
    }
    expect(await waiting).toBe("value 2");
  });

  in_loop("takes its arguments as keywords too, and refuses wrong ones", async () => {
    const lock = new asyncio.Lock();
    const condition = new asyncio.Condition({ lock });
    await lock.acquire();
    expect(condition.locked()).toBe(true);
    expect(await condition.wait_for({ predicate: () => true })).toBe(true);
    condition.notify(0);
    expect(() => condition.notify("x" as unknown as number)).toThrow(TypeError);
    await expect(condition.wait_for(3 as unknown as () => boolean)).rejects.toThrow(
      "'int' object is not callable",
    );
    condition.release();
    expect(lock.locked()).toBe(false);
    expect(() => new asyncio.Condition("x" as unknown as asyncio.Lock)).toThrow(
      new TypeError("'str' object has no attribute 'locked'"),
    );
    expect(() => new asyncio.Condition({ loop: null } as unknown as asyncio.Lock)).toThrow(
      "Condition.__init__() got an unexpected keyword argument 'loop'",
    );
  });

  in_loop("may share its lock with another one", async () => {
    const lock = new asyncio.Lock();
    const [a, b] = [new asyncio.Condition(lock), new asyncio.Condition(lock)];
    const log: string[] = [];
    const waiting = [a, b].flatMap((c, i) =>
      start("ab"[i] ?? "", log, () => asyncio.async_with(c, () => c.wait())),
    );
    await turns(2);
    await asyncio.async_with(lock, async () => b.notify());
    await turns(3);
    expect(log).toEqual(["b"]);
    await asyncio.async_with(a, async () => a.notify());
    await asyncio.gather(...waiting);
  });

  in_loop("takes the lock again before it tells of a cancellation", async () => {
    const condition = new asyncio.Condition();
    const waiting = asyncio.create_task(async () => {
      await condition.acquire();
      try {
        await condition.wait();
      } finally {
        expect(condition.locked()).toBe(true);
        condition.release();
      }
    });
    await turns(1);
    await condition.acquire();
    waiting.cancel("first");
    await turns(2);
    waiting.cancel("second");
    await turns(2);
    expect(waiting.done()).toBe(false);
    condition.release();
    await turns(2);
    await expect(waiting).rejects.toThrow(new asyncio.CancelledError("second"));
  });

  in_loop("gives the notification of one who is cancelled to another", async () => {
    const condition = new asyncio.Condition();
    const log: string[] = [];
    const tasks = start("ab", log, () => asyncio.async_with(condition, () => condition.wait()));
    await turns(2);
    await condition.acquire();
    condition.notify();
    await turns(1);
    tasks[0]?.cancel();
    condition.release();
    await turns(5);
    expect(tasks.map(outcome)).toEqual(["cancelled", true]);
    expect(condition.locked()).toBe(false);
  });
});

describe.each([
  ["Semaphore", asyncio.Semaphore],
  ["BoundedSemaphore", asyncio.BoundedSemaphore],
])("%s", (name, Kind) => {
  in_loop("lets as many in as it has room for", async () => {
    const semaphore = new Kind(2);
    expect(shown(semaphore)).toBe(`<asyncio.locks.${name} object at 0x [unlocked, value:2]>`);
    expect(await semaphore.acquire()).toBe(true);
    expect(semaphore.locked()).toBe(false);
    await semaphore.acquire();
    expect(semaphore.locked()).toBe(true);
    const log: string[] = [];
    const tasks = start("abc", log, () => semaphore.acquire());
    await turns(1);
    expect(shown(semaphore)).toBe(`<asyncio.locks.${name} object at 0x [locked, waiters:3]>`);
    semaphore.release();
    semaphore.release();
    await turns(1);
    expect(log).toEqual(["a", "b"]);
    expect(semaphore.locked()).toBe(true);
    semaphore.release();
    await turns(1);
    expect(tasks.map(outcome)).toEqual([true, true, true]);
  });

  in_loop("is locked while others wait, even where there is room", async () => {
    const semaphore = new Kind(1);
    await semaphore.acquire();
    const log: string[] = [];
    const first = start("a", log, () => semaphore.acquire());
    await turns(1);
    semaphore.release();
    expect(semaphore.locked()).toBe(true);
    const second = start("b", log, () => semaphore.acquire());
    await turns(2);
    expect(log).toEqual(["a"]);
    semaphore.release();
    await asyncio.gather(...first, ...second);
    expect(log).toEqual(["a", "b"]);
  });

  in_loop("gives the place of one who was woken and is cancelled to the next", async () => {
    const semaphore = new Kind(1);
    await semaphore.acquire();
    const tasks = start("abc", [], () => semaphore.acquire());
    await turns(1);
    semaphore.release();
    tasks[0]?.cancel();
    await turns(2);
    expect(tasks.map(outcome)).toEqual(["cancelled", true, "pending"]);
    tasks[2]?.cancel();
    await turns(1);
    expect(shown(semaphore)).toContain("[locked]");
    semaphore.release();
    expect(shown(semaphore)).toContain("[unlocked, value:1]");
  });

  in_loop("is held over a block", async () => {
    const semaphore = new Kind({ value: 1 });
    await asyncio.async_with(semaphore, async () => expect(semaphore.locked()).toBe(true));
    expect(semaphore.locked()).toBe(false);
  });

  it("refuses a value that cannot be counted down", () => {
    const make = (value: unknown) => () => new Kind(value as number);
    expect(make(-1)).toThrow(new asyncio.ValueError("Semaphore initial value must be >= 0"));
    expect(make("2")).toThrow(new TypeError("'<' not supported between instances of 'str' and 'int'"));
    expect(make(null)).toThrow(new TypeError("'<' not supported between instances of 'NoneType' and 'int'"));
    expect(make(1.5)).toThrow(new TypeError("'float' object cannot be interpreted as an integer"));
    expect(make(Number.NaN)).toThrow(TypeError);
    expect(make({ valu: 2 })).toThrow("Semaphore.__init__() got an unexpected keyword argument 'valu'");
    expect(new Kind(Number.POSITIVE_INFINITY).locked()).toBe(false);
    expect(new Kind(0).locked()).toBe(true);
  });
});

describe("Semaphore and BoundedSemaphore", () => {
  it("differ in whether they may be freed more often than they were taken", () => {
    const [free, bounded] = [new asyncio.Semaphore(), new asyncio.BoundedSemaphore()];
    free.release();
    expect(shown(free)).toContain("value:2");
    expect(() => bounded.release()).toThrow(
      new asyncio.ValueError("BoundedSemaphore released too many times"),
    );
  });
});

describe("Barrier", () => {
  in_loop("opens when all have come, and numbers them", async () => {
    const barrier = new asyncio.Barrier(3);
    expect([barrier.parties, barrier.n_waiting, barrier.broken]).toEqual([3, 0, false]);
    expect(shown(barrier)).toBe("<asyncio.locks.Barrier object at 0x [filling, waiters:0/3]>");
    const log: string[] = [];
    const tasks = start("abc", log, () => barrier.wait());
    await turns(1);
    expect(shown(barrier)).toBe("<asyncio.locks.Barrier object at 0x [draining, waiters:0/3]>");
    await asyncio.gather(...tasks);
    expect(tasks.map(outcome)).toEqual([0, 1, 2]);
    expect(log).toEqual(["c", "a", "b"]);
    expect(shown(barrier)).toBe("<asyncio.locks.Barrier object at 0x [filling, waiters:0/3]>");
  });

  in_loop("does so again and again", async () => {
    const barrier = new asyncio.Barrier({ parties: 2 });
    const rounds = start("ab", [], async () => [
      await barrier.wait(),
      await barrier.wait(),
      await barrier.wait(),
    ]);
    const numbers = await asyncio.gather(...rounds);
    for (let round = 0; round < 3; round += 1) {
      expect(new Set(numbers.map((each) => each[round]))).toEqual(new Set([0, 1]));
    }
  });

  in_loop("lets those who come while others leave wait for the next round", async () => {
    const barrier = new asyncio.Barrier(2);
    const tasks = start("abcde", [], () => barrier.wait());
    await turns(20);
    expect(tasks.filter((task) => task.done()).length).toBe(4);
    expect(barrier.n_waiting).toBe(1);
    await barrier.wait();
    await asyncio.gather(...tasks);
  });

  in_loop("counts one who is cancelled as gone", async () => {
    const barrier = new asyncio.Barrier(3);
    const tasks = start("ab", [], () => barrier.wait());
    await turns(1);
    expect(barrier.n_waiting).toBe(2);
    tasks[0]?.cancel();
    await turns(3);
    expect(barrier.n_waiting).toBe(1);
    expect(shown(barrier)).toContain("[filling, waiters:1/3]");
    await asyncio.gather(barrier.wait(), barrier.wait());
    // Its number is not given out again, as in CPython.
    expect(tasks.map(outcome)).toEqual(["cancelled", 1]);
  });

  in_loop("enters as a context manager with its number", async () => {
    const barrier = new asyncio.Barrier(2);
    const numbers = await asyncio.gather(
      asyncio.async_with(barrier, async (index) => index),
      asyncio.async_with(barrier, async (index) => index),
    );
    expect(numbers).toEqual([0, 1]);
  });

  in_loop("reset tells those who wait, and the barrier is as new", async () => {
    const barrier = new asyncio.Barrier(3);
    const tasks = start("ab", [], () => barrier.wait());
    await turns(1);
    await barrier.reset();
    expect(shown(barrier)).toContain("[resetting, waiters:0/3]");
    await turns(4);
    const broken = "BrokenBarrierError: Abort or reset of barrier";
    expect(tasks.map(outcome)).toEqual([broken, broken]);
    expect([barrier.n_waiting, barrier.broken]).toEqual([0, false]);
    expect(await asyncio.gather(barrier.wait(), barrier.wait(), barrier.wait())).toEqual([0, 1, 2]);
  });

  in_loop("abort breaks it until it is reset", async () => {
    const barrier = new asyncio.Barrier(2);
    const tasks = start("a", [], () => barrier.wait());
    await turns(1);
    await barrier.abort();
    expect(barrier.broken).toBe(true);
    expect(shown(barrier)).toBe("<asyncio.locks.Barrier object at 0x [broken]>");
    await turns(3);
    expect(tasks.map(outcome)).toEqual(["BrokenBarrierError: Abort or reset of barrier"]);
    await expect(barrier.wait()).rejects.toThrow(new asyncio.BrokenBarrierError("Barrier aborted"));
    await barrier.reset();
    expect(await asyncio.gather(barrier.wait(), barrier.wait())).toEqual([0, 1]);
  });

  it("needs one party at least", () => {
    const make = (parties: unknown) => () => new asyncio.Barrier(parties as number);
    expect(make(0)).toThrow(new asyncio.ValueError("parties must be > 0"));
    expect(make("x")).toThrow("'<' not supported between instances of 'str' and 'int'");
    expect(make(1.5)).toThrow(TypeError);
    expect(make(undefined)).toThrow("Barrier.__init__() missing 1 required positional argument: 'parties'");
  });
});

describe("types", () => {
  it("say what is waited for", () => {
    const typed = async (): Promise<void> => {
      expectTypeOf(await new asyncio.Lock().acquire()).toEqualTypeOf<true>();
      expectTypeOf(await new asyncio.Event().wait()).toEqualTypeOf<true>();
      expectTypeOf(await new asyncio.Condition().wait_for(() => "x")).toEqualTypeOf<string>();
      expectTypeOf(await new asyncio.Barrier(1).wait()).toEqualTypeOf<number>();
    };
    expect(typed).toBeTypeOf("function");
  });
});
